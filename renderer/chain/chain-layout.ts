import type { ChainBlock, DrawnMatrix } from "./picture.ts";

/** Where and how one matrix stands in the chain; lengths in CSS pixels. */
export interface PlacedMatrix {
  readonly matrix: DrawnMatrix;
  /** Left edge of the cells and top edge of the name above them. */
  readonly x: number;
  readonly y: number;
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

/** Room for a matrix's name and shape above its cells. */
export const TITLE_HEIGHT = 42;

const PADDING = 8;
/** Room for the arrow from a gradient to its weights. */
export const STACK_GAP = 18;
const NARROWEST_NUMBER = 31;
const WIDEST_NUMBER = 66;
const LOWEST_NUMBER = 17;
const HIGHEST_NUMBER = 36;
/** Room for the narrowest name: a column of one needs it, too. */
const NARROWEST_MATRIX = 24;

const SIGN_WIDTHS = { "·": 12, "=": 17, vs: 24, error: 28 } as const;
const ACTIVATION_WIDTH = 27;

/** Whether a matrix is small enough to print its numbers. */
function isSmall({ rows, columns }: DrawnMatrix): boolean {
  return rows <= 24 && columns <= 12;
}

function widthOf(block: Exclude<ChainBlock, { kind: "matrices" }>): number {
  return block.kind === "sign" ? SIGN_WIDTHS[block.sign] : ACTIVATION_WIDTH;
}

/** How far signs stand apart in a wide pane, against their narrowest. */
function spread(width: number): number {
  return clamp(width / 800, 1, 1.7);
}

/** Places a chain in a pane of the given size; it may come out larger than the pane, which then scrolls. */
export function layoutChain(
  blocks: readonly ChainBlock[],
  width: number,
  height: number,
  fit: ChainFit,
): ChainLayout {
  const apart = spread(width);
  const signsWidth = blocks.reduce(
    (sum, block) => sum + (block.kind === "matrices" ? 0 : apart * widthOf(block)),
    0,
  );
  const room = width - 2 * PADDING - signsWidth;
  const widths = cellWidths(blocks, room, fit);

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
    const heights = cellHeights(block.matrices, height - 2 * PADDING);
    let y = PADDING;
    block.matrices.forEach((matrix, index) => {
      const cellHeight = heights[index];
      const printed = isSmall(matrix) && cellWidth >= NARROWEST_NUMBER && cellHeight >= LOWEST_NUMBER;
      matrices.push({ matrix, x, y, cellWidth, cellHeight, printed });
      y += TITLE_HEIGHT + matrix.rows * cellHeight + STACK_GAP;
    });
    bottom = Math.max(bottom, y - STACK_GAP);
    x += Math.max(NARROWEST_MATRIX, cellWidth * block.matrices[0].columns);
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
function cellWidths(blocks: readonly ChainBlock[], room: number, fit: ChainFit): Map<ChainBlock, number> {
  const widths = new Map<ChainBlock, number>();
  const small: { block: ChainBlock; columns: number }[] = [];
  let left = room;
  let allColumns = 0;
  for (const block of blocks) {
    if (block.kind !== "matrices") continue;
    const { columns } = block.matrices[0];
    allColumns += columns;
    if (block.matrices.some(isSmall)) {
      small.push({ block, columns });
    } else {
      const cell = clamp(Math.floor(180 / columns), 3, 14);
      widths.set(block, cell);
      left -= cell * columns;
    }
  }
  const smallColumns = small.reduce((sum, { columns }) => sum + columns, 0);
  const wished = Math.floor(left / Math.max(1, smallColumns));
  if (fit === "overview" && wished < NARROWEST_NUMBER) {
    const each = clamp(room / allColumns, 2, NARROWEST_NUMBER - 1);
    for (const block of blocks) if (block.kind === "matrices") widths.set(block, each);
    return widths;
  }
  for (const { block } of small) widths.set(block, clamp(wished, NARROWEST_NUMBER, WIDEST_NUMBER));
  return widths;
}

/** Row heights of matrices that stand above each other: they share the height that the names leave. */
function cellHeights(matrices: readonly DrawnMatrix[], height: number): number[] {
  const free = height - matrices.length * TITLE_HEIGHT - (matrices.length - 1) * STACK_GAP;
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const wished = free / rows;
  return matrices.map((matrix) => {
    if (isSmall(matrix)) return clamp(Math.floor(wished), LOWEST_NUMBER, HIGHEST_NUMBER);
    return wished >= 1 ? clamp(Math.floor(wished), 1, 12) : 1;
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
