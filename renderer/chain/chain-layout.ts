import type { ChainBlock, DrawnMatrix } from "./picture.ts";
import {
  gapAbove,
  gapsOf,
  layoutTitles,
  LOWEST_NUMBER,
  TITLE_HEIGHT,
  type TitleLayout,
} from "./title-layout.ts";

/** Where and how one matrix stands in the chain; lengths in CSS pixels. */
export interface PlacedMatrix {
  readonly matrix: DrawnMatrix;
  /** Left edge of the cells and top edge of the name above them. */
  readonly x: number;
  readonly y: number;
  readonly title: TitleLayout;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Whether numbers stand in the cells; otherwise colour alone, drawn on a canvas. */
  readonly printed: boolean;
}

/** A sign or an activation between two matrices, centred on x. */
export interface PlacedSign {
  readonly block: Exclude<ChainBlock, { kind: "matrices" }>;
  readonly x: number;
  readonly width: number;
}

export interface ChainLayout {
  readonly matrices: readonly PlacedMatrix[];
  readonly signs: readonly PlacedSign[];
  readonly width: number;
  readonly height: number;
  /** Height at which signs stand: the middle of the lowest matrix in the formula's line. */
  readonly signY: number;
}

/** How a chain is fitted: `numbers` keeps them readable and scrolls, `overview` shows everything at once. */
export type ChainFit = "numbers" | "overview";

const PADDING = 8;
const NARROWEST_NUMBER = 31;
const WIDEST_NUMBER = 66;
const HIGHEST_NUMBER = 36;
/** Taller matrices are colours alone. */
export const MOST_PRINTED_ROWS = 40;
const MOST_PRINTED_COLUMNS = 12;
/** Cells of large matrices. */
const WIDEST_COLOUR = 14;
const HIGHEST_COLOUR = 12;
/** In an overview, cells below a wide shape are as wide as this where they find the room. */
const SLOT_CELL = 9;
/** In an overview, a row is at least so high, a matrix of many rows at least so, even if the pane has to scroll. */
const LOWEST_OVERVIEW = 6;
const SEEN_OVERVIEW = 24;
/** Width of a figure in a shape, and what a shape may stand out into the signs beside it. */
const FIGURE_WIDTH = 6.6;
const OVERHANG = 16;

const SIGN_WIDTHS = { "·": 12, "=": 17, vs: 24, error: 28 } as const;
const ACTIVATION_WIDTH = 27;
const SCALING_WIDTH = 46;

function widthOf(block: Exclude<ChainBlock, { kind: "matrices" }>): number {
  if (block.kind === "scaling") return SCALING_WIDTH;
  return block.kind === "sign" ? SIGN_WIDTHS[block.sign] : ACTIVATION_WIDTH;
}

/** How far signs stand apart in a wide pane, against their narrowest. */
function spread(width: number): number {
  return clamp(width / 800, 1, 1.7);
}

/** Width that a matrix's shape needs above its cells. */
function shapeWidth({ rows, columns }: DrawnMatrix): number {
  return FIGURE_WIDTH * `(${rows}, ${columns})`.length - OVERHANG;
}

/** Whether a matrix's rows can be as high as a number in a pane of this height. */
function isShort({ rows }: DrawnMatrix, height: number): boolean {
  return rows <= MOST_PRINTED_ROWS && rows * LOWEST_NUMBER + TITLE_HEIGHT <= height;
}

/** Whether a matrix is small enough to print its numbers in a pane of this height. */
function isSmall(matrix: DrawnMatrix, height: number): boolean {
  return matrix.columns <= MOST_PRINTED_COLUMNS && isShort(matrix, height);
}

/** Places a chain in a pane of the given size; it may come out larger than the pane, which then scrolls. */
export function layoutChain(
  blocks: readonly ChainBlock[],
  width: number,
  height: number,
  fit: ChainFit,
): ChainLayout {
  const inner = height - 2 * PADDING;
  const apart = spread(width);
  const signsWidth = blocks.reduce(
    (sum, block) => sum + (block.kind === "matrices" ? 0 : apart * widthOf(block)),
    0,
  );
  const widths = cellWidths(blocks, width - 2 * PADDING - signsWidth, inner, fit);

  const matrices: PlacedMatrix[] = [];
  const signs: PlacedSign[] = [];
  let x = PADDING;
  let bottom = 0;
  for (const block of blocks) {
    if (block.kind !== "matrices") {
      const own = apart * widthOf(block);
      signs.push({ block, x: x + own / 2, width: own });
      x += own;
      continue;
    }
    const cellWidth = widths.get(block) ?? NARROWEST_NUMBER;
    const cellsWidth = cellWidth * block.matrices[0].columns;
    const blockWidth = Math.max(cellsWidth, ...block.matrices.map(shapeWidth));
    const titles = layoutTitles(block.matrices, cellsWidth, inner);
    const titleHeights = titles.map(({ height }) => height);
    const heights = cellHeights(block.matrices, titleHeights, inner, fit);
    let y = PADDING;
    block.matrices.forEach((matrix, index) => {
      if (index > 0) y += gapAbove(matrix);
      const cellHeight = heights[index];
      const printed = isSmall(matrix, inner) && cellWidth >= NARROWEST_NUMBER && cellHeight >= LOWEST_NUMBER;
      matrices.push({
        matrix,
        x: x + (blockWidth - cellsWidth) / 2,
        y,
        title: titles[index],
        cellWidth,
        cellHeight,
        printed,
      });
      y += titleHeights[index] + matrix.rows * cellHeight;
    });
    bottom = Math.max(bottom, y);
    x += blockWidth;
  }
  const inLine = matrices.filter(({ y }) => y === PADDING);
  const lowest = Math.min(...inLine.map(({ matrix, cellHeight }) => matrix.rows * cellHeight));
  return {
    matrices,
    signs,
    width: x + PADDING,
    height: bottom + PADDING,
    signY: PADDING + TITLE_HEIGHT + Math.max(24, lowest / 2),
  };
}

