import { isTurned, type DrawnMatrix } from "./picture.ts";

/** What stands above a matrix's cells: its name, its shape, and a gradient's lamp. */
export interface TitleLayout {
  /** In CSS pixels. */
  readonly height: number;
  /** Whether name and shape stand above or beside each other. */
  readonly form: "stacked" | "line";
  readonly lamp: LampForm;
}

/** Beside name and shape, in a line of its own below them, or, where rows have no height to spare, as a sign alone. */
export type LampForm = "beside" | "below" | "sign";

/** Room for name and shape in two lines, in the formula's line and below it. */
export const TITLE_HEIGHT = 42;
const TITLE_BELOW = 38;
/** The same in one line, and from which width of the cells on. */
const TITLE_LINE = 24;
const TITLE_LINE_WIDTH = 84;
/** Room for a lamp in a line of its own, and from where on it stands beside the shape. */
const LAMP_HEIGHT = 17;
const LAMP_LINE_WIDTH = 130;
/** Room for the arrow from a gradient to its weights, and between matrices without one. */
export const ARROW_GAP = 18;
const PLAIN_GAP = 8;
/** A row of numbers is as high at least. */
export const LOWEST_NUMBER = 17;

/**
 * The titles of matrices that stand above each other, `width` wide, in a pane of this height. The first has its
 * name above its shape, so that all of the formula's line stand level; a lamp takes a line of its own where all
 * rows are as high as numbers even so.
 */
export function layoutTitles(matrices: readonly DrawnMatrix[], width: number, height: number): TitleLayout[] {
  const forms = matrices.map((_, index) => (index > 0 && width >= TITLE_LINE_WIDTH ? "line" : "stacked"));
  const titlesWith = (lamp: LampForm): TitleLayout[] =>
    matrices.map(({ key }, index) => ({
      height: heightOf(forms[index], index, isTurned(key) ? lamp : null),
      form: forms[index],
      lamp,
    }));
  if (width >= LAMP_LINE_WIDTH) return titlesWith("beside");
  const below = titlesWith("below");
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const taken = below.reduce((sum, title) => sum + title.height, gapsOf(matrices));
  return taken + rows * LOWEST_NUMBER <= height ? below : titlesWith("sign");
}

/** The gap above a matrix that stands below another. */
export function gapAbove({ key }: DrawnMatrix): number {
  return isTurned(key) ? ARROW_GAP : PLAIN_GAP;
}

/** All gaps between matrices that stand above each other. */
export function gapsOf(matrices: readonly DrawnMatrix[]): number {
  return matrices.slice(1).reduce((sum, matrix) => sum + gapAbove(matrix), 0);
}

function heightOf(form: TitleLayout["form"], index: number, lamp: LampForm | null): number {
  const stacked = index === 0 ? TITLE_HEIGHT : TITLE_BELOW;
  return (form === "line" ? TITLE_LINE : stacked) + (lamp === "below" ? LAMP_HEIGHT : 0);
}
