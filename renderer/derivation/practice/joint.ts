import type { Index } from "../../../core/calculus/expression.ts";
import { shapeOf, type Shape } from "../../../core/calculus/matrix-expression.ts";
import type { Tile } from "../../../core/calculus/practice/board.ts";
import type { Operator } from "../../../core/calculus/practice/verdict.ts";

/** One half of a domino: how many rows or columns, and the letter that counts them. */
export interface Half {
  readonly size: number;
  /** 0 where there is one place, null where a row or a column has no index. */
  readonly letter: string | null;
}

export interface Domino {
  readonly rows: Half;
  readonly columns: Half;
}

/** Two sizes that meet. */
export interface Meeting {
  readonly axis: "inner" | "rows" | "columns";
  readonly left: number;
  readonly right: number;
  /** The sizes fit; `stretches` where one of them is 1 and NumPy repeats it. */
  readonly fits: boolean;
  readonly stretches: boolean;
}

/** What would meet if two pieces were combined as they lie, by sizes alone. */
export interface Joint {
  readonly meetings: readonly Meeting[];
  readonly fits: boolean;
  /** The shape of what comes out, or null. */
  readonly shape: Shape | null;
}

export function dominoOf({ matrix, rows, columns }: Tile): Domino {
  const shape = shapeOf(matrix);
  return { rows: half(shape.rows, rows), columns: half(shape.columns, columns) };
}

function half(size: number, index: Index | null): Half {
  return { size, letter: index === null ? null : index.size === 1 ? "0" : index.letter };
}

/** The live preview of a pair: the inner sizes for ·, both axes for *. */
export function jointOf(left: Tile, operator: Operator, right: Tile): Joint {
  const one = shapeOf(left.matrix);
  const other = shapeOf(right.matrix);
  if (operator === "dot") {
    const meeting: Meeting = {
      axis: "inner",
      left: one.columns,
      right: other.rows,
      fits: one.columns === other.rows,
      stretches: false,
    };
    const shape = meeting.fits ? { rows: one.rows, columns: other.columns } : null;
    return { meetings: [meeting], fits: meeting.fits, shape };
  }
  const meetings = (["rows", "columns"] as const).map((axis): Meeting => {
    const [a, b] = [one[axis], other[axis]];
    const stretches = a !== b && (a === 1 || b === 1);
    return { axis, left: a, right: b, fits: a === b || stretches, stretches };
  });
  const fits = meetings.every((meeting) => meeting.fits);
  const [rows, columns] = meetings.map((meeting) => Math.max(meeting.left, meeting.right));
  return { meetings, fits, shape: fits ? { rows, columns } : null };
}
