import type { Index } from "../expression.ts";
import type { Shape } from "../matrix-expression.ts";
import type { Reason } from "../reason.ts";
import type { Board, Tile } from "./board.ts";

/** · the matrix product, * the elementwise one. */
export type Operator = "dot" | "star";

/** Why a move on the table is right: data for a sentence. */
export type MoveReason =
  | Extract<Reason, { rule: "star" | "dot" | "sum-over" | "trace" }>
  /** A column and a row with nothing to sum between them: every element with every other. */
  | { readonly rule: "outer"; readonly left: string; readonly right: string; readonly operator: Operator }
  /** Elementwise, the smaller one being repeated as NumPy does. */
  | { readonly rule: "broadcast"; readonly wide: string; readonly repeated: string }
  /** The whole lies the other way: `first` must stand first. */
  | { readonly rule: "turn"; readonly first: Index | null; readonly last: Index | null };

/** Why a move on the table is wrong. `meet` is the summed index along which the two could be multiplied. */
export type MoveProblem =
  /** The inner sizes of a product do not join. */
  | {
      readonly kind: "sizes";
      readonly left: Shape;
      readonly right: Shape;
      readonly meet: Index | null;
    }
  /** They join by chance: what meets is not one index. */
  | {
      readonly kind: "chance";
      readonly left: Index;
      readonly right: Index;
      readonly meet: Index | null;
    }
  /** A free index stands inside of a product, which would sum it, or is to be summed. */
  | { readonly kind: "free"; readonly index: Index }
  /** The index is summed, but not yet: it also stands in other pieces. */
  | { readonly kind: "needed"; readonly index: Index; readonly others: readonly string[] }
  /** Both stand at one place, which is not what · joins but *. */
  | {
      readonly kind: "place";
      readonly indices: readonly Index[];
      readonly left: Shape;
      readonly right: Shape;
    }
  /** Elementwise, and the shapes differ; `turn` where a .T on one of them would be all. */
  | {
      readonly kind: "shapes";
      readonly left: Shape;
      readonly right: Shape;
      readonly turn: boolean;
      readonly meet: Index | null;
    }
  /** Elementwise, and the shapes agree by chance: the indices do not. */
  | {
      readonly kind: "places";
      readonly left: Axes;
      readonly right: Axes;
      readonly turn: boolean;
      readonly meet: Index | null;
    }
  /** A sum along an axis of one place. */
  | { readonly kind: "single"; readonly over: "rows" | "columns" }
  /** Nothing is wrong with it but that the rest could not be put together any more. */
  | { readonly kind: "dead-end" };

/** The indices of a piece: of its rows, of its columns. */
export type Axes = readonly [Index | null, Index | null];

/** One move, tried: the piece that it makes, or what is wrong with it. */
export type Attempt =
  | { readonly ok: true; readonly tile: Tile; readonly reason: MoveReason }
  | { readonly ok: false; readonly problem: MoveProblem };

/** A move, judged: the board after it, or what is wrong with it. */
export type MoveVerdict =
  | { readonly ok: true; readonly board: Board; readonly tile: Tile; readonly reason: MoveReason }
  | { readonly ok: false; readonly problem: MoveProblem };
