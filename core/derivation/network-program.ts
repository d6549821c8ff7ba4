import type { Expression, Factor, Index, Term } from "../calculus/expression.ts";
import { tensor } from "../calculus/expression.ts";
import type { MatrixExpression, MatrixTerm } from "../calculus/matrix-expression.ts";
import { productOf } from "../calculus/matrix-expression.ts";
import type { Definition, NamedDifference, Program, Recognition } from "../calculus/program.ts";
import type { TensorSymbol } from "../calculus/symbol.ts";
import type { NameStyle } from "../network/names.ts";
import type { Penalty } from "../network/penalty.ts";
import type { CostName, NetworkPlan } from "../network/plan.ts";
import { costTerms } from "./cost-terms.ts";
import { layerFunction } from "./functions.ts";
import { NetworkSymbols, type NetworkSizes } from "./network-symbols.ts";
import { penaltyTerms } from "./penalty-terms.ts";

/** What a derivation is made of, as an experiment has it. */
export interface NetworkTask {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly penalty?: Penalty | undefined;
}

export interface ProgramOptions {
  readonly sizes: NetworkSizes;
  readonly style: NameStyle;
  /** Whether the targets of every sample have the sum 1, as classes have: it shortens the cross-entropy's gradient. */
  readonly targetsSumToOne?: boolean;
}

/** A network with its cost as a program of named matrices, and what it is differentiated by. */
export interface NetworkProgram {
  readonly program: Program;
  readonly symbols: NetworkSymbols;
  /** W⁽¹⁾, b⁽¹⁾, W⁽²⁾, … */
  readonly parameters: readonly {
    readonly symbol: TensorSymbol;
    readonly kind: "W" | "b";
    readonly layer: number;
  }[];
  /** Named numbers that are not matrices of the network, with their values: the number of samples M. */
  readonly numbers: readonly {
    readonly symbol: TensorSymbol;
    readonly value: number;
    readonly numpy: string;
  }[];
}

/** Letters of the inner indices, layer by layer: X_rj W_jn, B_μk W_kν. */
const INNER = [..."jktuvwhxyz"];

/**
 * Writes a network as the article does: A = X·W⁽¹⁾, B = f₁(A), C = B·W⁽²⁾, Ŷ = f₂(C), Ỹ = Y − Ŷ, Δ = Σ Ỹ².
 *
 * A layer without activation and bias is only a factor more: Ŷ_i0 = X_ij W⁽¹⁾_jk W⁽²⁾_k0.
 */
export function networkProgram(
  task: NetworkTask,
  { sizes, style, targetsSumToOne = false }: ProgramOptions,
): NetworkProgram {
  const { network, cost } = task;
  const symbols = new NetworkSymbols(network, sizes, style);
  const definitions: Definition[] = [];
  const last = network.layers.length - 1;
  let factors: TensorSymbol[] = [symbols.of("X")];
  network.layers.forEach(({ activation }, layer) => {
    const Z = symbols.of("Z", layer);
    const bias = network.bias ? symbols.of("b", layer) : null;
    factors = [...factors, symbols.of("W", layer)];
    const bare = activation === "linear" && bias === null && layer < last;
    if (bare) return;
    definitions.push(product(Z, factors, bias, layer - factors.length + 2));
    if (activation === "linear") {
      factors = [Z];
      return;
    }
    const H = symbols.of("H", layer);
    definitions.push(activated(H, Z, layer, network, layer === last));
    factors = [H];
  });
  const output = symbols.of("H", last);
  const written = costTerms({
    cost,
    activation: network.layers[last].activation,
    symbols,
    layer: last,
    targetsSumToOne,
  });
  const penalty = penaltyTerms(task.penalty, network, symbols);
  const Δ = symbols.of("cost");
  definitions.push(...written.definitions, {
    symbol: Δ,
    indices: [],
    body: [...written.body, ...penalty.body],
    matrix: { kind: "sum", terms: [...written.matrix, ...penalty.matrix] },
    asides: written.asides,
  });
  const recognitions: Recognition[] = written.recognitions;
  const differences: NamedDifference[] = [{ left: symbols.of("Y"), right: output, is: symbols.of("error") }];
  const program: Program = {
    definitions,
    result: Δ,
    isCost: true,
    recognitions,
    differences: written.usesError ? differences : [],
    nameOfShared: nameShared(symbols, network.layers.length),
    descends: true,
  };
  const parameters = network.layers.flatMap((_, layer) => [
    { symbol: symbols.of("W", layer), kind: "W" as const, layer },
    ...(network.bias ? [{ symbol: symbols.of("b", layer), kind: "b" as const, layer }] : []),
  ]);
  return { program, symbols, parameters, numbers: [...written.numbers, ...penalty.numbers] };
}

