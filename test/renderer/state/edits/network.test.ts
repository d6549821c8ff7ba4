import { describe, expect, it } from "vitest";
import { article } from "../../../../core/experiment/defaults.ts";
import { withLayerAdded, withLayerRemoved, withUnits } from "../../../../renderer/state/edits/network.ts";

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
