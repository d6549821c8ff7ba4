import type { Experiment } from "../../core/experiment/experiment.ts";
import type { Problem } from "../../core/result.ts";

/**
 * Hands an edited experiment over and returns what is wrong with it. Edits in a row with the same `merge`
 * are undone as one.
 */
export type Edit = (edited: Experiment, merge?: string) => readonly Problem[];
