import { deltaCode, gradientCode } from "../naming.ts";
import { codesIn } from "./codes-in.ts";
import { layOf, type Derivation } from "./derivation.ts";
import { negated } from "./describe.ts";
import type { Definition, Program } from "./program.ts";
import type { TensorSymbol } from "./symbol.ts";
import { writeMatrixNumpy, writeMatrixTermsNumpy, type NumpyNames } from "./write-numpy.ts";

/** A named number with the Python that gives it. */
export interface NumpyNumber {
  readonly code: string;
  readonly numpy: string;
}

/** What lines of NumPy end with: the gradient ∂result/∂W1 in `dW1`, or δW1, which is −∂result/∂W1, in `deltaW1`. */
export type NumpyGoal = "gradient" | "delta";

/**
 * A derivation's result as lines of NumPy: with what the program begins with and `np` defined, they leave
 * ∂result/∂W1 in `dW1`, b1's in `db1`, or δ in `deltaW1`, `deltab1`. Only what is needed is computed.
 *
 * @throws RangeError if the result has no matrix notation.
 */
export function writeNumpyLines(
  program: Program,
  numbers: readonly NumpyNumber[],
  derivation: Derivation,
  goal: NumpyGoal = "gradient",
): string[] {
  const { by, free, result, shared } = derivation;
  if (result.matrix === null) throw new RangeError(`∂/∂${by.code} has no matrix notation`);
  const [name, terms] =
    goal === "gradient"
      ? [gradientCode(by.code), result.matrix]
      : [deltaCode(by.code), negated(result.matrix)];
  const needed = new Set<string>();
  const definitions = new Map(program.definitions.map((one) => [one.symbol.code, one]));
  const parts = new Map(shared.map((one) => [one.symbol.code, one]));
  const need = (code: string): void => {
    if (needed.has(code)) return;
    needed.add(code);
    const matrix = definitions.get(code)?.matrix ?? parts.get(code)?.matrix ?? null;
    if (matrix !== null) codesIn(matrix).forEach(need);
  };
  codesIn({ kind: "sum", terms }).forEach(need);
  const computed = program.definitions.filter(({ symbol }) => needed.has(symbol.code));
  const names = namesOf(computed);
  const lines = [
    ...numbers.filter(({ code }) => needed.has(code)).map(({ code, numpy }) => `${code} = ${numpy}`),
    ...computed.map(
      ({ symbol, matrix }, k) =>
        `${symbol.code} = ${writeMatrixNumpy(matrix, namesOf(computed.slice(0, k)))}`,
    ),
    ...shared
      .filter(({ symbol }) => needed.has(symbol.code))
      .map(({ symbol, matrix }) => `${symbol.code} = ${writeMatrixNumpy(matrix!, names)}`),
  ];
  const lay = layOf(derivation);
  const flat = lay.axes === "columns";
  if (terms.length === 0) {
    // A vector by a vector: one row for each number of the one, one column for each of the other.
    const vectors = program.result.axes !== "none" && by.axes !== "none";
    const zeros = vectors ? `np.zeros((${free.map(({ size }) => size).join(", ")}))` : writeZeros(lay, by);
    return [...lines, `${name} = ${zeros}`];
  }
  const row = terms.every(({ matrix }) => matrix?.kind === "total" && matrix.over === "rows");
  // Inside anything else a sum over rows has to stay the row that it is multiplied as.
  const code = writeMatrixTermsNumpy(terms, { ...names, flatRows: flat && row });
  lines.push(`${name} = ${flat && !row ? `np.ravel(${code})` : code}`);
  return lines;
}

/** Zeros in the shape of a gradient that does not depend on what it is by. */
function writeZeros(lay: TensorSymbol, by: TensorSymbol): string {
  if (lay.axes === "none") return "0";
  if (lay === by) return `np.zeros_like(${by.code})`;
  return lay.axes === "columns" ? `np.zeros(${lay.columns})` : `np.zeros((${lay.rows}, ${lay.columns}))`;
}

/** What the definitions have computed, by name. */
function namesOf(definitions: readonly Definition[]): NumpyNames {
  return {
    valueOf: (f, argument) =>
      definitions.find(
        ({ matrix }) =>
          matrix.kind === "function" &&
          matrix.order === 0 &&
          matrix.function.name === f.name &&
          matrix.argument.code === argument.code,
      )?.symbol.code ?? null,
    productOf: (codes) =>
      definitions.find(
        ({ matrix }) =>
          matrix.kind === "product" &&
          matrix.factors.length === codes.length &&
          matrix.factors.every((factor, k) => factor.kind === "symbol" && factor.symbol.code === codes[k]),
      )?.symbol.code ?? null,
    flatRows: false,
  };
}
