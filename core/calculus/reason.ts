import type { Index } from "./expression.ts";
import type { Aside } from "./program.ts";
import type { ElementwiseSymbol, TensorSymbol } from "./symbol.ts";

/** Why a rule may be used here: data for a sentence in any language. */
export type Reason =
  | {
      readonly rule: "cost";
      readonly symbol: TensorSymbol;
      readonly definition: string;
      readonly by: TensorSymbol;
      /** Whether it is a network's cost; else what somebody typed. */
      readonly isCost: boolean;
      /** How many terms there are, and which exponents and functions of elements stand in them. */
      readonly terms: number;
      readonly exponents: readonly number[];
      readonly functions: readonly ElementwiseSymbol[];
      /** Whether several factors of one product depend on it. */
      readonly inTurn: boolean;
      readonly asides: readonly Aside[];
    }
  | {
      readonly rule: "sum" | "power" | "insert";
      readonly symbol: TensorSymbol;
      readonly definition: string;
      readonly by: TensorSymbol;
    }
  | {
      readonly rule: "product";
      readonly symbol: TensorSymbol;
      readonly definition: string;
      readonly by: TensorSymbol;
      /** Whether several factors of one product depend on it. */
      readonly inTurn: boolean;
    }
  | { readonly rule: "chain"; readonly path: readonly TensorSymbol[] }
  | {
      readonly rule: "elementwise";
      readonly function: ElementwiseSymbol;
      readonly symbol: TensorSymbol;
      /** What the function acts on, and its slope is taken at. */
      readonly argument: TensorSymbol;
    }
  | {
      readonly rule: "softmax";
      readonly symbol: TensorSymbol;
      readonly argument: TensorSymbol;
    }
  | {
      readonly rule: "one";
      readonly symbol: TensorSymbol;
      readonly definition: string;
      readonly by: TensorSymbol;
      /** Whether several factors of one product depend on it, and whether there is one factor alone. */
      readonly inTurn: boolean;
      readonly alone: boolean;
    }
  | {
      readonly rule: "delta";
      /** The δ's own indices, in their order. */
      readonly indices: readonly [Index, Index];
      readonly from: Index;
      readonly to: Index;
      /** Whether the index that stays is free, so that it had to stay. */
      readonly free: boolean;
    }
  | { readonly rule: "recognise"; readonly left: string; readonly right: string }
  | { readonly rule: "name"; readonly symbol: TensorSymbol; readonly of: TensorSymbol }
  | {
      readonly rule: "star";
      readonly left: string;
      readonly right: string;
      readonly indices: readonly Index[];
    }
  | {
      readonly rule: "dot";
      readonly summed: Index;
      readonly left: string;
      readonly right: string;
      /** What is transposed, and the index that had to move: it is first or last in the result, or is summed. */
      readonly transposed: readonly Transposition[];
    }
  | { readonly rule: "sum-over"; readonly index: Index; readonly matrix: string }
  | { readonly rule: "spread"; readonly index: Index }
  | {
      readonly rule: "outer";
      readonly left: string;
      readonly right: string;
      readonly indices: readonly [Index, Index];
    }
  /** So many terms are the same. */
  | { readonly rule: "collect"; readonly terms: number }
  | { readonly rule: "trace"; readonly index: Index; readonly matrix: string }
  /** Nothing is left: the result does not depend on it. */
  | { readonly rule: "none"; readonly symbol: TensorSymbol };

/** Why a factor of a product is transposed: `index` has to stand first or last. */
export interface Transposition {
  readonly matrix: string;
  readonly index: Index;
  readonly place: "first" | "last";
  /** Whether the index is one of the result's, where it stands at the same place. */
  readonly free?: boolean;
}

export type RuleName = Reason["rule"];

/** A sentence for every reason, in one language. */
export type ReasonTexts = {
  readonly [Rule in RuleName]: (reason: ReasonFor<Rule>) => string;
};

/** The data that a rule comes with. */
type ReasonFor<Rule extends RuleName, One extends Reason = Reason> = One extends { readonly rule: infer Its }
  ? Rule extends Its
    ? One
    : never
  : never;

/** The sentence for a reason. */
export function tellReason(reason: Reason, texts: ReasonTexts): string {
  const tell = texts[reason.rule] as (one: Reason) => string;
  return tell(reason);
}
