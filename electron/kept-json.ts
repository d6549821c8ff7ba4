import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { safeParse, type GenericSchema } from "valibot";

/** A small value that the application wrote down for itself, or null where there is none of this shape. */
export function readKept<T>(file: string, shape: GenericSchema<unknown, T>): T | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    const read = safeParse(shape, value);
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** Writes a small value down; a disk that does not take it is no reason to bother anybody. */
export function writeKept(file: string, value: unknown): void {
  try {
    writeFileSync(`${file}.tmp`, JSON.stringify(value));
    renameSync(`${file}.tmp`, file);
  } catch {
    // The next start does without it.
  }
}
