import type { Experiment } from "../../core/experiment/experiment.ts";

export const experiments: Readonly<Record<"W3" | "W4", Experiment>>;
