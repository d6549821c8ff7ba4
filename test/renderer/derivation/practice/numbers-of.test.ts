import { describe, expect, it } from "vitest";
import { networkProgram } from "../../../../core/derivation/network-program.ts";
import type { MatrixKey } from "../../../../core/network/names.ts";
import type { NetworkPlan } from "../../../../core/network/plan.ts";
import { numbersOf } from "../../../../renderer/derivation/practice/numbers-of.ts";

describe("the numbers that formulas begin with", () => {
  it("are all samples, the targets, the named numbers, and the parameters of the step", () => {
    const network: NetworkPlan = { bias: true, layers: [{ units: 2, activation: "tanh" }] };
    const sizes = { samples: 3, features: 1 };
    const program = networkProgram({ network, cost: "mse" }, { sizes, style: "suited" });
    const loaded = {
      ...sizes,
      targets: 2,
      X: Float64Array.of(1, 2, 3),
      Y: Float64Array.of(1, 0, 0, 1, 1, 0),
    };
    const matrix = ({ kind }: MatrixKey) => ({
      rows: 1,
      columns: 2,
      values: kind === "W" ? Float64Array.of(4, 5) : Float64Array.of(6, 7),
    });
    const numbers = numbersOf({ loaded, network }, { matrix }, program);
    const found = Object.fromEntries(
      [...numbers].map(([code, { rows, columns, values }]) => [code, [rows, columns, ...values]]),
    );
    expect(found).toEqual({
      X: [3, 1, 1, 2, 3],
      Y: [3, 2, 1, 0, 0, 1, 1, 0],
      W1: [1, 2, 4, 5],
      b1: [1, 2, 6, 7],
      N: [1, 1, 6],
    });
  });
});
