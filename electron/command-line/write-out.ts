import type { Io } from "./io.ts";
import { reasonOf } from "./read-input.ts";
import { UsageError } from "./usage.ts";

/** Looks, before a training is spent on it, whether a file can be written; throws UsageError if not. */
export function demandWritable(path: string, { checkWritable }: Pick<Io, "checkWritable">): Promise<void> {
  return demand(path, checkWritable(path));
}

/** Writes a file; throws UsageError if it cannot be written. */
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
    throw new UsageError(`cannot write ${path}: ${reasonOf(error)}`);
  }
}
