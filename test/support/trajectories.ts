import { readFileSync } from "node:fs";

/** A whole training as NumPy ran it, from test/fixtures/trajectories.json. */
export interface Trajectory {
  readonly name: string;
  readonly X: readonly (readonly number[])[];
  readonly Y: readonly (readonly number[])[];
  /** The weights at the start, one matrix per layer. */
  readonly W0: readonly (readonly (readonly number[])[])[];
  readonly learningRate: number;
  readonly steps: number;
  readonly "cost at step": readonly (readonly [step: number, cost: number])[];
  readonly "Yhat at the end": readonly (readonly number[])[];
}

const trajectories = JSON.parse(
  readFileSync(new URL("../fixtures/trajectories.json", import.meta.url), "utf8"),
) as Trajectory[];

/** The training of this name: `article, seed 1` or `Loy, seed 1`. */
export function trajectory(name: string): Trajectory {
  const found = trajectories.find((one) => one.name === name);
  if (found === undefined) throw new Error(`trajectories.json has no "${name}"`);
  return found;
}

/** NumPy's cost after this many steps. */
export function costAt(training: Trajectory, step: number): number {
  const found = training["cost at step"].find(([at]) => at === step);
  if (found === undefined) throw new Error(`"${training.name}" lists no cost at step ${step}`);
  return found[1];
}

/** How far a figure is from NumPy's, relative to NumPy's. */
export function relativeDifference(figure: number, numpy: number): number {
  return Math.abs(figure - numpy) / Math.abs(numpy);
}
