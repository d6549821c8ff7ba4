import { describe, expect, it, test } from "vitest";
import type { MatrixKind } from "../../../core/network/names.ts";
import type { LayerPlan } from "../../../core/network/plan.ts";
import { drawnKey, inputOf, sourcesOf, spansIn, type Span } from "../../../renderer/chain/relations.ts";

const article: readonly LayerPlan[] = [
  { units: 4, activation: "square" },
  { units: 1, activation: "cube" },
];
const linear: readonly LayerPlan[] = article.map((layer) => ({ ...layer, activation: "linear" }));

function sources(
  kind: MatrixKind,
  layer: number,
  row: number,
  column: number,
  layers = article,
  bias = false,
) {
  return sourcesOf({ key: { kind, layer }, row, column }, layers, bias);
}

const span = (kind: MatrixKind, layer: number, row: number | null, column: number | null): Span => ({
  key: { kind, layer },
  row,
  column,
});

describe("what a cell is made of", () => {
  it("is for A[2,3] the row 2 of X and the column 3 of W1", () => {
    expect(sources("Z", 0, 2, 3)).toEqual([span("X", 0, 2, null), span("W", 0, null, 3)]);
  });

  it("is for C[2,0] the row 2 of B and the column 0 of W2", () => {
    expect(sources("Z", 1, 2, 0)).toEqual([span("H", 0, 2, null), span("W", 1, null, 0)]);
  });

  it("is for a layer after a linear one the row of that layer's only matrix", () => {
    expect(sources("Z", 1, 2, 0, linear)).toEqual([span("Z", 0, 2, null), span("W", 1, null, 0)]);
  });

  it("has one bias where the network has biases", () => {
    expect(sources("Z", 0, 2, 3, article, true)).toContainEqual(span("b", 0, 0, 3));
    expect(sources("Z", 0, 2, 3)).not.toContainEqual(span("b", 0, 0, 3));
  });

  it("is for an activated number the number before, at the same place", () => {
    expect(sources("H", 1, 7, 0)).toEqual([span("Z", 1, 7, 0)]);
  });

  it("is for an error the target and the output at the same place", () => {
    expect(sources("error", 0, 7, 0)).toEqual([span("Y", 0, 7, 0), span("H", 1, 7, 0)]);
    expect(sources("error", 0, 7, 0, linear)).toEqual([span("Y", 0, 7, 0), span("Z", 1, 7, 0)]);
  });

  it("leads from a weight to its gradient and back", () => {
    expect(sources("W", 1, 3, 0)).toEqual([span("dW", 1, 3, 0)]);
    expect(sources("dW", 1, 3, 0)).toContainEqual(span("W", 1, 3, 0));
    expect(sources("b", 0, 0, 2, article, true)).toEqual([span("db", 0, 0, 2)]);
    expect(sources("db", 0, 0, 2, article, true)).toContainEqual(span("b", 0, 0, 2));
  });

  it("is for a gradient δW[i,j] the column i of the layer's input", () => {
    expect(sources("dW", 0, 2, 3)).toContainEqual(span("X", 0, null, 2));
    expect(sources("dW", 1, 2, 0)).toContainEqual(span("H", 0, null, 2));
    expect(sources("dW", 1, 2, 0, linear)).toContainEqual(span("Z", 0, null, 2));
  });

  it("is for X the same number before its column was scaled, where that is drawn, and the other way round", () => {
    expect(sources("X", 0, 1, 2)).toEqual([span("raw", 0, 1, 2)]);
    expect(sources("raw", 0, 1, 2)).toEqual([span("X", 0, 1, 2)]);
  });

  it("is nothing for what is given", () => {
    expect(sources("Y", 0, 1, 0)).toEqual([]);
    expect(sources("cost", 0, 0, 0)).toEqual([]);
  });
});

describe("a layer's input", () => {
  it("is X for the first layer and the output before for the others", () => {
    expect(inputOf(0)).toEqual({ kind: "X", layer: 0 });
    expect(inputOf(2)).toEqual({ kind: "H", layer: 1 });
  });
});

describe("the drawn key", () => {
  it("of a linear layer's output is its Z; all others stay", () => {
    const mixed: LayerPlan[] = [{ units: 4, activation: "linear" }, article[1]];
    expect(drawnKey({ kind: "H", layer: 0 }, mixed)).toEqual({ kind: "Z", layer: 0 });
    expect(drawnKey({ kind: "H", layer: 1 }, mixed)).toEqual({ kind: "H", layer: 1 });
    expect(drawnKey({ kind: "W", layer: 0 }, mixed)).toEqual({ kind: "W", layer: 0 });
  });
});

test("spans are found by the matrix they lie in, its layer included", () => {
  const all = [span("W", 0, null, 1), span("W", 1, null, 2), span("X", 0, 3, null)];
  expect(spansIn(all, { kind: "W", layer: 1 })).toEqual([all[1]]);
  expect(spansIn(all, { kind: "Y", layer: 0 })).toEqual([]);
});
