/** The magic string, the version's two bytes and the header's length. */
const PREAMBLE = 10;
/** Where the numbers begin is a multiple of this. */
const ALIGNMENT = 64;

/**
 * An array as NumPy's `.npy` file, version 1.0: row-major float64, little-endian.
 *
 * Source: numpy/lib/format.py.
 *
 * @throws RangeError if there are not as many numbers as the shape says.
 */
export function writeNpy(values: Float64Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  if (shape.reduce((product, length) => product * length, 1) !== values.length) {
    throw new RangeError(`cannot reshape array of size ${values.length} into shape (${shape.join(",")})`);
  }
  const written = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': ${written}, }`;
  const end = Math.ceil((PREAMBLE + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${dictionary.padEnd(end - PREAMBLE - 1)}\n`;
  const bytes = new Uint8Array(end + 8 * values.length);
  const view = new DataView(bytes.buffer);
  const magic = `\u0093NUMPY\u0001\u0000`;
  for (let i = 0; i < magic.length; i++) bytes[i] = magic.charCodeAt(i);
  view.setUint16(8, header.length, true);
  for (let i = 0; i < header.length; i++) bytes[PREAMBLE + i] = header.charCodeAt(i);
  values.forEach((value, i) => view.setFloat64(end + 8 * i, value, true));
  return bytes;
}
