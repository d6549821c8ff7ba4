/** A shape as a domino: one half per axis. A vector has one axis: it lacks rows at the left, columns at the right. */
export interface Piece {
  /** The matrix's name in words, and in TeX where it is drawn so. */
  readonly label: string;
  readonly tex?: string;
  readonly rows: number | null;
  readonly columns: number | null;
  /** The index letters of the two axes: marks of kind index. */
  readonly rowsIndex?: string;
  readonly columnsIndex?: string;
}

/** Two neighbouring halves: the sizes that meet there, and whether they are the same. */
export interface Joint {
  readonly left: number;
  readonly right: number;
  readonly fits: boolean;
}

/** The shape that is left over; an axis is null where there is none. */
export interface ResultShape {
  readonly rows: number | null;
  readonly columns: number | null;
}

/** The joints of a strip, from left to right: one fewer than dominoes. A missing half meets nothing, and fits. */
export function jointsOf(pieces: readonly Piece[]): Joint[] {
  return pieces.slice(1).map((piece, index) => {
    const left = pieces[index].columns ?? 1;
    const right = piece.rows ?? 1;
    return { left, right, fits: left === right };
  });
}

/** What a strip of dominoes comes to, the two outer halves; null where one joint does not fit. */
export function resultOf(pieces: readonly Piece[]): ResultShape | null {
  const last = pieces.at(-1);
  if (last === undefined || !jointsOf(pieces).every(({ fits }) => fits)) return null;
  return { rows: pieces[0].rows, columns: last.columns };
}

/** `(2, 3)`, `(3,)` for a vector, `()` for a number: a shape as NumPy has it. */
export function writeShape({ rows, columns }: ResultShape): string {
  const sizes = [rows, columns].filter((size) => size !== null);
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(", ")})`;
}
