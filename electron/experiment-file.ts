import { open, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { archiveLimits } from "../core/archive/limits.ts";
import type { FilePlace } from "./contract.ts";
import { writeAtomically } from "./atomic-write.ts";
import { reasonNotRead, reasonNotWritten } from "./file-reasons.ts";
import { fingerprintOf, type Fingerprint } from "./fingerprint.ts";
import { messages } from "./messages/en.ts";
import { readHandle } from "./read-bounded.ts";

const mebibyte = 2 ** 20;

/** An experiment's file as it was found. */
export type ReadOutcome =
  | {
      readonly kind: "opened";
      readonly file: Uint8Array;
      readonly place: FilePlace;
      readonly found: Fingerprint;
    }
  | { readonly kind: "failed"; readonly name: string; readonly reason: string };

/** What became of writing one, and what it looks like now. */
export type WriteOutcome =
  | { readonly kind: "saved"; readonly place: FilePlace; readonly found: Fingerprint }
  | { readonly kind: "failed"; readonly reason: string };

/** Whether a path is one for an experiment alone, without its training. */
export function isPlain(path: string): boolean {
  return extname(path).toLowerCase() === ".json";
}

/** Reads an experiment's file, which is not looked into; what stands in the way is returned as `failed`. */
export async function readExperimentFile(path: string): Promise<ReadOutcome> {
  const name = basename(path);
  const failed = (reason: string): ReadOutcome => ({ kind: "failed", name, reason });
  const most = isPlain(path) ? archiveLimits.experiment : archiveLimits.file;
  const tooLarge = (size: number): ReadOutcome =>
    failed(messages.files.tooLarge(Math.ceil(size / mebibyte), most / mebibyte));
  try {
    const handle = await open(path, "r");
    try {
      const found = await handle.stat();
      if (!found.isFile()) return failed(messages.files.notFile);
      if (found.size > most) return tooLarge(found.size);
      const file = await readHandle(handle, most);
      if (file === null) return tooLarge(most + mebibyte);
      return { kind: "opened", file, place: { id: path, name }, found: fingerprintOf(file, found.mtimeMs) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failed(reasonNotRead(error));
  }
}

/** Writes an experiment's file; what stands in the way is returned as `failed`. */
export async function writeExperimentFile(path: string, file: Uint8Array): Promise<WriteOutcome> {
  try {
    await writeAtomically(path, file);
    const { mtimeMs } = await stat(path);
    return { kind: "saved", place: { id: path, name: basename(path) }, found: fingerprintOf(file, mtimeMs) };
  } catch (error) {
    return { kind: "failed", reason: reasonNotWritten(error) };
  }
}
