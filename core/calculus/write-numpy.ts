import type { MatrixExpression, MatrixTerm, ScalarPower } from "./matrix-expression.ts";
import { isAtom } from "./notation.ts";
import type { ElementwiseSymbol, TensorSymbol } from "./symbol.ts";

/** What has a name already when a line of NumPy is written. */
export interface NumpyNames {
  /** The name of f(argument), where it was computed before; null where it was not. */
  readonly valueOf: (f: ElementwiseSymbol, argument: TensorSymbol) => string | null;
  /** The name of a product of these matrices, where one was computed before. */
  readonly productOf: (codes: readonly string[]) => string | null;
  /** Whether sums over rows give a row of one axis, (n,), not (1, n). */
  readonly flatRows: boolean;
}

/** No name but the symbols' own. */
export const noNames: NumpyNames = { valueOf: () => null, productOf: () => null, flatRows: false };

/** A matrix expression in Python with `np` defined. */
export function writeMatrixNumpy(matrix: MatrixExpression, names: NumpyNames = noNames): string {
  switch (matrix.kind) {
    case "symbol":
      return matrix.symbol.code;
    case "function": {
      const { function: f, order, argument } = matrix;
      const known = names.valueOf(f, argument);
      if (order === 0) return known ?? f.numpy.value(argument.code);
      return f.numpy.derivative(argument.code, known ?? `(${f.numpy.value(argument.code)})`);
    }
    case "power":
      return `${matrix.base.code}**${matrix.exponent < 0 ? `(${matrix.exponent})` : matrix.exponent}`;
    case "softmax": {
      const z = matrix.argument.code;
      const powers = `np.exp(${z} - np.max(${z}, axis=1, keepdims=True))`;
      return `${powers} / np.sum(${powers}, axis=1, keepdims=True)`;
    }
    case "log-sum-exp":
      return `np.log(np.sum(np.exp(${matrix.argument.code}), axis=1, keepdims=True))`;
    case "transpose":
      return `${bracket(matrix.of, names)}.T`;
    case "product":
      return shortened(matrix.factors, names).join(" @ ");
    case "star":
      return matrix.factors.map((factor) => bracket(factor, names)).join(" * ");
    case "sum":
      return writeMatrixTermsNumpy(matrix.terms, names);
    case "identity":
      return `np.eye(${matrix.size})`;
    case "ones":
      return `np.ones((${matrix.size}, 1))`;
    case "total": {
      const inside = writeMatrixNumpy(matrix.of, { ...names, flatRows: false });
      if (matrix.over === "all") return `np.sum(${inside})`;
      if (matrix.over === "columns") return `np.sum(${inside}, axis=1, keepdims=True)`;
      return names.flatRows ? `np.sum(${inside}, axis=0)` : `np.sum(${inside}, axis=0, keepdims=True)`;
    }
    case "trace":
      return `np.trace(${writeMatrixNumpy(matrix.of, names)})`;
  }
}

/** The factors of a product, those that were multiplied before by the name of their product. */
function shortened(factors: readonly MatrixExpression[], names: NumpyNames): string[] {
  const codes = factors.map((factor) => (factor.kind === "symbol" ? factor.symbol.code : null));
  for (let length = factors.length; length >= 2; length--) {
    const first = codes.slice(0, length);
    if (first.includes(null)) continue;
    const known = names.productOf(first as string[]);
    if (known !== null) return [known, ...factors.slice(length).map((factor) => bracket(factor, names))];
  }
  return factors.map((factor) => bracket(factor, names));
}

/** A sum of matrix terms in Python with `np` defined. */
export function writeMatrixTermsNumpy(terms: readonly MatrixTerm[], names: NumpyNames = noNames): string {
  if (terms.length === 0) return "0";
  return terms
    .map(({ coefficient, scalars, matrix }, position) => {
      const sign = coefficient < 0 ? (position === 0 ? "-" : " - ") : position === 0 ? "" : " + ";
      const number = writeScalars(Math.abs(coefficient), scalars);
      if (matrix === null) return `${sign}${number ?? "1"}`;
      if (number !== null) {
        // What NumPy has under a name needs no brackets; a product begins with its first factor.
        const text = matrix.kind === "product" ? writeMatrixNumpy(matrix, names) : bracket(matrix, names);
        return `${sign}${number} * ${text}`;
      }
      const bare = matrix.kind === "product" && sign === "-";
      return (
        sign + (matrix.kind === "sum" || bare ? bracket(matrix, names) : writeMatrixNumpy(matrix, names))
      );
    })
    .join("");
}

function writeScalars(size: number, scalars: readonly ScalarPower[]): string | null {
  const above = scalars.filter(({ exponent }) => exponent > 0);
  const below = scalars.filter(({ exponent }) => exponent < 0);
  const power = ({ symbol, exponent }: ScalarPower): string =>
    Math.abs(exponent) === 1 ? symbol.code : `${symbol.code}**${Math.abs(exponent)}`;
  const shown = size !== 1 || above.length === 0;
  const top = [...(shown ? [String(size)] : []), ...above.map(power)].join(" * ");
  if (below.length > 0) return `(${top} / ${below.map(power).join(" / ")})`;
  return size === 1 && above.length === 0 ? null : top;
}

function bracket(matrix: MatrixExpression, names: NumpyNames): string {
  const text = writeMatrixNumpy(matrix, names);
  const closed =
    (isAtom(matrix) && matrix.kind !== "function" && matrix.kind !== "softmax") || matrix.kind === "total";
  return closed || /^[A-Za-z_]\w*$/.test(text) ? text : inBrackets(text);
}

/** Code in brackets, unless it stands in some already. */
export function inBrackets(text: string): string {
  return isBracketed(text) ? text : `(${text})`;
}

/** Whether the first bracket closes at the very end. */
function isBracketed(text: string): boolean {
  if (!text.startsWith("(")) return false;
  let depth = 0;
  for (let k = 0; k < text.length; k++) {
    if (text[k] === "(") depth++;
    if (text[k] === ")") depth--;
    if (depth === 0) return k === text.length - 1;
  }
  return false;
}
