import type { Descent, DescentForm } from "../../network/descent.ts";
import { matrix, MINUS, sign, type FormulaPart } from "../../network/formula-parts.ts";
import type { MatrixKey } from "../../network/names.ts";
import type { CostName } from "../../network/plan.ts";

/** Y, Z of the last layer, Ŷ = f(Z) and Ỹ = Y − Ŷ. */
export type EndMatrices<T> = Readonly<Record<"Y" | "Z" | "output" | "error", T>>;

type EndFormula = (end: EndMatrices<MatrixKey>) => readonly FormulaPart[];

/** Every cost as the article writes formulas, of whole matrices. */
export const writtenCosts: Readonly<Record<CostName, EndFormula>> = {
  sse: ({ error }) => [sign("Σ ", String.raw`\sum `), matrix(error), sign("²", "^{2}")],
  mse: ({ error }) => [sign("(1/N) Σ ", String.raw`\frac{1}{N} \sum `), matrix(error), sign("²", "^{2}")],
  bce: ({ Y, output }) => [
    sign("−(1/M) Σ (", String.raw`-\frac{1}{M} \sum \left(`),
    matrix(Y),
    sign(" ln ", String.raw` \ln `),
    matrix(output),
    sign(" + (1 − ", " + (1 - "),
    matrix(Y),
    sign(") ln(1 − ", String.raw`) \ln (1 - `),
    matrix(output),
    sign("))", String.raw`) \right)`),
  ],
  "cross-entropy": ({ Y, output }) => [
    sign("−(1/M) Σ ", String.raw`-\frac{1}{M} \sum `),
    matrix(Y),
    sign(" ln ", String.raw` \ln `),
    matrix(output),
  ],
};

/** What the way down a cost begins with: a formula, and Python with `np` defined, ready to be multiplied. */
export interface WrittenStart {
  readonly formula: EndFormula;
  readonly numpy: (names: EndMatrices<string>) => string;
}

/** E, or D at once, in each of its forms; see `Descent`. */
export const writtenStarts: Readonly<Record<DescentForm, WrittenStart>> = {
  error: { formula: ({ error }) => [matrix(error)], numpy: ({ error }) => error },
  // Never multiplied: there D is reached already.
  "error-of-sum": {
    formula: ({ Y, output }) => [
      matrix(Y),
      MINUS,
      matrix(output),
      sign(" * Σ", String.raw` * \textstyle\sum `),
      matrix(Y),
    ],
    numpy: ({ Y, output }) => `${Y} - ${output} * np.sum(${Y}, axis=1, keepdims=True)`,
  },
  odds: {
    formula: ({ Y, output }) => [
      sign("("),
      matrix(Y),
      sign(" / "),
      matrix(output),
      sign(" − (1 − ", " - (1 - "),
      matrix(Y),
      sign(") / (1 − ", ") / (1 - "),
      matrix(output),
      sign("))"),
    ],
    numpy: ({ Y, output }) =>
      `(${Y} / np.maximum(${output}, np.exp(-100)) - (1 - ${Y}) / np.maximum(1 - ${output}, 2.0**-53))`,
  },
  share: {
    formula: ({ Y, output }) => [sign("("), matrix(Y), sign(" / "), matrix(output), sign(")")],
    numpy: ({ Y, output }) => `(${Y} / np.maximum(${output}, np.exp(-100)))`,
  },
};

/** The constant c of δW = c · input.T · D: `2`, `2/N`, `1/M`. */
export interface WrittenConstant {
  readonly text: string;
  readonly latex: string;
  /** Python for the name of Y. */
  readonly numpy: (Y: string) => string;
}

/** Writes the constant of a descent. */
export function writeConstant({ numerator, divisor }: Descent): WrittenConstant {
  if (divisor === "one") return { text: `${numerator}`, latex: `${numerator}`, numpy: () => `${numerator}` };
  const letter = divisor === "entries" ? "N" : "M";
  return {
    text: `${numerator}/${letter}`,
    latex: `\\frac{${numerator}}{${letter}}`,
    numpy: (Y) => `${numerator} / ${Y}.${divisor === "entries" ? "size" : "shape[0]"}`,
  };
}
