import { archiveLimits } from "../../core/archive/limits.ts";
import { locale } from "../messages/locale.svelte.ts";
import type { FilePlace, OpenOutcome } from "./host.ts";
import { isPlain } from "./plain-name.ts";

/** Reads a file's bytes, unless it is larger than the lab takes; `place` is where the document will live. */
export async function readFile(file: File, place: FilePlace): Promise<OpenOutcome> {
  const most = isPlain(file.name) ? archiveLimits.experiment : archiveLimits.file;
  if (file.size > most) return { kind: "failed", name: file.name, reason: tooLarge(file.size, most) };
  try {
    return { kind: "opened", file: new Uint8Array(await file.arrayBuffer()), place };
  } catch (error) {
    return { kind: "failed", name: file.name, reason: reasonOf(error) };
  }
}

/** What browsers throw is a DOMException, whose name says what happened. */
export function isNamed(error: unknown, name: string): boolean {
  return (error as Error | null)?.name === name;
}

/** Why a browser did not read or write a file, in plain words. */
export function reasonOf(error: unknown): string {
  const { host, documents } = locale.text;
  if (isNamed(error, "NotAllowedError")) return host.notAllowed;
  if (isNamed(error, "NotFoundError")) return host.fileGone;
  if (isNamed(error, "QuotaExceededError")) return documents.diskFull;
  if (isNamed(error, "NoModificationAllowedError")) return documents.inUse;
  if (isNamed(error, "NotReadableError")) return documents.notReadable;
  return error instanceof Error ? error.message : String(error);
}

function tooLarge(size: number, most: number): string {
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;
  return locale.text.host.tooLarge(megabytes(size), megabytes(most));
}
