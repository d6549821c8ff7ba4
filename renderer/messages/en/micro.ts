import type { MicroKind } from "../../../core/training/micro-steps/micro-step.ts";
import type { OptimizerName } from "../../../core/optimizer/plan.ts";
import { formatCount } from "../../format/number.ts";

/** What a reason may name: matrices as the article writes them. */
export interface ReasonNames {
  readonly layer: number;
  readonly input: string;
  readonly weights: string;
}

/** Why each micro-step is made, in a sentence. */
const reasons: Record<Exclude<MicroKind, "update">, (names: ReasonNames) => string> = {
  product: ({ input, weights }) =>
    `Each row of ${input} meets each column of ${weights}: a weighted sum for each unit.`,
  activation: ({ layer }) => `The activation f${layer} bends each number by itself; the shape stays.`,
  error: () => "The error is what is missing: target minus output, sample by sample.",
  cost: () => "All errors become one number, which training makes smaller.",
  "last-descent": () => "Going back begins: how each number before the activation ought to move.",
  descent: ({ weights }) =>
    `Back through the same weights: ${weights}, transposed, gives each unit its share.`,
  gradient: ({ input, weights }) =>
    `What came in, ${input}, times what goes back: how ${weights} ought to move.`,
  "bias-gradient": () => "A bias is added to every sample, so its δ is the sum over the samples.",
};

/** The same where a cost and its activation have one slope together, or there is no activation. */
const specialReasons = {
  softmax: "The activation turns each row into positive shares with the sum 1.",
  softmaxBack: "Softmax takes the numbers of a row together, and so does its slope.",
  oneWithCost: "The slopes of cost and activation cancel: what is missing goes back as it is.",
  noActivation: "Without an activation, what is missing goes back as it is.",
  penalty: "All errors, and what large weights cost, become one number, which training makes smaller.",
};

const updates: Record<OptimizerName, string> = {
  sgd: "Every weight moves by μ times its δ, downhill; then the next round begins.",
  momentum: "V remembers the directions so far, and every weight follows V.",
  nesterov: "V remembers the directions so far, and every weight looks ahead along it.",
  adagrad: "S sums up squared slopes: where they were large, steps become short.",
  rmsprop: "S is a moving mean of squared slopes: every step is divided by its root.",
  adam: "M is a moving mean of slopes, S of their squares: weights move by M over √S.",
};

/** The training step opened up. */
export const micro = {
  button: "One micro-step",
  buttonShort: "micro",
  buttonTitle: "One micro-step inside the update; M opens and closes them",
  region: "Micro-steps",
  closed: "One training step, opened up: matrix by matrix, forwards and backwards.",
  open: "Open this step",
  pausing: "Pausing …",
  working: "The step is being made …",
  progress: (number: number, of: number) => `${number} of ${of}`,
  round: "The steps of this round",
  controls: "Go through the micro-steps",
  back: "Back",
  next: "Next",
  nextRound: "Begin the next round",
  skip: "To the end of this micro-step",
  replay: "This micro-step again",
  wholeStep: "Make the whole step",
  close: "Close the micro-steps",
  keys: "Arrows: next, back; ↓ to its end, ↑ again; Esc closes",
  notYet: (matrix: string) => `${matrix}: not computed yet`,
  notYetShort: "not computed yet",
  scratch: "What stands beside the chain",
  numpy: "In NumPy",
  reasons,
  specialReasons,
  updates,
  made: (step: number) => `Done: these are the weights of step ${formatCount(step)}.`,
  inBatches: (batch: number, samples: number) =>
    `The pass shown is of all ${formatCount(samples)} samples; the update is made of a batch of ${formatCount(batch)} alone.`,
  firstRows: (rows: number, samples: number) =>
    `The first ${formatCount(rows)} of ${formatCount(samples)} samples are shown; sums over the samples go over all.`,
  batchGradient: "δ is still that of the last batch: the engine is on its way through all samples.",
  remembered: "What the optimizer remembers stays in the engine; the lines go on from it.",
  shortcut: "Open or close the micro-steps",
};
