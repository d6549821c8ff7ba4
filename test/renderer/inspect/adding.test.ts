import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { readCell } from "../../../renderer/chain/picture.ts";
import { Adding } from "../../../renderer/inspect/adding.svelte.ts";
import { StepNumbers } from "../../../renderer/inspect/step-numbers.ts";
import type { Cell } from "../../../renderer/state/focus.svelte.ts";
import { showExperiment } from "../support/shown-step.ts";

const { stage, frame } = showExperiment({
  ...article,
  data: {
    kind: "generate",
    samples: 40_000,
    features: 3,
    draw: { kind: "rand" },
    target: { kind: "teacher" },
  },
});
const place: Cell = { key: { kind: "dW", layer: 0 }, row: 1, column: 2 };
const other: Cell = { key: { kind: "dW", layer: 1 }, row: 3, column: 0 };

let waiting: (() => void)[];
let now: number;
let adding: Adding;
let numbers: StepNumbers;

beforeEach(() => {
  waiting = [];
  now = 0;
  // Every piece takes longer than a slice.
  adding = new Adding({ now: () => (now += 10), defer: (callback) => waiting.push(callback) });
  numbers = new StepNumbers(stage, frame);
});

/** The page's time goes on until nobody asks for it. */
function goOn(most = 1000): number {
  let slices = 0;
  for (; waiting.length > 0 && slices < most; slices++) waiting.shift()!();
  return slices;
}

describe("a sum of very many samples", () => {
  it("is added up slice by slice, and is there when all of it is", () => {
    adding.want(place, numbers);
    goOn(2);
    expect(adding.sumOf(place, numbers)).toBeNull();
    expect(goOn()).toBeGreaterThan(1);
    const sum = adding.sumOf(place, numbers)!;
    expect(sum.done).toBe(true);
    expect(sum.total).toBe(readCell(frame, place));
  });

  it("that is wanted once more goes on", () => {
    adding.want(place, numbers);
    const slices = goOn();
    adding.want(place, numbers);
    expect(goOn()).toBe(0);
    const again = new StepNumbers(stage, frame);
    adding.want(place, again);
    goOn(1);
    adding.want(place, again);
    expect(1 + goOn()).toBe(slices);
  });

  it("gives way to another number's, and to another step's", () => {
    adding.want(place, numbers);
    goOn(2);
    adding.want(other, numbers);
    goOn();
    expect(adding.sumOf(place, numbers)).toBeNull();
    expect(adding.sumOf(other, numbers)!.total).toBe(readCell(frame, other));
    expect(adding.sumOf(other, new StepNumbers(stage, frame))).toBeNull();
  });

  it("is given up when nobody wants it any more", () => {
    adding.want(place, numbers);
    goOn(1);
    adding.stop();
    goOn();
    expect(adding.sumOf(place, numbers)).toBeNull();
  });
});
