import type { Derivation } from "./derivation.ts";
import { writeNumpyLines } from "./numpy-lines.ts";
import type { TypedProgram } from "./typed-program.ts";

/**
 * The derivative of a typed expression as lines of NumPy: with its names and `np` defined, they leave it in
 * `dW1`.
 *
 * @throws RangeError if the result has no matrix notation.
 */
export function typedNumpyLines({ program, numbers }: TypedProgram, derivation: Derivation): string[] {
  const written = numbers.map(({ symbol, value }) => ({ code: symbol.code, numpy: String(value) }));
  return writeNumpyLines(program, written, derivation);
}
