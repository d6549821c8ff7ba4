import type { MatrixCheck } from "../../../core/training/gradient-check.ts";
import { noiseOf, type Lamp } from "../../chain/lamp.ts";
import { formatCount, formatMagnitude } from "../../format/number.ts";

function numbers(count: number): string {
  return count === 1 ? "1 number" : `${formatCount(count)} numbers`;
}

function kinks(count: number): string {
  return count === 1 ? "1 kink" : `${formatCount(count)} kinks`;
}

/** How many of a matrix's numbers were held against a difference: `All 12 numbers`, `16 of 50 numbers`. */
function seenOf({ compared, kinks: atKinks, rows, columns }: MatrixCheck): string {
  const all = rows * columns;
  const seen = compared + atKinks;
  return seen === all ? `All ${numbers(all)}` : `${formatCount(seen)} of ${numbers(all)}`;
}

function atKinks({ kinks: count, unjudged }: MatrixCheck): string {
  if (count === 0) return "";
  const stand = count === 1 ? "stands" : "stand";
  const slopes =
    ` ${numbers(count)} ${stand} at a kink, as ReLU has at 0, where the slopes of both sides differ: ` +
    "the gradient has to lie between them.";
  return unjudged === 0
    ? slopes
    : `${slopes} ${numbers(unjudged)} at several kinks at once cannot be judged.`;
}

function unknown(why: Extract<Lamp, { kind: "unknown" }>["why"], check: MatrixCheck): string {
  switch (why) {
    case "not finite":
      return "cannot be said: numbers are not finite.";
    case "rounding":
      return `cannot be said: rounding in the cost hides differences up to ${formatMagnitude(noiseOf(check))}.`;
    case "kinks":
      return "cannot be said: every number stands at several kinks at once.";
  }
}

/** The lamps of the gradients. */
export const lamp = {
  /** Beside the lamp, as short as can be. */
  short: (lamp: Lamp): string => {
    switch (lamp.kind) {
      case "unchecked":
        return "check";
      case "checking":
        return "…";
      case "stale":
        return "old";
      case "unknown":
        return "unsure";
      case "kink":
        return kinks(lamp.check.kinks);
      case "right":
      case "wrong":
        return formatMagnitude(lamp.check.largest);
    }
  },
  /** The whole story, for the name of a gradient. */
  long: (lamp: Lamp, code: string): string => {
    switch (lamp.kind) {
      case "unchecked":
        return `${code} is not checked. Press to compare all gradients of this step with central differences.`;
      case "checking":
        return `${code} is being compared with central differences.`;
      case "stale":
        return `${code} was checked at step ${formatCount(lamp.step)}, not at the one shown. Press to check this step.`;
      case "unknown":
        return `Whether ${code} is right ${unknown(lamp.why, lamp.check)} Press to check again.`;
      case "wrong":
        return (
          `${code} is wrong: off by ${formatMagnitude(lamp.check.largest)} of its largest number, at ` +
          `[${lamp.check.row},${lamp.check.column}].${atKinks(lamp.check)} Press to check again.`
        );
      case "kink":
      case "right":
        return (
          `${code} is right. ${seenOf(lamp.check)} compared: off by ` +
          `${formatMagnitude(lamp.check.largest)} of the largest at most.${atKinks(lamp.check)} Press to check again.`
        );
    }
  },
};
