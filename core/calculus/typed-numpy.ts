import type { Derivation } from "./derivation.ts";
import { writeNumpyLines } from "./numpy-lines.ts";
import type { TypedProgram } from "./typed-program.ts";

/**
 * The derivative of a typed expression as lines of NumPy: with its names and `np` defined, they leave it in
 * `dW1`. Arrays with one axis are made columns first, and what is by one of them has one axis again.
 *
 * @throws RangeError if the result has no matrix notation.
 */
export function typedNumpyLines(
  { program, numbers, vectors }: TypedProgram,
  derivation: Derivation,
): string[] {
  const written = numbers.map(({ symbol, value }) => ({ code: symbol.code, numpy: String(value) }));
  const lines = writeNumpyLines(program, written, derivation);
  const words = new Set(lines.flatMap((line) => line.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []));
  const columns = vectors.filter((name) => words.has(name));
  const { by } = derivation;
  return [
    ...columns.map((name) => `${name} = ${name}.reshape(-1, 1)`),
    ...lines,
    ...(vectors.includes(by.code) ? [`d${by.code} = d${by.code}.ravel()`] : []),
  ];
}
