import {
  isPlaceable,
  longIndicesOf,
  sameSymbol,
  tensor,
  type DeltaFactor,
  type Expression,
  type Factor,
  type Index,
  type Reference,
  type Term,
} from "./expression.ts";
import type { Letters } from "./letters.ts";
import type { TensorSymbol } from "./symbol.ts";

/** What a rule needs to know of what it differentiates by. */
export interface By extends Reference {
  /** Whether a named matrix depends on it. */
  readonly depends: (symbol: TensorSymbol) => boolean;
  /** For indices that a rule brings in. */
  readonly letters: Letters;
}

type Rule<Kind extends Factor["kind"]> = (factor: Extract<Factor, { kind: Kind }>, by: By) => Expression;

/**
 * The rules of differentiation, exactly one for every kind of factor: ∂factor/∂by as a sum of terms. What a
 * matrix in the middle of the chain still has to be differentiated by stays as a derivative.
 */
const rules: { readonly [Kind in Factor["kind"]]: Rule<Kind> } = {
  tensor: (factor, by) => derivativeOf(factor, by),
  delta: () => [],
  function({ function: f, order, argument }, by) {
    if (order === 1) throw new RangeError("second derivatives are not derived");
    const slope: Factor = { kind: "function", function: f, order: 1, argument };
    return times([slope], derivativeOf(argument, by));
  },
  power({ base, exponent }, by) {
    const inner = derivativeOf(base, by);
    const lower: Factor[] =
      exponent === 1
        ? []
        : exponent === 2
          ? [tensor(base.symbol, base.indices)]
          : [{ kind: "power", base, exponent: exponent - 1, atPlace: false }];
    return times(lower, inner, exponent);
  },
  "row-function"({ function: name, argument, indices, softmax }, by) {
    const [row] = indices;
    if (name === "log-sum-exp") {
      const column = by.letters.fresh("t", argument.columns);
      return times(
        [tensor(softmax, [row, column])],
        derivativeOf({ symbol: argument, indices: [row, column] }, by),
      );
    }
    const own = tensor(softmax, indices, true);
    const column = by.letters.fresh("t", argument.columns);
    const other = tensor(softmax, [row, column], true);
    return [
      ...times([own], derivativeOf({ symbol: argument, indices }, by)),
      ...times([own, other], derivativeOf({ symbol: argument, indices: [row, column] }, by), -1),
    ];
  },
  derivative() {
    throw new RangeError("second derivatives are not derived");
  },
  matrix() {
    throw new RangeError("internal: a matrix that was put together is differentiated no more");
  },
};

/**
 * ∂body/∂by, term by term (sum rule) and factor by factor (product rule), where `free` are the indices of what
 * the body defines: factors that stand at its place are marked so.
 */
export function differentiate(body: Expression, by: By, free: readonly Index[]): Expression {
  return body.flatMap((term) =>
    term.factors.flatMap((factor, position) =>
      ruleFor(factor, by).map((part): Term => {
        const before = term.factors.slice(0, position).map((one) => placed(one, free));
        const after = term.factors.slice(position + 1).map((one) => placed(one, free));
        return {
          coefficient: term.coefficient * part.coefficient,
          factors: [...before, ...part.factors.map((one) => placed(one, free)), ...after],
        };
      }),
    ),
  );
}

function ruleFor(factor: Factor, by: By): Expression {
  switch (factor.kind) {
    case "tensor":
      return rules.tensor(factor, by);
    case "delta":
      return rules.delta(factor, by);
    case "function":
      return by.depends(factor.argument.symbol) ? rules.function(factor, by) : [];
    case "power":
      return by.depends(factor.base.symbol) ? rules.power(factor, by) : [];
    case "row-function":
      return by.depends(factor.argument) ? rules["row-function"](factor, by) : [];
    case "derivative":
      return rules.derivative(factor, by);
    case "matrix":
      return rules.matrix(factor, by);
  }
}

/** The one rule ∂a_mn/∂a_ij = δ_mi δ_nj; for another matrix the derivative itself, and nothing if it is constant. */
function derivativeOf(of: Reference, by: By): Expression {
  if (sameSymbol(of.symbol, by.symbol)) {
    const factors = of.indices.map((index, axis): DeltaFactor => ({
      kind: "delta",
      indices: [index, by.indices[axis]],
    }));
    return [{ coefficient: 1, factors }];
  }
  if (!by.depends(of.symbol)) return [];
  const target = { symbol: by.symbol, indices: by.indices };
  return [
    {
      coefficient: 1,
      factors: [{ kind: "derivative", of: { symbol: of.symbol, indices: of.indices }, by: target }],
    },
  ];
}

/** coefficient · factors · expression. */
function times(factors: readonly Factor[], expression: Expression, coefficient = 1): Expression {
  return expression.map((term) => ({
    coefficient: coefficient * term.coefficient,
    factors: [...factors, ...term.factors],
  }));
}

/** A factor whose indices are all those of the place that is defined takes no part in sums. */
function placed(factor: Factor, free: readonly Index[]): Factor {
  if (!isPlaceable(factor)) return factor;
  const indices = longIndicesOf(factor);
  const inside =
    indices.length > 0 && indices.every(({ letter }) => free.some((one) => one.letter === letter));
  return inside ? { ...factor, atPlace: true } : factor;
}
