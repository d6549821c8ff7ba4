import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  edgeWidth,
  foldUnits,
  layoutGraph,
  MOST_UNITS,
  type GraphLayout,
} from "../../../renderer/graph/graph-layout.ts";

function layOut(sizes: readonly number[], width = 800, height = 300): GraphLayout {
  const [features, ...units] = sizes;
  const layers = units.map((size) => ({ units: size, activation: "tanh" as const }));
  return layoutGraph(features, { bias: false, layers }, width, height);
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 5 });

/** Every number of an SVG path, in pairs. */
function pointsOf(path: string): [number, number][] {
  const numbers = (path.match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? []).map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
}

describe("a layer's units", () => {
  it("are all drawn up to sixteen", () => {
    expect(MOST_UNITS).toBe(16);
    expect(foldUnits(16)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(foldUnits(1)).toEqual([0]);
  });

  it("are folded from seventeen on: the first ones, an ellipsis, the last", () => {
    for (const units of [17, 100, 4096]) {
      const slots = foldUnits(units);
      const gap = slots.indexOf(null);
      expect(slots.slice(0, gap)).toEqual(Array.from({ length: gap }, (_, unit) => unit));
      expect(slots.slice(gap)).toEqual([null, units - 1]);
      expect(slots.length).toBeLessThanOrEqual(MOST_UNITS);
    }
  });

  it("are drawn or counted as hidden, every one", () => {
    fc.assert(
      fc.property(sizes, (all) => {
        layOut(all).layers.forEach(({ placed, ellipsis, units }, index) => {
          expect(units).toBe(all[index]);
          expect(placed.length + (ellipsis?.hidden ?? 0)).toBe(units);
        });
      }),
    );
  });

  it("have the ellipsis between the last of the first ones and the last", () => {
    const { placed, ellipsis } = layOut([3, 40, 1]).layers[1];
    expect(ellipsis!.y).toBeGreaterThan(placed.at(-2)!.y);
    expect(ellipsis!.y).toBeLessThan(placed.at(-1)!.y);
    expect(placed.at(-1)!.unit).toBe(39);
  });

  it("stand below each other without touching", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 260, max: 1200 }), (all, height) => {
        for (const { placed, radius } of layOut(all, 800, height).layers) {
          for (let index = 1; index < placed.length; index++) {
            expect(placed[index].y - placed[index - 1].y).toBeGreaterThan(2 * radius - 1e-9);
          }
        }
      }),
    );
  });
});

describe("the layers", () => {
  it("are the inputs and every layer's outputs, from left to right", () => {
    const { layers } = layOut([3, 4, 1]);
    expect(layers.map(({ key }) => key)).toEqual([
      { kind: "X", layer: 0 },
      { kind: "H", layer: 0 },
      { kind: "H", layer: 1 },
    ]);
    expect(layers[0].x).toBeLessThan(layers[1].x);
    expect(layers[1].x).toBeLessThan(layers[2].x);
  });

  it("lie with all their circles inside the picture", () => {
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 320, max: 2000 }),
        fc.integer({ min: 140, max: 1200 }),
        (all, width, height) => {
          const outside = layOut(all, width, height).layers.flatMap(({ placed, radius }) =>
            placed.filter(({ x, y }) => Math.min(x, y, width - x, height - y) < radius),
          );
          expect(outside).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("are centred on one line", () => {
    const middles = layOut([3, 7, 40, 1]).layers.map(({ placed }) => (placed[0].y + placed.at(-1)!.y) / 2);
    for (const middle of middles) expect(middle).toBeCloseTo(middles[0], 9);
  });
});

describe("the edges", () => {
  it("are 3 · 4 + 4 · 1 in the article's network, one per weight", () => {
    const { edges } = layOut([3, 4, 1]);
    expect(edges).toHaveLength(16);
    const names = edges.map(({ layer, row, column }) => `W${layer + 1}[${row},${column}]`);
    expect(new Set(names).size).toBe(16);
    expect(names).toContain("W1[2,3]");
    expect(names).toContain("W2[3,0]");
  });

  it("join every two drawn units of neighbouring layers", () => {
    fc.assert(
      fc.property(sizes, (all) => {
        const { layers, edges } = layOut(all);
        const drawn = layers.map(({ placed }) => placed.length);
        const expected = drawn.slice(1).reduce((sum, units, index) => sum + drawn[index] * units, 0);
        expect(edges).toHaveLength(expected);
      }),
    );
  });

  it("run from the right of their input's circle to the left of their unit's", () => {
    const { layers, edges } = layOut([3, 40, 2]);
    for (const { layer, row, column, path } of edges) {
      const [source, target] = [layers[layer], layers[layer + 1]];
      const from = source.placed.find(({ unit }) => unit === row)!;
      const to = target.placed.find(({ unit }) => unit === column)!;
      const points = pointsOf(path);
      expect(points[0][0]).toBeCloseTo(from.x + source.radius, 2);
      expect(points[0][1]).toBeCloseTo(from.y, 2);
      expect(points.at(-1)![0]).toBeCloseTo(to.x - target.radius, 2);
      expect(points.at(-1)![1]).toBeCloseTo(to.y, 2);
    }
  });
});

describe("an edge's width", () => {
  it("grows with the weight's size, whatever its sign, up to the scale's end", () => {
    expect(edgeWidth(0, 2)).toBeGreaterThan(0);
    expect(edgeWidth(1, 2)).toBeGreaterThan(edgeWidth(0.5, 2));
    expect(edgeWidth(-1, 2)).toBe(edgeWidth(1, 2));
    expect(edgeWidth(9, 2)).toBe(edgeWidth(2, 2));
  });
});