/** One cell width for all small matrices, and for each large one the width that keeps it compact. */
function cellWidths(
  blocks: readonly ChainBlock[],
  room: number,
  height: number,
  fit: ChainFit,
): Map<ChainBlock, number> {
  const widths = new Map<ChainBlock, number>();
  const small: { block: ChainBlock; columns: number }[] = [];
  let left = room;
  for (const block of blocks) {
    if (block.kind !== "matrices") continue;
    const { columns } = block.matrices[0];
    if (block.matrices.some((matrix) => isSmall(matrix, height))) {
      small.push({ block, columns });
    } else {
      const cell = clamp(Math.floor(180 / columns), 3, WIDEST_COLOUR);
      widths.set(block, cell);
      left -= Math.max(cell * columns, shapeWidth(block.matrices[0]));
    }
  }
  const smallColumns = small.reduce((sum, { columns }) => sum + columns, 0);
  const wished = Math.floor(left / Math.max(1, smallColumns));
  if (fit === "overview" && wished < NARROWEST_NUMBER) {
    const each = overviewWidth(blocks, room);
    for (const block of blocks) {
      if (block.kind === "matrices") widths.set(block, Math.max(each, widthInSlot(block.matrices)));
    }
    return widths;
  }
  for (const { block } of small) widths.set(block, clamp(wished, NARROWEST_NUMBER, WIDEST_NUMBER));
  return widths;
}

/** A cell width that takes no more room than a block's shape does, so that nothing is a hair's breadth wide. */
function widthInSlot(matrices: readonly DrawnMatrix[]): number {
  return Math.min(SLOT_CELL, Math.max(...matrices.map(shapeWidth)) / matrices[0].columns);
}

/** The cell width at which all matrices fit into the room; narrow ones take what their shape needs. */
function overviewWidth(blocks: readonly ChainBlock[], room: number): number {
  const all = blocks.flatMap((block) =>
    block.kind === "matrices"
      ? [{ columns: block.matrices[0].columns, least: Math.max(...block.matrices.map(shapeWidth)) }]
      : [],
  );
  let each = NARROWEST_NUMBER - 1;
  // Every round finds the blocks that are too narrow for their shape at this width; there are few rounds.
  for (let round = 0; round <= all.length; round++) {
    const wide = all.filter(({ columns, least }) => columns * each > least);
    const narrow = all.reduce((sum, one) => sum + (wide.includes(one) ? 0 : one.least), 0);
    const columns = wide.reduce((sum, one) => sum + one.columns, 0);
    const next = clamp((room - narrow) / Math.max(1, columns), 1, NARROWEST_NUMBER - 1);
    if (next === each) break;
    each = next;
  }
  return each;
}

/** Row heights of matrices that stand above each other: they share the height that the names leave. */
function cellHeights(
  matrices: readonly DrawnMatrix[],
  titles: readonly number[],
  height: number,
  fit: ChainFit,
): number[] {
  const room = height - titles.reduce((sum, title) => sum + title, 0) - gapsOf(matrices);
  if (fit === "overview") {
    const shared = overviewHeight(matrices, room);
    return matrices.map((matrix) => {
      const most = isShort(matrix, height) ? HIGHEST_NUMBER : HIGHEST_COLOUR;
      return clamp(shared, Math.min(most, leastHeight(matrix) / matrix.rows), most);
    });
  }
  const wished = room / countRows(matrices);
  return matrices.map((matrix) => {
    if (isShort(matrix, height)) return clamp(Math.floor(wished), LOWEST_NUMBER, HIGHEST_NUMBER);
    return clamp(wished, clamp(120 / matrix.rows, 1, 8), HIGHEST_COLOUR);
  });
}

/** The row height at which matrices share the room of an overview, those apart that would be too flat to be seen. */
function overviewHeight(matrices: readonly DrawnMatrix[], room: number): number {
  let left = matrices;
  for (;;) {
    const flat = matrices.filter((matrix) => !left.includes(matrix));
    const each = (room - flat.reduce((sum, matrix) => sum + leastHeight(matrix), 0)) / countRows(left);
    const higher = left.filter((matrix) => matrix.rows * each >= leastHeight(matrix));
    if (higher.length === left.length || higher.length === 0) return Math.max(0, each);
    left = higher;
  }
}

/** The height below which a matrix in an overview could not be seen any more. */
function leastHeight({ rows }: DrawnMatrix): number {
  return clamp(rows, LOWEST_OVERVIEW, SEEN_OVERVIEW);
}

function countRows(matrices: readonly DrawnMatrix[]): number {
  return matrices.reduce((sum, { rows }) => sum + rows, 0);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
