import type { Derivation } from "../calculus/derivation.ts";
import type { MatrixExpression } from "../calculus/matrix-expression.ts";
import type { Definition } from "../calculus/program.ts";
import { writeMatrixNumpy, writeMatrixTermsNumpy, type NumpyNames } from "../calculus/write-numpy.ts";
import type { NetworkProgram } from "./network-program.ts";

/**
 * The derivation's result as lines of NumPy: with X, Y, the parameters and `np` defined, they leave ∂cost/∂W1 in
 * `dW1`, b1's in `db1`. Only what is needed is computed.
 *
 * @throws RangeError if the result has no matrix notation.
 */
export function writeNumpyLines(
  { program, numbers }: Pick<NetworkProgram, "program" | "numbers">,
  derivation: Derivation,
): string[] {
  const { by, result, shared } = derivation;
  if (result.matrix === null) throw new RangeError(`∂cost/∂${by.code} has no matrix notation`);
  const needed = new Set<string>();
  const definitions = new Map(program.definitions.map((one) => [one.symbol.code, one]));
  const parts = new Map(shared.map((one) => [one.symbol.code, one]));
  const need = (code: string): void => {
    if (needed.has(code)) return;
    needed.add(code);
    const matrix = definitions.get(code)?.matrix ?? parts.get(code)?.matrix ?? null;
    if (matrix !== null) codesIn(matrix).forEach(need);
  };
  codesIn({ kind: "sum", terms: result.matrix }).forEach(need);
  const functions = program.definitions.filter(({ symbol }) => needed.has(symbol.code));
  const names = namesOf(functions);
  const lines = [
    ...numbers
      .filter(({ symbol }) => needed.has(symbol.code))
      .map(({ symbol, numpy }) => `${symbol.code} = ${numpy}`),
    ...functions.map(
      ({ symbol, matrix }) =>
        `${symbol.code} = ${writeMatrixNumpy(matrix, namesOf(before(functions, symbol.code)))}`,
    ),
    ...shared
      .filter(({ symbol }) => needed.has(symbol.code))
      .map(({ symbol, matrix }) => `${symbol.code} = ${writeMatrixNumpy(matrix!, names)}`),
  ];
  const flat = by.axes === "columns";
  const code = writeMatrixTermsNumpy(result.matrix, { ...names, flatRows: flat });
  const row = result.matrix.every(({ matrix }) => matrix?.kind === "total" && matrix.over === "rows");
  lines.push(`d${by.code} = ${flat && !row ? `np.ravel(${code})` : code}`);
  return lines;
}

function before(definitions: readonly Definition[], code: string): readonly Definition[] {
  return definitions.slice(
    0,
    definitions.findIndex(({ symbol }) => symbol.code === code),
  );
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

/** The codes of all names in a matrix expression. */
export function codesIn(matrix: MatrixExpression): string[] {
  switch (matrix.kind) {
    case "symbol":
      return [matrix.symbol.code];
    case "function":
      // f′ may be written with f itself.
      return [matrix.argument.code];
    case "softmax":
    case "log-sum-exp":
      return [matrix.argument.code];
    case "power":
      return [matrix.base.code];
    case "transpose":
    case "total":
    case "trace":
      return codesIn(matrix.of);
    case "product":
    case "star":
      return matrix.factors.flatMap(codesIn);
    case "sum":
      return matrix.terms.flatMap(({ scalars, matrix: one }) => [
        ...scalars.map(({ symbol }) => symbol.code),
        ...(one === null ? [] : codesIn(one)),
      ]);
    case "identity":
    case "ones":
      return [];
  }
}
