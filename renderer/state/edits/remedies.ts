import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { Warning } from "../../../core/experiment/warnings.ts";
import type { Remedy } from "../../../core/training/diagnosis.ts";
import { withScaling } from "./data.ts";
import { withActivation } from "./network.ts";
import { withLearningRate } from "./training.ts";
import { withWeightDraw } from "./weights.ts";

/** The experiment with what a warning advises. */
export function remedyOf({ code }: Warning, experiment: Experiment): Experiment {
  switch (code) {
    case "zero-weights":
      return withWeightDraw(experiment, "xavier");
    case "target-out-of-range":
      return withActivation(experiment, experiment.network.layers.length - 1, "linear");
    case "scaling-advised":
      return withScaling(experiment, "standardise");
  }
}

/** The experiment with a remedy against a breakdown. */
export function withRemedy(experiment: Experiment, remedy: Remedy): Experiment {
  switch (remedy.kind) {
    case "learning-rate":
      return withLearningRate(experiment, remedy.learningRate);
    case "scaling":
      return withScaling(experiment, remedy.scaling);
  }
}
