import { expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { countParameters, Parameters } from "../../../core/network/parameters.ts";
import type { NetworkPlan } from "../../../core/network/plan.ts";

const network: NetworkPlan = {
  bias: true,
  layers: [
    { units: 2, activation: "tanh" },
    { units: 1, activation: "linear" },
  ],
};
const bare: NetworkPlan = { ...network, bias: false };

it("the flat array is W1, b1, W2, b2, row by row", () => {
  const parameters = new Parameters(network, 2);
  parameters.set([
    {
      W: Matrix.from([
        [1, 2],
        [3, 4],
      ]),
      b: Float64Array.of(5, 6),
    },
    { W: Matrix.from([[7], [8]]), b: Float64Array.of(9) },
  ]);
  expect(Array.from(parameters.values)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(Array.from(parameters.W[1])).toEqual([7, 8]);
  expect(Array.from(parameters.b[1]!)).toEqual([9]);
});

it("without a bias every b is null", () => {
  expect(new Parameters(bare, 2).b).toEqual([null, null]);
});

it("the article's network has 16 parameters, and 21 with a bias", () => {
  const layers = [
    { units: 4, activation: "square" },
    { units: 1, activation: "cube" },
  ] as const;
  expect(countParameters({ bias: false, layers }, 3)).toBe(16);
  expect(countParameters({ bias: true, layers }, 3)).toBe(21);
});

it("parameters of another shape are refused", () => {
  const parameters = new Parameters(bare, 2);
  const W1 = Matrix.zeros(2, 2);
  const W2 = Matrix.zeros(2, 1);
  expect(() => parameters.set([{ W: W1, b: null }])).toThrow("2 layers need as many parameters, got 1");
  expect(() =>
    parameters.set([
      { W: W1, b: null },
      { W: W1, b: null },
    ]),
  ).toThrow("layer 1");
  expect(() =>
    parameters.set([
      { W: W1, b: new Float64Array(2) },
      { W: W2, b: new Float64Array(1) },
    ]),
  ).toThrow("layer 0");
});
