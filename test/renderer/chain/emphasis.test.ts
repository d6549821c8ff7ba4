import { describe, expect, it } from "vitest";
import { litAxes } from "../../../renderer/chain/emphasis.ts";
import type { LayerPlan } from "../../../core/network/plan.ts";
import type { Emphasis } from "../../../renderer/state/focus.svelte.ts";

const layers: readonly LayerPlan[] = [
  { units: 4, activation: "square" },
  { units: 1, activation: "linear" },
];
const W1 = { kind: "W", layer: 0 } as const;

describe("what is lit of a matrix", () => {
  it("is nothing where another one is emphasised", () => {
    expect(litAxes([], W1, layers)).toBeNull();
    expect(litAxes([{ key: { kind: "W", layer: 1 }, axis: "both" }], W1, layers)).toBeNull();
    expect(litAxes([{ key: { kind: "dW", layer: 0 }, axis: "both" }], W1, layers)).toBeNull();
  });

  it.each<[Emphasis["axis"][], { rows: boolean; columns: boolean }]>([
    [["both"], { rows: false, columns: false }],
    [["rows"], { rows: true, columns: false }],
    [["columns"], { rows: false, columns: true }],
    [["columns", "rows"], { rows: true, columns: true }],
    [["both", "rows"], { rows: true, columns: false }],
  ])("follows the axes that are asked for: %j", (axes, expected) => {
    const emphasis = axes.map((axis) => ({ key: W1, axis }));
    expect(litAxes(emphasis, W1, layers)).toEqual(expected);
  });

  it("is lit on Z where the H of a linear layer is meant", () => {
    const emphasis: Emphasis[] = [{ key: { kind: "H", layer: 1 }, axis: "rows" }];
    expect(litAxes(emphasis, { kind: "Z", layer: 1 }, layers)).toEqual({ rows: true, columns: false });
    expect(
      litAxes([{ key: { kind: "H", layer: 0 }, axis: "both" }], { kind: "Z", layer: 0 }, layers),
    ).toBeNull();
  });
});
