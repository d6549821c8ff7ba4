import { reasonNotWritten } from "../file-reasons.ts";
import { FileError } from "./file-error.ts";
import type { Io } from "./io.ts";

/** Looks, before a training is spent on it, whether a file can be written; throws FileError if not. */
export function demandWritable(path: string, { checkWritable }: Pick<Io, "checkWritable">): Promise<void> {
  return demand(path, checkWritable(path));
}

/** Writes a file; throws FileError if it cannot be written. */
export function writeOut(
  path: string,
  bytes: Uint8Array,
  { writeFile }: Pick<Io, "writeFile">,
): Promise<void> {
  return demand(path, writeFile(path, bytes));
}

async function demand(path: string, done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    throw new FileError(`cannot write ${path}: ${reasonNotWritten(error)}`);
  }
}
