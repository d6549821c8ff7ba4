import type { PairName } from "../../compare-products/pairs.ts";
import { formatCount } from "../../format/number.ts";

/** Dot or star: the matrix product and the elementwise product of the same two arrays. */
export const compare = {
  pair: "Arrays",
  pairs: {
    matrices: "A (2, 3) and B (3, 4)",
    itself: "A (2, 3) and A itself",
    columns: "columns a and b (3, 1)",
    vectors: "vectors a and b (3,)",
  } satisfies Record<PairName, string>,
  network: "of this network",
  articleGroup: "Of the article",
  networkGroup: "Of the lab",
  side: { left: "Left array", right: "Right array" },
  transpose: (code: string) => `Transpose ${code}`,
  transposeVector: (code: string) => `${code} has one axis: turning it changes nothing`,
  swap: "Let them change places",

  dot: "Dot: the matrix product",
  star: "Star: element by element",
  rules: {
    dot: (size: number) => `The inner sizes are the same, ${size}: row times column, summed up.`,
    vectors: (size: number) => `Both are ${size} long: number times number, summed up to one number.`,
    star: "The shapes are the same: each number times the one in its place. Nothing is summed.",
    repeats: (what: readonly string[]) => `NumPy repeats ${what.join(" and ")}. Nothing is summed.`,
    repeatsDown: (code: string, times: number) => `${code}’s row ${times} times downwards`,
    repeatsAcross: (code: string, times: number) => `${code}’s column ${times} times across`,
    repeatsEverywhere: (code: string) => `${code}’s one number everywhere`,
  },
  needs: {
    dot: "The dot needs the inner sizes to be the same.",
    star: "The star needs the same shape, or a 1 where the sizes differ.",
  },
  error: (message: string) => `ValueError: ${message}`,
  wouldFit: "This would work:",
  nothingFits: "However they are turned, it does not work.",
  hint: "Point at a number of the result, or go there with Tab and the arrow keys.",
  /** What is shown of a large result; each where it is not all of it. */
  shown: {
    rows: (shown: number, all: number) => `the first ${shown} of ${formatCount(all)} rows`,
    columns: (shown: number, all: number) => `the first ${shown} of ${formatCount(all)} columns`,
    inner: (shown: number, all: number) => `${shown} of the ${formatCount(all)} numbers that are summed`,
  },
  shownPart: (what: readonly string[]) => `Shown: ${what.join(", ")}.`,
  matrix: (code: string, shape: string) => `${code} ${shape}`,
  result: (code: string, shape: string) => `${code} ${shape}. Arrow keys move from number to number.`,
  shapes: (left: string, right: string, fits: boolean) =>
    fits ? `${left} and ${right} go together` : `${left} and ${right} do not go together`,
  spoken: {
    dot: "product i k equals the sum over j of left i j times right j k",
    vectors: "the sum over i of left i times right i",
    star: "elementwise product i j equals left i j times right i j",
    starVectors: "elementwise product i equals left i times right i",
  },
};
