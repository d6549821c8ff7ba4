import { strFromU8, strToU8 } from "fflate/browser";
import type { Result } from "../result.ts";
import { readNpyHeader } from "./npy-header.ts";
import { refuse } from "./problem.ts";
import { formatShape, sizeOf } from "./shape.ts";

/** An array of float64 as NumPy holds it, row-major, of no, one or two dimensions. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const MAGIC = "\x93NUMPY";
/** Version, and the length of the header's text: 2 bytes in version 1, 4 in versions 2 and 3. */
const PREAMBLE = { 1: 10, 2: 12, 3: 12 } as const;
/** The numbers begin at a multiple of this. */
const ALIGNMENT = 64;
/** NumPy leaves room in the header for a first size of so many digits, so that it can grow in place. */
const GROWTH_DIGITS = 21;

/** The bytes that `numpy.save` writes for this array: format version 1.0, `<f8`, row-major. */
export function writeNpy({ shape, values }: NpyArray): Uint8Array {
  const spare = shape.length === 0 ? 0 : GROWTH_DIGITS - String(shape[0]).length;
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': ${formatShape(shape)}, }${" ".repeat(spare)}`;
  const length = Math.ceil((PREAMBLE[1] + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(length + 8 * values.length);
  bytes.set(strToU8(MAGIC, true));
  const view = new DataView(bytes.buffer);
  view.setUint8(6, 1);
  view.setUint16(8, length - PREAMBLE[1], true);
  bytes.set(strToU8(`${text.padEnd(length - PREAMBLE[1] - 1)}\n`), PREAMBLE[1]);
  for (let i = 0; i < values.length; i++) view.setFloat64(length + 8 * i, values[i], true);
  return bytes;
}

/**
 * Reads an array that NumPy wrote, format versions 1 to 3, `<f8` in either order, at most two dimensions; `name`
 * is the place of what is wrong.
 */
export function readNpy(name: string, bytes: Uint8Array): Result<NpyArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREAMBLE[1] || strFromU8(bytes.subarray(0, MAGIC.length), true) !== MAGIC) {
    return refuse(name, "damaged", "is no array of NumPy's: it does not begin as one");
  }
  const version = bytes[6];
  if (version !== 1 && version !== 2 && version !== 3) {
    const message = `has version ${version} of NumPy's format; the lab reads 1 to 3`;
    return refuse(name, "unsupported", message, { got: version, max: 3 });
  }
  const begin = PREAMBLE[version];
  const length =
    version === 1 ? view.getUint16(8, true) : bytes.length < begin ? Infinity : view.getUint32(8, true);
  if (begin + length > bytes.length) return refuse(name, "damaged", "is cut off within its header");
  const header = readNpyHeader(strFromU8(bytes.subarray(begin, begin + length), true));
  if (header === null) return refuse(name, "damaged", "has a header that cannot be read");
  const { descr, fortranOrder, shape } = header;
  if (descr !== "<f8") {
    const message = `must hold numbers of the type <f8 (float64), got ${descr}`;
    return refuse(name, "unsupported", message, { expected: "<f8", got: descr });
  }
  if (shape.length > 2) {
    const message = `must have at most 2 dimensions, got ${shape.length}`;
    return refuse(name, "shape", message, { max: 2, got: shape.length });
  }
  const size = sizeOf(shape);
  if (begin + length + 8 * size !== bytes.length) {
    const message = `must hold the ${size} numbers that its header names, got ${bytes.length - begin - length} bytes`;
    return refuse(name, "damaged", message, { expected: 8 * size, got: bytes.length - begin - length });
  }
  const values = new Float64Array(size);
  const [rows, columns] = fortranOrder && shape.length === 2 ? shape : [size, 1];
  for (let i = 0, at = begin + length; i < size; i++, at += 8) {
    const place = columns === 1 ? i : (i % rows) * columns + Math.floor(i / rows);
    values[place] = view.getFloat64(at, true);
  }
  return { ok: true, value: { shape, values } };
}
