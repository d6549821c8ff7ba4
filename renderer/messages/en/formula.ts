import type { MarkKind } from "../../formula/marks.ts";

/** What formulas say to those who hear them. */
export const formula = {
  hint: "Arrow keys move from part to part.",
  hintPick: "Arrow keys move from part to part, Enter picks one.",
  place: (what: string, number: number, all: number) => `${what}, ${number} of ${all}`,
  marks: {
    index: (name) => `index ${name}`,
    matrix: (name) => `matrix ${name}`,
    delta: (name) => `Kronecker delta ${name}`,
    factor: (name) => `factor ${name}`,
    sign: (name) => `sign ${name}`,
  } satisfies Record<MarkKind, (name: string) => string>,
};
