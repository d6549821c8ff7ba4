import type { Reason } from "../../../core/calculus/reason.ts";
import { reasonsInEnglish } from "../../../core/calculus/reasons-in-english.ts";
import type { NoMatrixForm } from "../../../core/calculus/matrix-form.ts";
import type { Index } from "../../../core/calculus/expression.ts";
import { writeIndices } from "../../../core/calculus/write-text.ts";

/** A matrix of the formulas as notes name it. */
interface Named {
  readonly text: string;
  readonly rows: number;
  readonly columns: number;
}

function letter({ letter: name, size }: Index): string {
  return size === 1 ? "0" : name;
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** The line that a rule has in the list of all steps. */
function title(reason: Reason): string {
  switch (reason.rule) {
    case "cost":
      return "the cost, term by term";
    case "sum":
      return "sum rule";
    case "power":
      return "power rule";
    case "product":
      return `∂${reason.symbol.text}/∂${reason.by.text}: a product`;
    case "insert":
      return `${reason.symbol.text} is put in`;
    case "chain":
      return `chain rule: ${reason.path.map(({ text }) => text).join(", ")}`;
    case "elementwise":
      return `${reason.function.name} acts on elements`;
    case "softmax":
      return "softmax acts on rows";
    case "one":
      return `∂${reason.symbol.text}/∂${reason.by.text}: the one rule`;
    case "delta":
      return `δ${writeIndices(reason.indices)}: ${letter(reason.from)} becomes ${letter(reason.to)}`;
    case "recognise":
      return `${reason.left} = ${reason.right}`;
    case "name":
      return `${reason.symbol.text} gets its name`;
    case "star":
      return `* at the place ${reason.indices.map(letter).join(", ")}`;
    case "dot":
      return `· sums over ${letter(reason.summed)}`;
    case "sum-over":
      return `Σ over ${letter(reason.index)}`;
    case "spread":
      return `the same for every ${letter(reason.index)}`;
    case "outer":
      return `outer product: ${reason.indices.map(letter).join(", ")}`;
    case "collect":
      return "same terms are added up";
    case "trace":
      return `trace over ${letter(reason.index)}`;
    case "none":
      return "nothing is left";
  }
}

/** The derivation of gradients, and everything that is said while it is read. */
export const derivation = {
  region: "Derivation",
  none: "There is no network yet whose gradients could be derived.",
  tooLong: "This derivation takes too many steps to be of use to anybody.",
  mode: "Read or do it yourself",
  modes: { read: "Read", practice: "Do it yourself" },

  gradient: "Gradient",
  names: "Names of matrices",
  letters: "A, B, C",
  numbers: "Z⁽¹⁾, H⁽¹⁾",
  lettersTitle: "Names as in the article: A, B, C, Ŷ",
  numbersTitle: "Numbered names: Z⁽¹⁾ before the activation, H⁽¹⁾ after it",
  noLetters: "There are not letters enough for so many layers",
  expand: (names: readonly string[]) => `Write out ${list(names)}`,
  expandTitle: "Formulas of the network's matrices alone, without the names of shared parts",

  steps: "Steps of the derivation",
  toStart: "To the first step",
  back: "Step before",
  play: "Play the derivation",
  pause: "Pause the derivation",
  next: "Next step",
  toEnd: "To the last step",
  scrubber: "Step of the derivation",
  of: (number: number, count: number) => (number === 0 ? `0 of ${count}` : `${number} of ${count}`),
  ofLong: (number: number, count: number) => `step ${number} of ${count}`,
  announce: (number: number, count: number, reason: string) => `Step ${number} of ${count}. ${reason}`,
  allSteps: (count: number) => `All ${count} steps`,
  asked: "what is asked for",
  title,

  indexForm: "With indices",
  matrixForm: "As matrices",
  stepBefore: "before this step",
  start: (cost: string, by: Named, indices: readonly string[]) =>
    `What is asked for: how much the cost ${cost} changes with each element of ${by.text}. ` +
    (indices.length === 0
      ? ""
      : `${list(indices)} ${indices.length === 1 ? "is" : "are"} free: ${indices.length === 1 ? "it stands" : "they stand"} on both sides of every line.`),
  startMatrix: (by: Named) => `It will be a matrix of the shape of ${by.text}, (${by.rows}, ${by.columns}).`,
  noMatrix: (problem: NoMatrixForm, factor: string, sizes: readonly number[]) => {
    switch (problem.reason) {
      case "derivative":
        return problem.indices <= 2
          ? `There is no matrix notation yet: ${factor} is not derived.`
          : `${factor} has ${problem.indices === 3 ? "three" : "four"} indices, ${sizes.join(" × ")} numbers: ` +
              "no matrix holds them. Here only indices will do.";
      case "free":
        return `${problem.indices} indices are free, and a matrix has two: here only indices will do.`;
      case "tangled":
        return "No product of matrices joins indices like these: here only indices will do.";
    }
  },

  reasons: reasonsInEnglish,
  rule: "The rule by itself",

  shapes: "Shapes",
  operation: {
    dot: (result: string) => `A matrix product, which gives ${result}`,
    star: (tiles: string, result: string) => `${tiles}, element by element, which gives ${result}`,
    plus: (tiles: string, result: string) => `${tiles}, added, which gives ${result}`,
    total: (tiles: string, result: string) => `${tiles}, summed, which gives ${result}`,
    alone: (tiles: string) => tiles,
  },
  tile: (name: string, rows: number, columns: number) => `${name} (${rows}, ${columns})`,

  legend: "What the indices run over",
  legendGroup: (letters: string, meaning: string) => `${letters}: ${meaning}`,
  runs: (meaning: string, size: number) => `${meaning}, 0 … ${size - 1}`,
  freeIndex: "free: it stays",
  meanings: {
    samples: "samples",
    features: "features",
    outputs: "outputs",
    units: (layer: number) => `units of layer ${layer}`,
    other: "places",
  },

  hint: "Point at a letter, a factor, δ, · or * to see what it stands for.",
  axes: { rows: (names: string) => `rows of ${names}`, columns: (names: string) => `columns of ${names}` },
  notes: {
    index: (name: string, meaning: string, axes: string, free: boolean) =>
      `${name} runs over ${meaning}${axes === "" ? "" : `: ${axes}`}${free ? "; free, so it stays" : ""}.`,
    unit: "0: this axis has one place only.",
    matrix: ({ text, rows, columns }: Named, meaning: string) =>
      `${text} (${rows}, ${columns})${meaning === "" ? "" : `: ${meaning}`}.`,
    rowsAre: (meaning: string) => `a row for each of the ${meaning}`,
    columnsAre: (meaning: string) => `a column for each of the ${meaning}`,
    shared: ({ text, rows, columns }: Named) =>
      `${text} (${rows}, ${columns}): a part that backpropagation shares; chain and graph do not draw it.`,
    delta: (delta: string, from: string, to: string) => `${delta} renames ${from} to ${to}, and disappears.`,
    deltaStays: (delta: string, one: string, other: string) =>
      `${delta} is 1 where ${one} = ${other}, else 0; both are free, so it stays.`,
    slope: (text: string, name: string, argument: string) =>
      `${text}: the slope of ${name} at ${argument}, which is what went into ${name}.`,
    derivative: (of: string, by: string, count: number) =>
      `How much an element of ${of} changes with an element of ${by}: ${count} indices.`,
    factor: (text: string) => `${text}: an element at that place.`,
    dot: (left: string, right: string, summed: string | null) =>
      summed === null
        ? `·: a matrix product; the inner sizes of ${left} and ${right} are the same.`
        : `·: ${summed} ends ${left}, begins ${right} and is summed: a matrix product.`,
    star: (place: string) =>
      `*: both stand at the same place (${place}), nothing is summed: element by element.`,
    transposeFree: (name: string, outer: string, inner: string) =>
      `${name} is turned: ${outer} is free and has to stand outside, ${inner} is summed and stands inside.`,
    transpose: (name: string) => `${name} is turned, so that equal indices meet.`,
  },

  goal: "What comes out",
  downhill: (by: string) => `δ${by} = −∂Δ/∂${by}`,
  goalReached: "That is it:",
  goalAhead: "Goal:",
  with: "The shared names in it",

  lamp: {
    waiting: "Evaluating every step with the numbers on the screen …",
    afterTraining: "Proved with numbers as soon as training rests.",
    proved: (steps: number, evidence: string) => `Proved: ${steps} steps agree to ${evidence}`,
    evidence: (steps: string, backward: string, differences: string) =>
      `${steps}, backward pass to ${backward}, central differences to ${differences}`,
    off: (evidence: string) => `Not proved: the steps are off by ${evidence}`,
    notFinite: "Not proved: numbers are not finite.",
    tooLarge: "Not evaluated: layers of more than 256 units take too long.",
    stale: (step: string) => `of step ${step}, not of the one shown`,
    samples: (used: string, all: string) => `first ${used} of ${all} samples`,
    kinks: (kinks: number, all: number) =>
      `${kinks} of ${all} numbers ${kinks === 1 ? "is" : "are"} at a kink, where there is no derivative: ` +
      "the backward pass takes one between the slopes on both sides",
    unjudged: (count: number) => `${count} of them cannot be judged`,
    again: "Evaluate again",
    now: "Pause and evaluate",
  },

  copy: "Copy",
  copyTitle: "Copy the derivation in another notation",
  copies: {
    "step-latex": "This step as LaTeX",
    "step-text": "This step as text",
    "step-words": "This step in words",
    "all-latex": "All steps as LaTeX",
    "all-text": "All steps as text",
    numpy: "The gradient as NumPy",
  },
  copied: (what: string) => `Copied: ${what}.`,
  copyFailed: "The clipboard is not available here: nothing was copied.",
};
