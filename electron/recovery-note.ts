import { isAbsolute } from "node:path";
import type { Fingerprint } from "./fingerprint.ts";

/** What stands beside a kept file: whose work it is, how far it had come, and where it lives. */
export interface RecoveryNote {
  readonly name: string;
  /** The furthest step of the training. */
  readonly step: number;
  /** When it was kept, in milliseconds since 1970. */
  readonly time: number;
  /** The document's own file, and what that looked like when it was last read or written. */
  readonly home: { readonly path: string; readonly found: Fingerprint | null } | null;
}

/** The note's text. */
export function writeNote(note: RecoveryNote): string {
  return JSON.stringify(note, null, 2);
}

/** A note as it was written, or null where it is none. */
export function readNote(text: string): RecoveryNote | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  const { name, step, time, home } = value;
  if (typeof name !== "string" || !isCount(step) || !isCount(time)) return null;
  return { name, step, time, home: readHome(home) };
}

function readHome(home: unknown): RecoveryNote["home"] {
  if (!isRecord(home) || typeof home.path !== "string" || !isAbsolute(home.path)) return null;
  const { path, found } = home;
  if (!isRecord(found)) return { path, found: null };
  const { size, modified, hash } = found;
  const whole = isCount(size) && typeof modified === "number" && typeof hash === "string";
  return { path, found: whole ? { size, modified, hash } : null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
