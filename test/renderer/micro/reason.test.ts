import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { nameMatrices } from "../../../core/network/names.ts";
import type { ActivationPlan, CostName } from "../../../core/network/plan.ts";
import { optimizers } from "../../../core/optimizer/optimizers.ts";
import { micro as text } from "../../../renderer/messages/en/micro.ts";
import { reasonOf } from "../../../renderer/micro/reason.ts";
import { microSteps } from "../../support/micro-steps.ts";

function reasons(activation: ActivationPlan, cost: CostName, change: Partial<typeof article> = {}): string[] {
  const network = {
    bias: true,
    layers: [
      { units: 3, activation: "tanh" as const },
      { units: 2, activation },
    ],
  };
  const experiment = { ...article, network, cost, ...change };
  const { penalty, training } = experiment;
  const nameOf = nameMatrices(network.layers);
  return microSteps({ network, cost, penalty, optimizer: training.optimizer }).map((step) =>
    reasonOf(step, network, experiment, nameOf, text),
  );
}

describe("the reason of a micro-step", () => {
  it("is one sentence for every kind of it", () => {
    for (const activation of ["linear", "sigmoid", "softmax", { formula: "x*x" }] as const) {
      for (const cost of ["sse", "mse", "bce", "cross-entropy"] as const) {
        for (const { defaults: optimizer } of Object.values(optimizers)) {
          for (const reason of reasons(activation, cost, { training: { ...article.training, optimizer } })) {
            expect(reason).toMatch(/^[A-Z][^.]+\.$/);
          }
        }
      }
    }
  });

  it("names the matrices at hand", () => {
    const found = reasons("sigmoid", "sse");
    expect(found).toContain("Each row of B meets each column of W⁽²⁾: a weighted sum for each unit.");
    expect(found).toContain("What came in, B, times what goes back: how W⁽²⁾ ought to move.");
    expect(found).toContain("Back through the same weights: W⁽²⁾, transposed, gives each unit its share.");
  });

  it("says where slopes cancel, where there is none, and where a penalty counts", () => {
    expect(reasons("sigmoid", "bce")).toContain(text.specialReasons.oneWithCost);
    expect(reasons("sigmoid", "sse")).not.toContain(text.specialReasons.oneWithCost);
    expect(reasons("linear", "mse")).toContain(text.specialReasons.noActivation);
    expect(reasons("softmax", "sse")).toContain(text.specialReasons.softmaxBack);
    expect(reasons("linear", "mse", { penalty: { l1: 0, l2: 1 } })).toContain(text.specialReasons.penalty);
  });
});
