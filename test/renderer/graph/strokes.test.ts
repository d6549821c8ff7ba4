import { describe, expect, it } from "vitest";
import { paletteFor } from "../../../renderer/colour/diverging.ts";
import { layoutGraph } from "../../../renderer/graph/graph-layout.ts";
import { areUnitsEmphasised, isEmphasised, isLit, strokeEdges } from "../../../renderer/graph/strokes.ts";
import type { Cell } from "../../../renderer/state/focus.svelte.ts";
import { numpyPass, showPass } from "../support/numpy-pass.ts";

const pass = numpyPass("article network");
const { stage, frame } = showPass(pass);
const { edges } = layoutGraph(stage.loaded.features, stage.network, 800, 300);
const palette = paletteFor("weights", "light");
const middle = (palette.colours.length - 1) / 2;

function look(looked: Cell | null = null) {
  return strokeEdges(edges, frame, palette, 1, looked).map((stroke, index) => {
    const { layer, row, column } = edges[index];
    return { ...stroke, name: `W${layer + 1}[${row},${column}]`, weight: pass.W[layer][row][column] };
  });
}

describe("an edge's stroke", () => {
  it("has the sign of NumPy's weight as colour and as dashes", () => {
    for (const { weight, colour, dashes } of look()) {
      expect(Math.sign(palette.colours.indexOf(colour) - middle)).toBe(Math.sign(weight));
      expect(dashes !== null).toBe(weight < 0);
    }
  });

  it("is wider for the larger of two weights", () => {
    const sorted = look().sort((one, other) => Math.abs(one.weight) - Math.abs(other.weight));
    const widths = sorted.map(({ thickness }) => Number(thickness));
    expect(widths).toEqual([...widths].sort((one, other) => one - other));
    expect(widths.at(-1)! - widths[0]).toBeGreaterThan(1);
  });

  it("is wider where it is looked at, and nowhere else", () => {
    const before = look();
    const wider = look({ key: { kind: "W", layer: 1 }, row: 3, column: 0 }).filter(
      ({ thickness }, index) => Number(thickness) > Number(before[index].thickness),
    );
    expect(wider.map(({ name }) => name)).toEqual(["W2[3,0]"]);
  });
});

describe("lit edges", () => {
  it.each<[string, Cell | null, readonly string[]]>([
    ["a weight", { key: { kind: "W", layer: 0 }, row: 2, column: 3 }, ["W1[2,3]"]],
    ["its gradient", { key: { kind: "dW", layer: 0 }, row: 2, column: 3 }, ["W1[2,3]"]],
    ["a product", { key: { kind: "Z", layer: 0 }, row: 5, column: 3 }, ["W1[0,3]", "W1[1,3]", "W1[2,3]"]],
    [
      "a unit",
      { key: { kind: "H", layer: 1 }, row: 5, column: 0 },
      ["W2[0,0]", "W2[1,0]", "W2[2,0]", "W2[3,0]"],
    ],
    [
      "an input",
      { key: { kind: "X", layer: 0 }, row: 5, column: 1 },
      ["W1[1,0]", "W1[1,1]", "W1[1,2]", "W1[1,3]"],
    ],
    ["an error", { key: { kind: "error", layer: 0 }, row: 5, column: 0 }, []],
    ["nothing", null, []],
  ])("of %s are those of its sum", (_, looked, names) => {
    const found = edges
      .filter((edge) => isLit(edge, looked))
      .map(({ layer, row, column }) => `W${layer + 1}[${row},${column}]`);
    expect(found.sort()).toEqual(names);
  });
});

describe("an emphasis", () => {
  it.each([
    ["W", 1, [false, true]],
    ["dW", 0, [true, false]],
    ["Z", 0, [false, false]],
    ["b", 0, [false, false]],
  ] as const)("of %s in layer %d lights these layers' edges: %j", (kind, layer, expected) => {
    const emphasis = [{ key: { kind, layer }, axis: "both" as const }];
    expect([0, 1].map((one) => isEmphasised({ layer: one }, emphasis))).toEqual(expected);
  });

  it("makes every edge of its weights wider, and no other", () => {
    const plain = look();
    const wider = strokeEdges(edges, frame, palette, 1, null, [
      { key: { kind: "W", layer: 1 }, axis: "rows" },
    ])
      .map((stroke, index) => ({ ...stroke, name: plain[index].name, before: plain[index].thickness }))
      .filter(({ thickness, before }) => Number(thickness) > Number(before));
    expect(wider.map(({ name }) => name)).toEqual(["W2[0,0]", "W2[1,0]", "W2[2,0]", "W2[3,0]"]);
  });

  it.each([
    ["X", 0, [true, false, false]],
    ["Z", 0, [false, true, false]],
    ["H", 1, [false, false, true]],
    ["Y", 0, [false, false, false]],
    ["W", 0, [false, false, false]],
  ] as const)("of %s in layer %d lights these columns of units: %j", (kind, layer, expected) => {
    const columns = [
      { kind: "X", layer: 0 },
      { kind: "H", layer: 0 },
      { kind: "H", layer: 1 },
    ] as const;
    const emphasis = [{ key: { kind, layer }, axis: "columns" as const }];
    expect(columns.map((column) => areUnitsEmphasised(column, emphasis))).toEqual(expected);
  });
});
