import { describe, expect, it } from "vitest";
import { activationOf, activations } from "../../../../core/network/activations.ts";
import type { ActivationName } from "../../../../core/network/plan.ts";
import { article } from "../../../../core/experiment/defaults.ts";
import {
  withActivation,
  withLayerAdded,
  withLayerRemoved,
  withOwnFormula,
  withUnits,
} from "../../../../renderer/state/edits/network.ts";

describe("an added layer", () => {
  it("stands before the last", () => {
    const layers = withLayerAdded(article).network.layers;
    expect(layers).toHaveLength(3);
    expect([layers[0], layers[2]]).toEqual(article.network.layers);
  });
});

describe("a removed layer", () => {
  it("leaves the output's width to the layer that becomes the last", () => {
    const layers = withLayerRemoved(withUnits(article, 1, 2), 1).network.layers;
    expect(layers).toEqual([{ units: 2, activation: "square" }]);
  });
});

describe("a formula of one's own", () => {
  const names = (Object.keys(activations) as ActivationName[]).filter((name) => name !== "softmax");

  it.each(names)("begins as %s where that stood, with the same values", (name) => {
    const { activation } = withOwnFormula(withActivation(article, 0, name), 0).network.layers[0];
    expect(typeof activation).toBe("object");
    const z = Float64Array.of(-3, -0.5, 0, 0.25, 2);
    const [own, known] = [new Float64Array(5), new Float64Array(5)];
    activationOf(activation).applyInto(own, z, 5, 1);
    activationOf(name).applyInto(known, z, 5, 1);
    own.forEach((value, i) => expect(value).toBeCloseTo(known[i], 13));
  });

  it("stays as it is when it is asked for again", () => {
    const own = withOwnFormula(article, 0);
    expect(withOwnFormula(own, 0)).toBe(own);
  });
});
