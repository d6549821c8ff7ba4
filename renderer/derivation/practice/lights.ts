import { codesIn } from "../../../core/calculus/codes-in.ts";
import type { Factor, Index, Term } from "../../../core/calculus/expression.ts";
import type { MatrixExpression } from "../../../core/calculus/matrix-expression.ts";
import { asMatrix } from "../../../core/calculus/order.ts";
import type { MatrixKey } from "../../../core/network/names.ts";
import type { Mark } from "../../formula/marks.ts";
import type { Emphasis } from "../../state/focus.svelte.ts";
import { deltaOf } from "./formula-parts.ts";

/** Which matrix of the network a name of the formulas is; null for what the network does not have. */
export type KeyOf = (code: string) => MatrixKey | null;

/** The matrices that a piece is made of, whole. */
export function lightsOfMatrix(matrix: MatrixExpression, keyOf: KeyOf): Emphasis[] {
  return [...new Set(codesIn(matrix))].flatMap((code): Emphasis[] => {
    const key = keyOf(code);
    return key === null ? [] : [{ key, axis: "both" }];
  });
}

/** What a mark of the formula lights in chain and graph: a matrix, or every axis that an index runs along. */
export function lightsOfMark(term: Term, mark: Mark | null, keyOf: KeyOf): Emphasis[] {
  if (mark === null) return [];
  if (mark.kind === "matrix") {
    const key = keyOf(mark.name);
    return key === null ? [] : [{ key, axis: "both" }];
  }
  const delta = deltaOf(term, mark);
  if (delta !== null) return delta.indices.flatMap((index) => lightsOfIndex(term, index.letter, keyOf));
  return mark.kind === "index" ? lightsOfIndex(term, mark.name, keyOf) : [];
}

function lightsOfIndex({ factors }: Term, letter: string, keyOf: KeyOf): Emphasis[] {
  return factors.flatMap((factor) => {
    if (factor.kind === "delta" || factor.kind === "derivative") return [];
    return axesWith(factor, letter).flatMap((axis) =>
      codesIn(asMatrix(factor).matrix).flatMap((code): Emphasis[] => {
        const key = keyOf(code);
        return key === null ? [] : [{ key, axis }];
      }),
    );
  });
}

function axesWith(factor: Factor, letter: string): ("rows" | "columns")[] {
  const { matrix, indices } = asMatrix(factor);
  const is = (index: Index | undefined): boolean => index?.letter === letter;
  if (indices.length === 2) {
    return [
      ...(is(indices[0]) ? (["rows"] as const) : []),
      ...(is(indices[1]) ? (["columns"] as const) : []),
    ];
  }
  if (!is(indices[0])) return [];
  const lies = matrix.kind === "symbol" && matrix.symbol.axes === "columns";
  return [lies ? "columns" : "rows"];
}
