import * as v from "valibot";
import { choice, describe, list, record, rule, text, whole, type Complaint } from "../experiment/rules.ts";
import { optimizers } from "../optimizer/optimizers.ts";
import type { OptimizerName } from "../optimizer/plan.ts";
import { KEY_LENGTH } from "../random/mersenne-twister.ts";
import type { StopReason } from "../training/frame.ts";
import { keptLimits } from "../training/kept-run.ts";

const LAST_STEP = Number.MAX_SAFE_INTEGER;
const WORD = 2 ** 32 - 1;

const step = () => whole(0, LAST_STEP);

/** A finite number, or null for one that is not, which JSON cannot say. */
const finiteOrNull = () =>
  rule<number | null>((input) => {
    if (input === null || Number.isFinite(input)) return null;
    const message = `must be a finite number or null, got ${describe(input)}`;
    return {
      code: typeof input === "number" ? "not-finite" : "wrong-type",
      values: { got: describe(input) },
      message,
    };
  });

/** A list of whole numbers in a range; of `length` of them where it is given. */
const wholes = (max: number, length?: number) =>
  rule<readonly number[]>((input): Complaint | null => {
    if (!Array.isArray(input) || (length !== undefined && input.length !== length)) {
      const wanted = length === undefined ? "a list of whole numbers" : `a list of ${length} whole numbers`;
      const got = Array.isArray(input) ? `a list of ${input.length}` : describe(input);
      return { code: "wrong-type", values: { got }, message: `must be ${wanted}, got ${got}` };
    }
    const wrong = input.findIndex((element) => !isWhole(element, max));
    if (wrong === -1) return null;
    const got = describe(input[wrong]);
    const message = `must be a whole number from 0 to ${max}, got ${got}`;
    return { code: "out-of-range", values: { min: 0, max, got }, message, within: `[${wrong}]` };
  });

/** Pairs of a step and a number that `accept` takes, so many at least and at most: `[[0, 870.9], [1, 0.33]]`. */
const pairs = (least: number, accept: (value: number) => boolean, wanted: string, most = Infinity) =>
  rule<readonly (readonly [step: number, value: number])[]>((input): Complaint | null => {
    if (!Array.isArray(input) || input.length < least) {
      const message = `must be a list of ${wanted}, got ${describe(input)}`;
      return { code: "wrong-type", values: { got: describe(input) }, message };
    }
    if (input.length > most) {
      const message = `must have at most ${most} elements, got ${input.length}`;
      return { code: "too-large", values: { max: most, got: input.length }, message };
    }
    const wrong = input.findIndex((pair: unknown) => {
      if (!Array.isArray(pair) || pair.length !== 2 || !isWhole(pair[0], LAST_STEP)) return true;
      return !Number.isFinite(pair[1]) || !accept(pair[1] as number);
    });
    if (wrong === -1) return null;
    const message = `must be one of ${wanted}, got ${describe(input[wrong])}`;
    return { code: "wrong-type", values: { got: describe(input[wrong]) }, message, within: `[${wrong}]` };
  });

/** A power of 2 that is a safe whole number. */
const powerOfTwo = () =>
  rule<number>((input) => {
    let power = 1;
    while (isWhole(input, LAST_STEP) && power < input) power *= 2;
    if (power === input) return null;
    const message = `must be a power of 2, got ${describe(input)}`;
    return { code: "out-of-range", values: { got: describe(input) }, message };
  });

function isWhole(value: unknown, max: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max;
}

const costs = (most?: number) => pairs(0, () => true, "pairs [step, cost]", most);
const series = () => record({ stride: powerOfTwo(), even: costs(), octaves: costs() });
const rates = () => pairs(1, (rate) => rate > 0, "pairs [step, learning rate]");

/** A run that is kept beside the saved one; its experiment and its weights are files of their own. */
const kept = () => {
  const thinned = () => record({ even: costs(keptLimits.costs), octaves: costs(keptLimits.costs) });
  return record({
    name: text(keptLimits.nameLength),
    note: text(keptLimits.noteLength),
    date: text(keptLimits.dateLength),
    automatic: v.boolean(),
    step: step(),
    cost: finiteOrNull(),
    rates: rates(),
    history: record({ train: thinned(), test: v.nullable(thinned()) }),
  });
};

const reasons = ["steps", "epochs", "costBelow", "noProgressFor"] as const satisfies readonly StopReason[];

/** Every key of `run.json` with what it may hold. */
export const runSchema = record({
  format: v.literal("rematrix-run"),
  version: v.literal(2),
  step: step(),
  latest: step(),
  cost: finiteOrNull(),
  optimizer: choice(Object.keys(optimizers) as OptimizerName[]),
  rates: rates(),
  rewound: v.boolean(),
  batches: v.nullable(
    record({
      drawn: step(),
      order: wholes(WORD),
      generator: record({
        key: wholes(WORD, KEY_LENGTH),
        position: whole(0, KEY_LENGTH),
        gauss: finiteOrNull(),
      }),
    }),
  ),
  stopping: record({
    met: v.nullable(record({ step: step(), reason: choice(reasons) })),
    seen: whole(-1, LAST_STEP),
    passed: v.boolean(),
    lowest: finiteOrNull(),
    lowestStep: step(),
  }),
  history: record({ train: series(), test: v.nullable(series()) }),
  runs: list(kept(), keptLimits.runs),
});

/** What `run.json` holds. */
export type RunFile = v.InferOutput<typeof runSchema>;
