import type { Expression, Factor, Index } from "../calculus/expression.ts";
import { tensor } from "../calculus/expression.ts";
import type { MatrixExpression, MatrixTerm, ScalarPower } from "../calculus/matrix-expression.ts";
import type { Aside, Definition, Recognition } from "../calculus/program.ts";
import type { ElementwiseSymbol, TensorSymbol } from "../calculus/symbol.ts";
import { costOf } from "../network/costs.ts";
import type { ActivationPlan, CostName } from "../network/plan.ts";
import { logarithm, logarithmOfRest, softplus } from "./functions.ts";
import { numberSymbol, type NetworkSymbols } from "./network-symbols.ts";
import type { CostPart } from "./penalty-terms.ts";

/** A cost as a program has it. */
export interface WrittenCost extends CostPart {
  /** What it is written with: the error Ỹ, 1 − Ŷ. */
  readonly definitions: readonly Definition[];
  readonly recognitions: Recognition[];
  /** Whether Y − Ŷ may be called Ỹ. */
  readonly usesError: boolean;
  /** What has to be known to read it. */
  readonly asides: readonly Aside[];
}

interface Place {
  readonly cost: CostName;
  readonly activation: ActivationPlan;
  readonly symbols: NetworkSymbols;
  /** The last layer, counted from 0. */
  readonly layer: number;
  readonly targetsSumToOne: boolean;
}

/** What every cost is written with. */
interface Pieces extends Place {
  readonly Y: TensorSymbol;
  readonly output: TensorSymbol;
  readonly Z: TensorSymbol;
  /** i, and the index of the outputs. */
  readonly indices: readonly [Index, Index];
}

type Writer = (pieces: Pieces) => WrittenCost;

/** Every cost, for whatever the output comes from. */
const writers: Readonly<Record<CostName, Writer>> = {
  sse: (pieces) => squares(pieces, null),
  mse: (pieces) => squares(pieces, { ...numberSymbol("N", "N", "N", "N") }),
  bce: (pieces) => binary(pieces),
  "cross-entropy": (pieces) => crossEntropy(pieces),
};

/** Those that are one with the last activation: written straight from Z. */
const fused: Partial<Readonly<Record<CostName, Writer>>> = {
  bce: (pieces) => binaryOfSigmoid(pieces),
  "cross-entropy": (pieces) => crossEntropyOfSoftmax(pieces),
};

/** The cost behind this last activation in index and in matrix notation. */
export function costTerms(place: Place): WrittenCost {
  const { cost, activation, symbols, layer } = place;
  const output = symbols.of("H", layer);
  const pieces: Pieces = {
    ...place,
    Y: symbols.of("Y"),
    output,
    Z: symbols.of("Z", layer),
    indices: [
      { letter: "i", size: output.rows },
      { letter: "q", size: output.columns },
    ],
  };
  const together = costOf(cost, activation).fusedWith !== null ? fused[cost] : undefined;
  return (together ?? writers[cost])(pieces);
}

/** Δ = Σ Ỹ², divided by the number of entries N where there is one. */
function squares({ symbols, Y, output, indices }: Pieces, N: TensorSymbol | null): WrittenCost {
  const error = symbols.of("error");
  const factor: Factor = { kind: "power", base: { symbol: error, indices }, exponent: 2, atPlace: false };
  const total: MatrixExpression = {
    kind: "total",
    over: "all",
    of: { kind: "power", base: error, exponent: 2 },
  };
  return {
    definitions: [difference(error, Y, output, indices)],
    body: [{ coefficient: 1, factors: [...inverse(N), factor] }],
    matrix: [{ coefficient: 1, scalars: powers(N), matrix: total }],
    numbers: N === null ? [] : [{ symbol: N, value: Y.rows * Y.columns, numpy: "Y.size" }],
    recognitions: [],
    usesError: true,
    asides: N === null ? [] : [{ kind: "entries", symbol: N }],
  };
}

