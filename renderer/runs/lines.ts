/** How a run's curve is drawn: colour, dash and name tell it from the others. */
export interface LineStyle {
  /** Which of the colours `--run-0` … `--run-7`. */
  readonly colour: number;
  /** An SVG dash pattern; empty is a solid line. */
  readonly dash: string;
}

const COLOURS = 7;
const DASHES = ["7 4", "2 3.5", "11 4 2 4", "4 2.5", "14 5", "1.5 2 6 2", "9 3"];

/** The run that is trained: the accent, solid. */
export const PRESENT_LINE: LineStyle = { colour: 0, dash: "" };

/** The line of a kept run, by its id: it stays while others come and go, and no two of the first 49 are alike. */
export function lineOf(id: number): LineStyle {
  const round = Math.floor((id - 1) / COLOURS);
  const colour = (id - 1) % COLOURS;
  return { colour: colour + 1, dash: DASHES[(colour + round) % DASHES.length] };
}
