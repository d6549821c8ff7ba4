import type { Result, Verdict } from "./goals.mjs";

export interface RaceResult extends Result {
  readonly spread: number;
  readonly busy: number;
  readonly failed: string | null;
}

export function raceTable(race: {
  readonly workload: string;
  readonly title: string;
  readonly results: readonly RaceResult[];
  readonly goals: readonly Verdict[];
}): string;
