import type { After, Agreement, FormulaPage, SumPage, WaitingPage } from "../../inspect/page.ts";
import { formatCount } from "../../format/number.ts";

function terms(what: SumPage["what"], count: number): string {
  const [one, other] = what === "bias-gradient" ? ["number", "numbers"] : ["product", "products"];
  return count === 1 ? `1 ${one}` : `${formatCount(count)} ${other}`;
}

const sums: Record<SumPage["what"], string> = {
  product: "The row of the left matrix times the column of the right one, summed.",
  gradient: "δ = −∂cost/∂W: one product per sample, summed, times the cost’s constant.",
  "bias-gradient": "δ = −∂cost/∂b: one number per sample, summed, times the cost’s constant.",
  descent: "−∂cost/∂Z without the constant: what comes back through the next weights, times the slope.",
  "softmax-descent":
    "−∂cost/∂Z without the constant. Softmax ties a sample’s outputs together: the sum is what the cost asks of all.",
};

const formulas: Record<FormulaPage["what"], string> = {
  activation: "The activation acts on each element by itself:",
  difference: "The error: target minus output.",
  weight: "A weight. The next step adds μ·δ to it:",
  "weight-memory":
    "A weight. The next step goes by what the optimizer remembers, too; element by element it makes:",
  "weight-batch": "A weight. The next step goes by the gradient of its batch alone:",
  scaling: "An input, after its column was scaled:",
  "output-descent":
    "Where the way down begins: what the cost gives at this output, −∂cost/∂Z without the constant.",
};

const waiting: Record<WaitingPage["what"], string> = {
  batch:
    "This is the gradient of the last batch alone. Pause, and all samples are looked at: then its sum is shown.",
  running: "There is too much to add up while training runs. Pause to see the sum.",
  adding: "Adding up all samples …",
};

const agreements: Record<Agreement, string> = {
  exact: "To the last bit the number that is shown.",
  close:
    "The number that is shown, up to rounding: the backward pass divides before it adds, or adds in another order.",
  different:
    "The number that is shown is still of other weights, or of a batch; it is looked at again at rest.",
};

/** The inspector's look into a number. */
export const xray = {
  sums,
  formulas,
  waiting,
  agreements,
  trail: "From the number to what it is made of",
  follow: "Follow the pointer again",
  pinned: "Stays with this number",
  pause: "Pause and look",
  runningSum: "so far",
  product: "product",
  total: "sum",
  /** A line below the sum. */
  after: ({ kind, label }: After): string => {
    switch (kind) {
      case "constant":
      case "slope":
      case "output":
        return `· ${label}`;
      case "bias":
        return `+ ${label}`;
      case "penalty":
        return `penalty of ${label}`;
      case "rest":
        return `${label} − sum`;
    }
  },
  afterTitles: {
    constant: "The cost’s constant, the same for all samples",
    slope: "The slope of the activation",
    output: "The output itself: the slope of softmax",
    bias: "The bias",
    penalty: "What the penalty asks of this weight: −(λ₁ · sign W + 2 λ₂ W)",
    rest: "What the cost asks of this output, less what it asks of all",
  } satisfies Record<After["kind"], string>,
  /** A folded part of a sum. */
  fold: (from: number, to: number) => `${from} … ${to - 1}`,
  foldTitle: (counter: string, from: number, to: number, subtotal: string) =>
    `Terms ${counter} = ${from} to ${to - 1}, together ${subtotal}`,
  open: (name: string, value: string) => `${name} = ${value}: look into it`,
  sources: "Look into",
  /** The whole sum in words. */
  inWords: (page: SumPage, name: string, sum: string, steps: readonly string[], result: string) => {
    const start = `${name} is made of the sum of ${terms(page.what, page.running.length)}, ${sum}`;
    return [start, ...steps, `in all ${result}`].join("; ") + ".";
  },
  afterInWords: ({ kind, label }: After, amount: string, result: string): string => {
    switch (kind) {
      case "constant":
        return `times the constant ${label}, that is ${result}`;
      case "slope":
        return `times the slope ${label}, ${amount}, that is ${result}`;
      case "output":
        return `times ${label}, ${amount}, that is ${result}`;
      case "bias":
        return `plus the bias ${label}, ${amount}, that is ${result}`;
      case "penalty":
        return `and the penalty’s ${amount}, that is ${result}`;
      case "rest":
        return `taken from ${label}, ${amount}, that leaves ${result}`;
    }
  },
};

/** One number of a gradient beside its central difference. */
export const comparison = {
  title: "Against a central difference",
  analytic: "backward pass",
  numeric: "difference",
  between: "slopes of both sides",
  relative: "off by",
  relativeTitle: "Relative to the largest number of the matrix",
  noise: "rounding hides",
  noiseTitle: "So much, relative to the largest number of the matrix, the difference itself is unsure by",
  unchecked: "This number was not compared at this step.",
  selection: "This number was not among those compared: in a large network they are a selection.",
  stale: (step: string) => `Compared at step ${step}, not at the one shown.`,
  run: "Compare this number",
  running: "Comparing …",
  right: "Right",
  wrong: "Wrong",
  kink: "At a kink there is no derivative: the slopes of both sides differ, and the backward pass takes a number between them.",
  kinkWrong: "At a kink, but outside the slopes of both sides: wrong",
  several: "Several units of one sample stand at their kinks at once: differences cannot judge it.",
  hidden: "Rounding in the cost hides whether it is right.",
  notFinite: "Cannot be compared: numbers are not finite.",
};
