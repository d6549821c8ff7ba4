import { describe, expect, it } from "vitest";
import { article } from "../../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../../core/experiment/experiment.ts";
import { listWarnings, type WarningCode } from "../../../../core/experiment/warnings.ts";
import { remedyOf } from "../../../../renderer/state/edits/remedies.ts";
import { fitExperiment } from "../../../../renderer/state/fitting.ts";

const drawn = { features: 2, targets: 1, X: Float64Array.of(0.1, 50, 0.2, 60), Y: Float64Array.of(-3, 3) };

describe("what a warning advises", () => {
  it.each<[WarningCode, Experiment]>([
    ["zero-weights", { ...article, weights: { kind: "zeros" } }],
    [
      "target-out-of-range",
      {
        ...article,
        network: {
          ...article.network,
          layers: [article.network.layers[0], { units: 1, activation: "softmax" }],
        },
        cost: "cross-entropy",
      },
    ],
    ["scaling-advised", article],
  ])("takes %s away", (code, before) => {
    const codes = (one: Experiment): WarningCode[] => listWarnings(one, drawn).map((warning) => warning.code);
    const warning = listWarnings(before, drawn).find((one) => one.code === code);
    if (!warning) throw new Error(`${code} is not warned of`);
    expect(codes(fitExperiment(remedyOf(warning, before), before))).not.toContain(code);
  });
});
