import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import type { ActivationName } from "../../../core/network/plan.ts";
import { Parameters } from "../../../core/network/parameters.ts";
import { Pass } from "../../../core/network/pass.ts";
import { checkGradient, type GradientCheck } from "../../../core/training/gradient-check.ts";
import { judge } from "../../../renderer/chain/lamp.ts";
import { knowledgeOf } from "../../../renderer/inspect/cell-verdict.ts";
import type { Cell } from "../../../renderer/state/focus.svelte.ts";

/** The check of one unit whose Z is w · x + b, on squares, with its gradient spoiled by an amount. */
function checkOf(
  activation: ActivationName,
  x: number[],
  y: number[],
  [w, b]: [number, number],
  spoiled = 0,
): GradientCheck {
  const network = { bias: true, layers: [{ units: 1, activation }] };
  const X = new Matrix(x.length, 1, Float64Array.from(x));
  const Y = new Matrix(y.length, 1, Float64Array.from(y));
  const parameters = new Parameters(network, 1);
  parameters.values.set([w, b]);
  const pass = new Pass(network, "sse", { X: X.values, Y: Y.values, features: 1, rows: x.length });
  pass.forward(parameters, x.length);
  pass.backward(parameters, x.length);
  pass.gradient.W[0][0] += spoiled;
  return checkGradient({ network, cost: "sse" }, X, Y, parameters, pass.gradient);
}

const W: Cell = { key: { kind: "dW", layer: 0 }, row: 0, column: 0 };
const b: Cell = { key: { kind: "db", layer: 0 }, row: 0, column: 0 };

describe("what is known of a number", () => {
  const check = checkOf("tanh", [1, 2], [0.5, 1], [0.3, 0.1]);

  it("is nothing before any check", () => {
    expect(knowledgeOf(W, null, [], 3)).toEqual({ kind: "unchecked" });
  });

  it("is its comparison, with the sign of the drawn δ", () => {
    const known = knowledgeOf(W, { step: 3, check }, [], 3);
    const { cells } = check.matrices[0];
    expect(known).toMatchObject({
      kind: "compared",
      what: "right",
      analytic: -cells.analytic[0],
      low: -cells.high[0],
      high: -cells.low[0],
    });
  });

  it("is of another step when training has gone on", () => {
    expect(knowledgeOf(W, { step: 3, check }, [], 4)).toEqual({ kind: "stale", step: 3 });
    const single = { step: 5, check: check.matrices[0] };
    expect(knowledgeOf(W, { step: 3, check }, [single], 6)).toEqual({ kind: "stale", step: 5 });
  });

  it("is nothing where others of its matrix were compared, until it is compared by itself", () => {
    const [all] = check.matrices;
    const positions = Uint32Array.of(7);
    const some = { ...check, matrices: [{ ...all, columns: 9, cells: { ...all.cells, positions } }] };
    expect(knowledgeOf(W, { step: 3, check: some }, [], 3)).toEqual({ kind: "selection" });
    const single = { step: 3, check: all };
    expect(knowledgeOf(W, { step: 3, check: some }, [single], 3)).toMatchObject({ what: "right" });
  });
});

describe("a comparison", () => {
  const at = (check: GradientCheck, cell: Cell) => knowledgeOf(cell, { step: 0, check }, [], 0);

  it("that is off says so", () => {
    const check = checkOf("tanh", [1, 2], [0.5, 1], [0.3, 0.1], 0.01);
    expect(at(check, W)).toMatchObject({ what: "wrong" });
    expect(at(check, b)).toMatchObject({ what: "right" });
    expect(judge(check.matrices[0]).kind).toBe("wrong");
  });

  it("at ReLU's kink has the slopes of both sides", () => {
    const check = checkOf("relu", [2], [1], [0, 0]);
    const known = at(check, W);
    // δ is 4 to the right, 0 to the left, and the backward pass's 0 lies between.
    expect(known).toMatchObject({ what: "kink", analytic: 0 });
    if (known.kind !== "compared") throw new Error("not compared");
    expect(known.low).toBeCloseTo(0, 6);
    expect(known.high).toBeCloseTo(4, 6);
    expect(judge(check.matrices[0])).toMatchObject({ kind: "kink" });
  });

  it("at a kink, outside both slopes, is wrong", () => {
    const check = checkOf("relu", [2], [1], [0, 0], 5);
    expect(at(check, W)).toMatchObject({ what: "kink wrong" });
    expect(judge(check.matrices[0]).kind).toBe("wrong");
  });

  it("that rounding hides says so", () => {
    const check = checkOf("linear", [1e-14, 0], [1e-14, 1e8], [0.5, 0]);
    expect(at(check, W)).toMatchObject({ what: "hidden" });
    expect(judge(check.matrices[0])).toMatchObject({ kind: "unknown", why: "rounding" });
  });

  it("of numbers that are not finite says so", () => {
    const check = checkOf("linear", [1], [1], [NaN, 0]);
    expect(at(check, W)).toMatchObject({ what: "not finite" });
    expect(judge(check.matrices[0])).toMatchObject({ kind: "unknown", why: "not finite" });
  });
});