/** Z = H·W + b, or a longer product where layers without activation come before. */
function product(
  Z: TensorSymbol,
  factors: readonly TensorSymbol[],
  bias: TensorSymbol | null,
  firstInner: number,
): Definition {
  const row: Index = { letter: "r", size: Z.rows };
  const column: Index = { letter: "e", size: Z.columns };
  const inner = factors.slice(1).map((factor, position): Index => ({
    letter:
      INNER[(firstInner + position) % INNER.length] +
      "′".repeat(Math.floor((firstInner + position) / INNER.length)),
    size: factor.rows,
  }));
  const joints = [row, ...inner, column];
  const term: Term = {
    coefficient: 1,
    factors: factors.map((factor, position) => tensor(factor, [joints[position], joints[position + 1]])),
  };
  const matrix = productOf(factors.map((symbol): MatrixExpression => ({ kind: "symbol", symbol })));
  if (bias === null) return { symbol: Z, indices: [row, column], body: [term], matrix };
  return {
    symbol: Z,
    indices: [row, column],
    body: [term, { coefficient: 1, factors: [tensor(bias, [column])] }],
    matrix: { kind: "sum", terms: [plain(matrix), plain({ kind: "symbol", symbol: bias })] },
  };
}

/** H = f(Z). */
function activated(
  H: TensorSymbol,
  Z: TensorSymbol,
  layer: number,
  { layers }: NetworkPlan,
  output: boolean,
): Definition {
  const indices: Index[] = [
    { letter: "l", size: H.rows },
    { letter: "s", size: H.columns },
  ];
  const { activation } = layers[layer];
  if (activation === "softmax") {
    const factor: Factor = { kind: "row-function", function: "softmax", argument: Z, indices, softmax: H };
    return { symbol: H, indices, body: alone(factor), matrix: { kind: "softmax", argument: Z } };
  }
  const f = layerFunction(activation, layer);
  return {
    symbol: H,
    indices,
    body: alone({ kind: "function", function: f, order: 0, argument: { symbol: Z, indices } }),
    matrix: { kind: "function", function: f, order: 0, argument: Z },
    writtenOut: output,
  };
}

function alone(factor: Factor): Expression {
  return [{ coefficient: 1, factors: [factor] }];
}

function plain(matrix: MatrixExpression): MatrixTerm {
  return { coefficient: 1, scalars: [], matrix };
}

/** D⁽ˡ⁾ for ∂Δ/∂Z⁽ˡ⁾, E⁽ˡ⁾ for ∂Δ/∂H⁽ˡ⁾. */
function nameShared(symbols: NetworkSymbols, layers: number): Program["nameOfShared"] {
  const names = new Map<string, TensorSymbol>();
  for (let layer = 0; layer < layers; layer++) {
    names.set(symbols.of("H", layer).code, symbols.shared("H", layer));
    names.set(symbols.of("Z", layer).code, symbols.shared("Z", layer));
  }
  return (symbol) => {
    const found = names.get(symbol.code);
    if (found === undefined) throw new Error(`internal: ∂Δ/∂${symbol.code} has no name`);
    return found;
  };
}
