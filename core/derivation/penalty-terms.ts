import type { Expression, Index } from "../calculus/expression.ts";
import { tensor } from "../calculus/expression.ts";
import type { MatrixTerm } from "../calculus/matrix-expression.ts";
import type { TensorSymbol } from "../calculus/symbol.ts";
import type { Penalty } from "../network/penalty.ts";
import type { NetworkPlan } from "../network/plan.ts";
import { magnitude } from "./functions.ts";
import { numberSymbol, type NetworkSymbols } from "./network-symbols.ts";

/** A part of the cost: its terms in both notations, and the named numbers in it. */
export interface CostPart {
  readonly body: Expression;
  readonly matrix: readonly MatrixTerm[];
  readonly numbers: readonly {
    readonly symbol: TensorSymbol;
    readonly value: number;
    readonly numpy: string;
  }[];
}

/** λ₁ Σ|W| + λ₂ ΣW² over the weights of all layers; nothing for factors of 0. */
export function penaltyTerms(
  penalty: Penalty | undefined,
  { layers }: NetworkPlan,
  symbols: NetworkSymbols,
): CostPart {
  const body: Expression[number][] = [];
  const matrix: MatrixTerm[] = [];
  const numbers: CostPart["numbers"][number][] = [];
  const l1 = numberSymbol("l1", "λ₁", String.raw`\lambda_1`, "lambda 1");
  const l2 = numberSymbol("l2", "λ₂", String.raw`\lambda_2`, "lambda 2");
  for (const [symbol, value] of [
    [l1, penalty?.l1 ?? 0],
    [l2, penalty?.l2 ?? 0],
  ] as const) {
    if (value === 0) continue;
    numbers.push({ symbol, value, numpy: String(value) });
    layers.forEach((_, layer) => {
      const W = symbols.of("W", layer);
      const indices: Index[] = [
        { letter: "u", size: W.rows },
        { letter: "v", size: W.columns },
      ];
      const reference = { symbol: W, indices };
      const factor = tensor(symbol, []);
      if (symbol === l1) {
        body.push({
          coefficient: 1,
          factors: [factor, { kind: "function", function: magnitude, order: 0, argument: reference }],
        });
        matrix.push({
          coefficient: 1,
          scalars: [{ symbol, exponent: 1 }],
          matrix: {
            kind: "total",
            over: "all",
            of: { kind: "function", function: magnitude, order: 0, argument: W },
          },
        });
      } else {
        body.push({
          coefficient: 1,
          factors: [factor, { kind: "power", base: reference, exponent: 2, atPlace: false }],
        });
        matrix.push({
          coefficient: 1,
          scalars: [{ symbol, exponent: 1 }],
          matrix: { kind: "total", over: "all", of: { kind: "power", base: W, exponent: 2 } },
        });
      }
    });
  }
  return { body, matrix, numbers };
}
