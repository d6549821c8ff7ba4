import { expect, it } from "vitest";
import { initialState } from "../../../core/optimizer/optimizer.ts";
import { optimizers } from "../../../core/optimizer/optimizers.ts";
import { sgd } from "../../../core/optimizer/sgd.ts";

it("stands under its own kind", () => {
  expect(optimizers[sgd.name]).toBe(sgd);
});

it("moves every parameter against its gradient, by the learning rate", () => {
  const now = initialState(sgd, Float64Array.of(1, 2, 3));
  const next = initialState(sgd, new Float64Array(3));
  sgd.update(next, now, Float64Array.of(10, 0, -10), { kind: "sgd", learningRate: 0.5 });
  expect(Array.from(next.parameters)).toEqual([-4, 2, 8]);
});

it("leaves the old parameters as they were", () => {
  const now = initialState(sgd, Float64Array.of(1));
  sgd.update(initialState(sgd, new Float64Array(1)), now, Float64Array.of(1), {
    kind: "sgd",
    learningRate: 1,
  });
  expect(Array.from(now.parameters)).toEqual([1]);
});

it("remembers nothing", () => {
  expect(initialState(sgd, new Float64Array(7)).memory).toHaveLength(0);
});

it("is written for NumPy as it is computed", () => {
  expect(sgd.numpy("W1", "dW1", "0.1")).toBe("W1 -= 0.1 * dW1");
});
