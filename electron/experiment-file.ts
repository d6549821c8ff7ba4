import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { OpenOutcome, SaveOutcome } from "./contract.ts";
import { writeAtomically } from "./atomic-write.ts";
import { messages } from "./messages/en.ts";

const megabyte = 1024 * 1024;

/** Largest file the lab reads, in bytes; an experiment is a few kilobytes. */
export const largestFile = 64 * megabyte;

/** Reads an experiment's text; what stands in the way is returned as `failed`. */
export async function readExperimentFile(path: string): Promise<OpenOutcome> {
  const name = basename(path);
  const failed = (reason: string): OpenOutcome => ({ kind: "failed", name, reason });
  try {
    const file = await open(path, "r");
    try {
      const found = await file.stat();
      if (!found.isFile()) return failed(messages.files.notFile);
      if (found.size > largestFile) {
        const size = Math.ceil(found.size / megabyte);
        return failed(messages.files.tooLarge(size, largestFile / megabyte));
      }
      const text = decode(await file.readFile());
      if (text === null) return failed(messages.files.notText);
      return { kind: "opened", text, place: { id: path, name } };
    } finally {
      await file.close();
    }
  } catch (error) {
    return failed(reasonOf(error));
  }
}

/** Writes an experiment's text; what stands in the way is returned as `failed`. */
export async function writeExperimentFile(path: string, text: string): Promise<SaveOutcome> {
  try {
    await writeAtomically(path, text);
    return { kind: "saved", place: { id: path, name: basename(path) } };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}

/** The text without a byte-order mark, or null where the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return messages.files.missing;
    case "EACCES":
    case "EPERM":
      return messages.files.notAllowed;
    case "EISDIR":
      return messages.files.notFile;
    case "ENOSPC":
    case "EDQUOT":
      return messages.files.full;
    case "EROFS":
      return messages.files.readOnly;
    case "EBUSY":
      return messages.files.busy;
    default:
      return messages.files.other(message);
  }
}