/** Δ = (1/M) Σ softplus(Z) − Y Z: the binary cross-entropy of Ŷ = σ(Z). */
function binaryOfSigmoid({ symbols, Y, output, Z, indices }: Pieces): WrittenCost {
  const M = sampleNumber();
  const argument = { symbol: Z, indices };
  const both: MatrixExpression = { kind: "star", factors: [symbol(Y), symbol(Z)] };
  return {
    definitions: [difference(symbols.of("error"), Y, output, indices)],
    body: [
      {
        coefficient: 1,
        factors: [...inverse(M), { kind: "function", function: softplus, order: 0, argument }],
      },
      { coefficient: -1, factors: [...inverse(M), tensor(Y, indices), tensor(Z, indices)] },
    ],
    matrix: [
      {
        coefficient: 1,
        scalars: powers(M),
        matrix: total({ kind: "function", function: softplus, order: 0, argument: Z }),
      },
      { coefficient: -1, scalars: powers(M), matrix: total(both) },
    ],
    numbers: [samples(M, Y)],
    recognitions: [{ function: softplus.name, argument: Z, is: output }],
    usesError: true,
    asides: [
      { kind: "of-sigmoid", targets: Y, output, argument: Z, samples: M },
      { kind: "samples", symbol: M },
    ],
  };
}

/** Δ = (1/M) Σ_i S_i ln Σ_k e^Z_ik − Y_ij Z_ij with S_i = Σ_j Y_ij: the cross-entropy of Ŷ = softmax(Z). */
function crossEntropyOfSoftmax({ symbols, Y, output, Z, indices, targetsSumToOne }: Pieces): WrittenCost {
  const M = sampleNumber();
  const [row] = indices;
  const S = targetsSumToOne ? null : columnOfSums(Y);
  const logarithmOfSum: Factor = {
    kind: "row-function",
    function: "log-sum-exp",
    argument: Z,
    indices: [row],
    softmax: output,
  };
  const weighed: Factor[] = S === null ? [] : [tensor(S.symbol, [row])];
  const lse: MatrixExpression = { kind: "log-sum-exp", argument: Z };
  return {
    definitions: [difference(symbols.of("error"), Y, output, indices), ...(S === null ? [] : [S])],
    body: [
      { coefficient: 1, factors: [...inverse(M), ...weighed, logarithmOfSum] },
      { coefficient: -1, factors: [...inverse(M), tensor(Y, indices), tensor(Z, indices)] },
    ],
    matrix: [
      {
        coefficient: 1,
        scalars: powers(M),
        matrix: total(S === null ? lse : { kind: "star", factors: [symbol(S.symbol), lse] }),
      },
      {
        coefficient: -1,
        scalars: powers(M),
        matrix: total({ kind: "star", factors: [symbol(Y), symbol(Z)] }),
      },
    ],
    numbers: [samples(M, Y)],
    recognitions: [],
    usesError: true,
    asides: [
      { kind: "of-softmax", targets: Y, output, argument: Z, samples: M },
      { kind: "samples", symbol: M },
      ...(S === null ? [] : [{ kind: "row-sums" as const, symbol: S.symbol, of: Y }]),
    ],
  };
}

/** Δ = −(1/M) Σ Y ln Ŷ + (1 − Y) ln(1 − Ŷ). */
function binary({ Y, output, indices }: Pieces): WrittenCost {
  const M = sampleNumber();
  const restOfY = rest(Y);
  const restOfOutput = rest(output);
  const logarithms = [
    { weight: Y, of: output, ln: logarithm },
    { weight: restOfY, of: restOfOutput, ln: logarithmOfRest },
  ];
  return {
    definitions: [oneMinus(restOfY, Y, indices), oneMinus(restOfOutput, output, indices)],
    body: logarithms.map(({ weight, of, ln }) => logarithmTerm(M, weight, of, ln, indices)),
    matrix: logarithms.map(({ weight, of, ln }) => logarithmMatrix(M, weight, of, ln)),
    numbers: [samples(M, Y)],
    recognitions: [],
    usesError: false,
    asides: [{ kind: "samples", symbol: M }],
  };
}

