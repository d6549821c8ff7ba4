import { describe, expect, it } from "vitest";
import { findLimits } from "../../../renderer/chain/limits.ts";
import { composeChain, matricesOf } from "../../../renderer/chain/picture.ts";
import { errorOf, numpyPass, showPass, type NumpyPass } from "../support/numpy-pass.ts";

function limitsOf(pass: NumpyPass) {
  const { stage, frame } = showPass(pass);
  return findLimits(matricesOf(composeChain({ ...stage.loaded, network: stage.network })), frame);
}

const largest = (...lists: readonly (readonly (readonly number[])[])[]): number =>
  Math.max(...lists.flat(2).map(Math.abs));

describe.each(["article network", "no activation", "tanh, bias, mse"])("the scales of %s", (name) => {
  const pass = numpyPass(name);
  const biases = pass.b.flatMap((b) => (b === null ? [] : [[b]]));
  const ofKind = {
    data: largest(
      pass.X,
      pass.Y,
      ...pass["Z (before activation)"],
      ...pass["H (after activation)"],
      errorOf(pass),
    ),
    weights: largest(...pass.W, ...biases),
    gradients: largest(...pass["dCost/dW"], ...pass["dCost/db"].flatMap((db) => (db === null ? [] : [[db]]))),
  };

  it.each(["data", "weights", "gradients"] as const)(
    "end just above the largest number of all %s",
    (kind) => {
      const limit = limitsOf(pass)[kind];
      expect(limit).toBeGreaterThanOrEqual(ofKind[kind]);
      expect(limit).toBeLessThanOrEqual(2.5 * ofKind[kind]);
    },
  );
});

describe("a scale", () => {
  const pass = numpyPass("article network");

  it("follows a number that is larger on the negative side", () => {
    const W = [pass.W[0].map((row) => row.map(() => -30)), pass.W[1]];
    expect(limitsOf({ ...pass, W }).weights).toBe(50);
  });

  it("of nothing but zeros ends at 1", () => {
    const zeros = pass["dCost/dW"].map((dW) => dW.map((row) => row.map(() => 0)));
    expect(limitsOf({ ...pass, "dCost/dW": zeros }).gradients).toBe(1);
  });
});
