import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { readBounded } from "./read-bounded.ts";

/** What a file looked like when it was read or written: enough to notice that somebody else changed it since. */
export interface Fingerprint {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
}

/** Smaller files are read whenever it matters: some disks' clocks only count seconds. */
const QUICKLY_READ = 8 * 2 ** 20;

/** The fingerprint of a content that lies on the disk since `modified`. */
export function fingerprintOf(content: Uint8Array, modified: number): Fingerprint {
  return { size: content.length, modified, hash: hashOf(content) };
}

/**
 * Whether the file's content is another one than then. A file that is gone was not changed: nothing of anybody's is
 * lost by writing it again. Throws Node's file errors.
 */
export async function hasChanged(path: string, then: Fingerprint): Promise<boolean> {
  const now = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (now === null || !now.isFile()) return false;
  if (now.size !== then.size) return true;
  if (now.mtimeMs === then.modified && now.size > QUICKLY_READ) return false;
  const content = await readBounded(path, then.size);
  return content === null || hashOf(content) !== then.hash;
}

function hashOf(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