/** Δ = −(1/M) Σ Y ln Ŷ. */
function crossEntropy({ Y, output, indices }: Pieces): WrittenCost {
  const M = sampleNumber();
  return {
    definitions: [],
    body: [logarithmTerm(M, Y, output, logarithm, indices)],
    matrix: [logarithmMatrix(M, Y, output, logarithm)],
    numbers: [samples(M, Y)],
    recognitions: [],
    usesError: false,
    asides: [{ kind: "samples", symbol: M }],
  };
}

function logarithmTerm(
  M: TensorSymbol,
  weight: TensorSymbol,
  of: TensorSymbol,
  ln: ElementwiseSymbol,
  indices: readonly Index[],
): Expression[number] {
  const factor: Factor = { kind: "function", function: ln, order: 0, argument: { symbol: of, indices } };
  return { coefficient: -1, factors: [...inverse(M), tensor(weight, indices), factor] };
}

function logarithmMatrix(
  M: TensorSymbol,
  weight: TensorSymbol,
  of: TensorSymbol,
  ln: ElementwiseSymbol,
): MatrixTerm {
  const factors: MatrixExpression[] = [
    symbol(weight),
    { kind: "function", function: ln, order: 0, argument: of },
  ];
  return { coefficient: -1, scalars: powers(M), matrix: total({ kind: "star", factors }) };
}

/** Ỹ = Y − Ŷ. */
function difference(
  error: TensorSymbol,
  Y: TensorSymbol,
  output: TensorSymbol,
  indices: readonly Index[],
): Definition {
  return {
    symbol: error,
    indices,
    body: [
      { coefficient: 1, factors: [tensor(Y, indices)] },
      { coefficient: -1, factors: [tensor(output, indices)] },
    ],
    matrix: {
      kind: "sum",
      terms: [
        { coefficient: 1, scalars: [], matrix: symbol(Y) },
        { coefficient: -1, scalars: [], matrix: symbol(output) },
      ],
    },
  };
}

/** 1 − M, a name that says what it is. */
function rest(of: TensorSymbol): TensorSymbol {
  return {
    ...of,
    code: `rest_of_${of.code}`,
    text: `(1 − ${of.text})`,
    latex: `(1 - ${of.latex})`,
    spoken: `one minus ${of.spoken}`,
  };
}

function oneMinus(name: TensorSymbol, of: TensorSymbol, indices: readonly Index[]): Definition {
  return {
    symbol: name,
    indices,
    body: [
      { coefficient: 1, factors: [] },
      { coefficient: -1, factors: [tensor(of, indices)] },
    ],
    matrix: {
      kind: "sum",
      terms: [
        { coefficient: 1, scalars: [], matrix: null },
        { coefficient: -1, scalars: [], matrix: symbol(of) },
      ],
    },
  };
}

/** S_i = Σ_j Y_ij. */
function columnOfSums(Y: TensorSymbol): Definition {
  const row: Index = { letter: "i", size: Y.rows };
  const column: Index = { letter: "q", size: Y.columns };
  const S: TensorSymbol = {
    code: "S",
    text: "S",
    latex: "S",
    spoken: "S",
    rows: Y.rows,
    columns: 1,
    axes: "rows",
  };
  return {
    symbol: S,
    indices: [row],
    body: [{ coefficient: 1, factors: [tensor(Y, [row, column])] }],
    matrix: { kind: "total", over: "columns", of: symbol(Y) },
  };
}

function sampleNumber(): TensorSymbol {
  return numberSymbol("M", "M", "M", "M");
}

function samples(M: TensorSymbol, Y: TensorSymbol): CostPart["numbers"][number] {
  return { symbol: M, value: Y.rows, numpy: "Y.shape[0]" };
}

function inverse(number: TensorSymbol | null): Factor[] {
  if (number === null) return [];
  return [{ kind: "power", base: { symbol: number, indices: [] }, exponent: -1, atPlace: false }];
}

function powers(number: TensorSymbol | null): ScalarPower[] {
  return number === null ? [] : [{ symbol: number, exponent: -1 }];
}

function symbol(one: TensorSymbol): MatrixExpression {
  return { kind: "symbol", symbol: one };
}

function total(of: MatrixExpression): MatrixExpression {
  return { kind: "total", over: "all", of };
}
