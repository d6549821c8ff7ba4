import { createHash, randomBytes } from "node:crypto";
import { readdir, realpath, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import process from "node:process";

/** This machine's mark: which processes of another one run, nobody here knows. */
const machine = digest(hostname());
const temporary = /^\.rematrix-([0-9a-f]{8})-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.tmp$/;

/**
 * A new name for what is to take this file's place, in the same folder, with the marks of the file, of this machine and
 * of this process. It has a length of its own: a file whose name is as long as names may be has no room for an ending.
 */
export function temporaryFor(target: string): string {
  const random = randomBytes(6).toString("hex");
  const name = `.rematrix-${digest(basename(target))}-${machine}-${process.pid}-${random}.tmp`;
  return join(dirname(target), name);
}

/**
 * Removes what processes of this machine that were killed while they wrote this file have left beside it; what a
 * process that runs is writing stays, and so does another machine's. Never rejects: a folder may not be one's own.
 */
export async function removeLeftovers(path: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  return removeFrom(dirname(target), (file) => file === digest(basename(target)));
}

/** The same for every file of a folder that is the application's own. */
export function removeAllLeftovers(folder: string): Promise<void> {
  return removeFrom(folder, () => true);
}

async function removeFrom(folder: string, isMeant: (file: string) => boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, file, writtenOn, writer] = temporary.exec(name) ?? [];
    if (writtenOn !== machine || !isMeant(file) || isRunning(Number(writer))) continue;
    await unlink(join(folder, name)).catch(() => undefined);
  }
}

/** A mark of a text in eight hexadecimal digits. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
