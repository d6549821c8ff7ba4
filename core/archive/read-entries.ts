import { strFromU8, strToU8 } from "fflate/browser";
import type { Result } from "../result.ts";
import type { ArrayPlan } from "./arrays.ts";
import { archiveLimits, formatSize } from "./limits.ts";
import { readNpy } from "./npy.ts";
import { refuse } from "./problem.ts";
import { unpack } from "./unpack.ts";
import type { ZipEntry } from "./zip-directory.ts";
import { formatShape, sizeOf } from "./shape.ts";

/** A zip's files by name. */
export type Entries = ReadonlyMap<string, ZipEntry>;

/** An entry that has to be there, as text of at most `limit` bytes. */
export function readText(entries: Entries, name: string, limit: number): Result<string> {
  const entry = entries.get(name);
  if (entry === undefined) return refuse(name, "missing", "is missing: this zip is no experiment file");
  const bytes = unpack(entry, limit);
  if (!bytes.ok) return bytes;
  const text = decode(bytes.value);
  return text === null ? refuse(name, "damaged", "is no text in UTF-8") : { ok: true, value: text };
}

/** All sizes are looked at before the first array is unpacked: what is missing or too large, or null. */
export function checkSizes(entries: Entries, planned: readonly ArrayPlan[]): Result<null> {
  for (const { name, shape } of planned) {
    const entry = entries.get(`${name}.npy`);
    if (entry === undefined) return refuse(`${name}.npy`, "missing", "is missing");
    const most = 8 * sizeOf(shape) + archiveLimits.arrayHeader;
    if (entry.size > most) {
      const message = `must have the shape ${formatShape(shape)}, got ${formatSize(entry.size)}`;
      return refuse(entry.name, "shape", message, { expected: formatShape(shape), got: entry.size });
    }
  }
  return { ok: true, value: null };
}

/** The arrays of a plan by name; `checkSizes` has looked at them. */
export function readArrays(
  entries: Entries,
  planned: readonly ArrayPlan[],
): Result<Map<string, Float64Array>> {
  const arrays = new Map<string, Float64Array>();
  for (const array of planned) {
    const values = readArray(entries, array);
    if (!values.ok) return values;
    arrays.set(array.name, values.value);
  }
  return { ok: true, value: arrays };
}

function readArray(entries: Entries, { name, shape }: ArrayPlan): Result<Float64Array> {
  const file = `${name}.npy`;
  const entry = entries.get(file);
  if (entry === undefined) throw new Error(`internal: ${file} was there before`);
  const bytes = unpack(entry, entry.size);
  if (!bytes.ok) return bytes;
  const array = readNpy(file, bytes.value);
  if (!array.ok) return array;
  const [expected, got] = [shape, array.value.shape].map(formatShape);
  if (expected === got) return { ok: true, value: array.value.values };
  return refuse(file, "shape", `must have the shape ${expected}, got ${got}`, { expected, got });
}

/** The text without a byte order mark, or null where the bytes are not UTF-8. */
export function decode(bytes: Uint8Array): string | null {
  const text = strFromU8(bytes);
  const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const again = strToU8(text.replace(/^\uFEFF/, ""));
  const from = marked ? 3 : 0;
  if (again.length !== bytes.length - from) return null;
  for (let i = 0; i < again.length; i++) if (again[i] !== bytes[from + i]) return null;
  return text;
}
