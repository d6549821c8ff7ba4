import type { Experiment } from "../experiment/experiment.ts";

/** The parts of an experiment that decide from which numbers training starts, and what the weights are. */
const parts = ["seed", "data", "split", "scaling", "network", "weights"] as const;

/** A part of an experiment that decides where training starts. */
export type StartPart = (typeof parts)[number];

/** The parts of the start in which two experiments differ; none where their runs begin with the same numbers. */
export function differingStart(one: Experiment, other: Experiment): StartPart[] {
  return parts.filter((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));
}
