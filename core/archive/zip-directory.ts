import { describe } from "../experiment/rules.ts";
import type { Result } from "../result.ts";
import { archiveLimits, formatSize } from "./limits.ts";
import { refuse } from "./problem.ts";

/** One file inside a zip, as the directory describes it; nothing of it was inflated yet. */
export interface ZipEntry {
  readonly name: string;
  readonly method: "stored" | "deflated";
  /** Its bytes as they lie in the zip. */
  readonly packed: Uint8Array;
  /** How many bytes it says it has. */
  readonly size: number;
  readonly crc: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_LENGTH = 46;
const LOCAL_ENTRY = 0x04034b50;
const LOCAL_ENTRY_LENGTH = 30;
const ENCRYPTED = 0x0041;
/** What stands where a number has to be looked up in the fields of zip64. */
const ELSEWHERE = 0xffffffff;
/** Plain names, and those in the folders of kept runs, `runs/1/W1.npy`: nothing that leads anywhere else. */
const NAME = /^(?:runs\/[1-9]\d?\/)?[\w.-]{1,64}$/;
/** Deflate's most: 258 bytes out of 2 bits. */
const MOST_PER_BYTE = 1032;

/** Whether bytes begin as a zip does: with an entry, or, where there is none, with the end. */
export function isZip(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const signature = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return signature === LOCAL_ENTRY || signature === END;
}

/**
 * Reads a zip's directory (APPNOTE 6.3) and trusts nothing of it: entries have plain names of their own, lie
 * within the file without overlapping, and do not promise more than fits. What is read is what NumPy and the
 * usual packers write: stored or deflated entries, neither encrypted nor in several parts nor zip64.
 */
export function readDirectory(bytes: Uint8Array): Result<readonly ZipEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return refuse("", "damaged", "is a zip without its end: it was cut off, or is damaged");
  const count = view.getUint16(end + 10, true);
  const length = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || length === ELSEWHERE || start === ELSEWHERE) return refuseZip64("");
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    return refuse("", "unsupported", "is a zip in several parts, which the lab does not read");
  }
  if (start + length !== end) return refuse("", "damaged", "is a zip with a damaged directory");
  if (count > archiveLimits.entries) {
    const message = `has ${count} files, more than the ${archiveLimits.entries} that an experiment file may have`;
    return refuse("", "too-large", message, { max: archiveLimits.entries, got: count });
  }
  const spans: Span[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    const read = readEntry(bytes, view, at, end, start);
    if (!read.ok) return read;
    spans.push(read.value);
    at = read.value.next;
  }
  if (at !== end) return refuse("", "damaged", "is a zip with a damaged directory");
  return checkTogether(spans);
}

/** An entry, where it lies in the zip, and where in the directory the next one stands. */
interface Span {
  readonly entry: ZipEntry;
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) {
    const ends = at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength;
    if (ends && view.getUint32(at, true) === END) return at;
  }
  return null;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, end: number, start: number): Result<Span> {
  const damaged = refuse("", "damaged", "is a zip with a damaged directory");
  if (at + DIRECTORY_ENTRY_LENGTH > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) return damaged;
  const nameLength = view.getUint16(at + 28, true);
  const next =
    at + DIRECTORY_ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > end) return damaged;
  const name = readName(bytes, at + DIRECTORY_ENTRY_LENGTH, nameLength);
  if (!NAME.test(name)) {
    const message = `has a file named ${describe(name)}: files stand side by side in an experiment file, without folders but those of runs`;
    return refuse("", "unsupported", message, { got: describe(name) });
  }
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const from = view.getUint32(at + 42, true);
  if ((flags & ENCRYPTED) !== 0)
    return refuse(name, "unsupported", "is encrypted, which the lab does not read");
  if (packedSize === ELSEWHERE || size === ELSEWHERE || from === ELSEWHERE) return refuseZip64(name);
  if (method !== 0 && method !== 8) {
    const message = `is packed with method ${method}: the lab reads stored (0) and deflated (8) files`;
    return refuse(name, "unsupported", message, { got: method });
  }
  const body = findBody(view, { from, start, nameLength, method });
  if (
    body === null ||
    body + packedSize > start ||
    readName(bytes, from + LOCAL_ENTRY_LENGTH, nameLength) !== name
  ) {
    return refuse(name, "damaged", "does not lie where the zip's directory says");
  }
  if (method === 0 ? size !== packedSize : size > MOST_PER_BYTE * packedSize) {
    return refuse(name, "damaged", `cannot have the ${size} bytes that it promises`, { got: size });
  }
  const entry: ZipEntry = {
    name,
    method: method === 0 ? "stored" : "deflated",
    packed: bytes.subarray(body, body + packedSize),
    size,
    crc: view.getUint32(at + 16, true),
  };
  return { ok: true, value: { entry, from, to: body + packedSize, next } };
}

/** Bytes as the characters of the same number: names that are not ASCII are refused anyway. */
function readName(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + Math.min(length, 100)));
}

interface LocalEntry {
  readonly from: number;
  /** Where the directory starts. */
  readonly start: number;
  readonly nameLength: number;
  readonly method: number;
}

/** Where an entry's bytes begin, behind its own header, which has to agree with the directory. */
function findBody(view: DataView, { from, start, nameLength, method }: LocalEntry): number | null {
  if (from + LOCAL_ENTRY_LENGTH > start || view.getUint32(from, true) !== LOCAL_ENTRY) return null;
  const agrees = view.getUint16(from + 8, true) === method && view.getUint16(from + 26, true) === nameLength;
  return agrees ? from + LOCAL_ENTRY_LENGTH + nameLength + view.getUint16(from + 28, true) : null;
}

/** Names twice, entries over one another (how a small zip promises petabytes), too much in all. */
function checkTogether(spans: readonly Span[]): Result<readonly ZipEntry[]> {
  const entries = spans.map(({ entry }) => entry);
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name)) return refuse(name, "duplicate", "stands in the zip twice");
    names.add(name);
  }
  const placed = [...spans].sort((a, b) => a.from - b.from);
  const overlapping = placed.find((span, index) => index > 0 && span.from < placed[index - 1].to);
  if (overlapping !== undefined) {
    return refuse(overlapping.entry.name, "damaged", "lies over another file of the zip");
  }
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > archiveLimits.inflated) {
    const message = `would be ${formatSize(total)} unpacked, more than the ${formatSize(archiveLimits.inflated)} that the lab takes`;
    return refuse("", "too-large", message, { max: archiveLimits.inflated, got: total });
  }
  return { ok: true, value: entries };
}

function refuseZip64(place: string): Result<never> {
  return refuse(place, "unsupported", "is in the format zip64, for huge files, which the lab does not read");
}
