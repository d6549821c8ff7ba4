import { open, type FileHandle } from "node:fs/promises";

const PIECE = 2 ** 20;

/**
 * A file's bytes, or null where it has more than `limit`: known of a file before it is read, of a pipe as soon as
 * more come. Throws Node's file errors.
 */
export async function readBounded(path: string, limit: number): Promise<Uint8Array | null> {
  const file = await open(path, "r");
  try {
    const found = await file.stat();
    if (found.isFile() && found.size > limit) return null;
    return await readHandle(file, limit);
  } finally {
    await file.close();
  }
}

/** The bytes of an open file from where it stands, or null where more than `limit` come. Throws Node's file errors. */
export async function readHandle(file: FileHandle, limit: number): Promise<Uint8Array | null> {
  const pieces: Buffer[] = [];
  for (let length = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE);
    if (bytesRead === 0) return new Uint8Array(Buffer.concat(pieces));
    length += bytesRead;
    if (length > limit) return null;
    pieces.push(buffer.subarray(0, bytesRead));
  }
}
