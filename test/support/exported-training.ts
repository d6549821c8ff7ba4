import { expect } from "vitest";
import type { ExportSource } from "../../core/export/source.ts";
import type { Trainer } from "../../core/training/trainer.ts";
import { drawWhole } from "./datasets.ts";
import type { Answer, PlainValue } from "./python.ts";
import { trainToStop } from "./trained.ts";

/** The names of weights in scripts of up to nine layers. */
export const weightNames = Array.from({ length: 9 }, (_, l) => [`W${l + 1}`, `b${l + 1}`]).flat();

/** Below this part of the cost of the start, a cost is made of rounding alone. */
const ROUNDING = 1e-25;

/**
 * Holds a script's end against the lab's own training: the same step, and the cost and every weight to a part of
 * the larger of both numbers.
 */
export async function expectLabsTraining(
  answer: Answer,
  source: ExportSource,
  tolerance = 1e-9,
): Promise<void> {
  const drawn = await drawWhole(source.experiment);
  const trainer = trainToStop(source.experiment, drawn, source.stop);
  const [, step, cost] = /^step (\d+) cost (\S+)$/.exec(answer.last) ?? [];
  expect(Number(step)).toBe(trainer.step);
  const [, start] = trainer.history.points().octaves;
  if (trainer.cost > ROUNDING * start) expect(difference(Number(cost), trainer.cost)).toBeLessThan(tolerance);
  else expect(Number(cost)).toBeLessThanOrEqual(2 * ROUNDING * start);
  expect(largestDifference(answer, trainer)).toBeLessThan(tolerance);
}

/** The largest relative difference between a script's weights and the lab's. */
export function largestDifference(answer: Answer, { parameters: { W, b } }: Trainer): number {
  const pairs = [
    ...W.map((ours, l) => [ours, answer.values[`W${l + 1}`]] as const),
    ...b.flatMap((ours, l) => (ours === null ? [] : [[ours, answer.values[`b${l + 1}`]] as const])),
  ];
  let largest = 0;
  for (const [ours, theirs] of pairs) {
    const numbers = flatten(theirs);
    expect(numbers).toHaveLength(ours.length);
    ours.forEach((value, i) => (largest = Math.max(largest, difference(numbers[i], value))));
  }
  return largest;
}

/** The numbers of an array, row by row; texts stand for infinities and NaN. */
export function flatten(value: PlainValue | undefined): number[] {
  if (value === undefined) return [];
  if (typeof value === "object") return value.flatMap(flatten);
  return [typeof value === "number" ? value : Number(value.replace("inf", "Infinity"))];
}

/** |a − b| as a part of the larger of both; 0 for the same number. */
export function difference(a: number, b: number): number {
  return Object.is(a, b) || a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
