import type { PlacedMatrix } from "../chain/chain-layout.ts";
import type { DrawnMatrix } from "../chain/picture.ts";
import { layoutTitles } from "../chain/title-layout.ts";

/** Where matrices beside the chain stand, one after the other, in lines as wide as there is room. */
export interface ScratchLayout {
  readonly matrices: readonly PlacedMatrix[];
  readonly height: number;
}

const GAP = 14;
/** Room for the outline of what is written. */
const EDGE = 6;
const NARROWEST_NUMBER = 31;
const WIDEST_NUMBER = 44;
const NUMBER_HEIGHT = 17;
const MOST_PRINTED_ROWS = 40;
const WIDEST_COLOUR = 12;
const COLOURS_HEIGHT = 160;
/** Width of a shape's figure: a narrow matrix takes what its shape needs. */
const FIGURE_WIDTH = 6.6;

/** Places matrices for a panel of this width: with numbers where there is room for them, else as colours. */
export function layoutScratch(matrices: readonly DrawnMatrix[], width: number): ScratchLayout {
  const room = Math.max(40, width - 2 * EDGE);
  const each = numberWidth(matrices, room);
  const placed: PlacedMatrix[] = [];
  let [x, y, lowest] = [EDGE, 0, 0];
  for (const matrix of matrices) {
    const { rows, columns } = matrix;
    const printed = columns * NARROWEST_NUMBER <= room && rows <= MOST_PRINTED_ROWS;
    const cellWidth = printed ? each : Math.min(WIDEST_COLOUR, room / columns);
    const cellHeight = printed ? NUMBER_HEIGHT : Math.min(10, Math.max(1, COLOURS_HEIGHT / rows));
    const cells = columns * cellWidth;
    const own = Math.max(cells, shapeWidth(matrix));
    const [title] = layoutTitles([matrix], cells, Infinity);
    if (x > EDGE && x + own > EDGE + room) [x, y] = [EDGE, lowest + GAP];
    placed.push({
      matrix,
      x: x + (own - cells) / 2,
      y,
      title,
      cellWidth,
      cellHeight,
      printed,
    });
    lowest = Math.max(lowest, y + title.height + rows * cellHeight);
    x += own + GAP;
  }
  return { matrices: placed, height: lowest + EDGE };
}

function shapeWidth({ rows, columns }: DrawnMatrix): number {
  return FIGURE_WIDTH * `(${rows}, ${columns})`.length;
}

/** The widest cells with which all matrices stand in one line; the narrowest where there are none. */
function numberWidth(matrices: readonly DrawnMatrix[], room: number): number {
  for (let each = WIDEST_NUMBER; each > NARROWEST_NUMBER; each--) {
    const widths = matrices.map((matrix) => Math.max(each * matrix.columns, shapeWidth(matrix)));
    const gaps = GAP * (matrices.length - 1);
    if (widths.reduce((sum, width) => sum + width, gaps) <= room) return each;
  }
  return NARROWEST_NUMBER;
}
