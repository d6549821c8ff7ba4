import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActivationName } from "../../../core/network/plan.ts";
import { layoutChain, type ChainLayout, type PlacedMatrix } from "../../../renderer/chain/chain-layout.ts";
import { composeChain, matricesOf, type ChainShape } from "../../../renderer/chain/picture.ts";

const article: ChainShape = {
  samples: 10,
  features: 3,
  network: {
    bias: false,
    layers: [
      { units: 4, activation: "square" },
      { units: 1, activation: "cube" },
    ],
  },
};

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The cells of a matrix and the name above them. */
function boxOf({ matrix, x, y, title, cellWidth, cellHeight }: PlacedMatrix): Box {
  return {
    left: x,
    right: x + matrix.columns * cellWidth,
    top: y,
    bottom: y + title.height + matrix.rows * cellHeight,
  };
}

function overlap(one: Box, other: Box): boolean {
  const inside = 1e-6;
  return (
    one.left < other.right - inside &&
    other.left < one.right - inside &&
    one.top < other.bottom - inside &&
    other.top < one.bottom - inside
  );
}

function shapes(mostUnits: number, mostSamples: number): fc.Arbitrary<ChainShape> {
  const layer = fc.record({
    units: fc.integer({ min: 1, max: mostUnits }),
    activation: fc.constantFrom<ActivationName>("linear", "tanh", "square"),
  });
  return fc.record({
    samples: fc.integer({ min: 1, max: mostSamples }),
    features: fc.integer({ min: 1, max: mostUnits }),
    network: fc.record({ bias: fc.boolean(), layers: fc.array(layer, { minLength: 1, maxLength: 5 }) }),
  });
}

const panes = fc.record({
  width: fc.integer({ min: 400, max: 2400 }),
  height: fc.integer({ min: 200, max: 1400 }),
});
const fits = fc.constantFrom("numbers", "overview");

/** Lays out random chains in random panes. */
function forRandomChains(
  check: (layout: ChainLayout, shape: ChainShape, width: number, height: number) => void,
): void {
  fc.assert(
    fc.property(shapes(60, 400), panes, fits, (shape, { width, height }, fit) => {
      check(
        layoutChain(composeChain(shape), width, height, fit as "numbers" | "overview"),
        shape,
        width,
        height,
      );
    }),
  );
}

describe("the article's chain", () => {
  it.each([800, 900, 1200, 1600])("stands whole in a pane %i wide, with all its numbers", (width) => {
    const layout = layoutChain(composeChain(article), width, 420, "numbers");
    expect(layout.width).toBeLessThanOrEqual(width);
    expect(layout.height).toBeLessThanOrEqual(420);
    expect(layout.matrices.every(({ printed }) => printed)).toBe(true);
  });

  it("has one cell width for all its matrices", () => {
    const { matrices } = layoutChain(composeChain(article), 1000, 420, "numbers");
    expect(new Set(matrices.map(({ cellWidth }) => cellWidth)).size).toBe(1);
  });

  it("keeps its numbers in a narrow pane and becomes wider than it", () => {
    const layout = layoutChain(composeChain(article), 420, 420, "numbers");
    expect(layout.width).toBeGreaterThan(420);
    expect(layout.matrices.every(({ printed }) => printed)).toBe(true);
  });

  it("stands in the order of the formula", () => {
    const { matrices } = layoutChain(composeChain(article), 900, 420, "numbers");
    expect(matrices.map(({ matrix }) => matrix.name.code)).toEqual(
      matricesOf(composeChain(article)).map(({ name }) => name.code),
    );
    for (let index = 1; index < matrices.length; index++) {
      const [before, after] = [boxOf(matrices[index - 1]), boxOf(matrices[index])];
      expect(after.left >= before.right || after.top >= before.bottom).toBe(true);
    }
  });

  it("has each gradient under its weights, in the same column", () => {
    const { matrices } = layoutChain(composeChain(article), 900, 420, "numbers");
    for (const layer of [0, 1]) {
      const [W, dW] = ["W", "dW"].map((kind) =>
        matrices.find(({ matrix }) => matrix.key.kind === kind && matrix.key.layer === layer)!,
      );
      expect(boxOf(dW).top).toBeGreaterThan(boxOf(W).bottom);
      expect(dW.x).toBe(W.x);
      expect(dW.cellWidth).toBe(W.cellWidth);
    }
  });
});

describe("a gradient's lamp", () => {
  const lampsOf = (shape: ChainShape, width: number, height: number): string[] =>
    layoutChain(composeChain(shape), width, height, "numbers").matrices.flatMap(({ matrix, title }) =>
      matrix.key.kind === "dW" ? [title.lamp] : [],
    );

  it("stands beside wide names, and below narrow ones where there is height to spare", () => {
    expect(lampsOf(article, 1200, 420)).toEqual(["beside", "below"]);
  });

  it("is a sign alone where rows would be lower than numbers otherwise", () => {
    expect(lampsOf(article, 1200, 250)).toEqual(["beside", "sign"]);
    const { matrices } = layoutChain(composeChain(article), 1200, 250, "numbers");
    const taken = matrices.map(({ title }) => title.height);
    expect(Math.max(...taken)).toBe(42);
  });
});

describe("any chain", () => {
  it("has every matrix once, and every sign", () => {
    forRandomChains((layout, shape) => {
      const blocks = composeChain(shape);
      expect(layout.matrices.map(({ matrix }) => matrix)).toEqual(matricesOf(blocks));
      expect(layout.signs).toHaveLength(blocks.filter(({ kind }) => kind !== "matrices").length);
    });
  });

  it("has no two matrices on top of each other, names included", () => {
    forRandomChains(({ matrices }) => {
      const boxes = matrices.map(boxOf);
      const clashes = boxes.filter((one, i) => boxes.some((other, j) => i < j && overlap(one, other)));
      expect(clashes).toEqual([]);
    });
  });

  it("has every matrix and every sign inside its own width and height", () => {
    forRandomChains((layout) => {
      for (const { left, right, top, bottom } of layout.matrices.map(boxOf)) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(layout.width);
        expect(bottom).toBeLessThanOrEqual(layout.height);
      }
      for (const { x, width } of layout.signs) {
        expect(x - width / 2).toBeGreaterThanOrEqual(0);
        expect(x + width / 2).toBeLessThanOrEqual(layout.width);
      }
      expect(layout.signY).toBeLessThan(layout.height);
    });
  });

  it("has no sign on a matrix's cells", () => {
    forRandomChains(({ matrices, signs }) => {
      for (const { x, width } of signs) {
        const hit = matrices.filter((placed) => {
          const { left, right } = boxOf(placed);
          return left < x + width / 2 - 1e-6 && x - width / 2 < right - 1e-6;
        });
        expect(hit).toEqual([]);
      }
    });
  });

  it("prints numbers only in cells of at least 31 × 17 pixels", () => {
    forRandomChains(({ matrices }) => {
      for (const { printed, cellWidth, cellHeight } of matrices) {
        if (printed) expect([cellWidth >= 31, cellHeight >= 17]).toEqual([true, true]);
      }
    });
  });

  it("has cells of a size, also where there are thousands", () => {
    const wide = { ...article, samples: 5000, features: 500 };
    const { matrices, width, height } = layoutChain(composeChain(wide), 800, 400, "numbers");
    expect(matrices.every(({ cellWidth, cellHeight }) => cellWidth > 0 && cellHeight > 0)).toBe(true);
    expect(Number.isFinite(width) && Number.isFinite(height)).toBe(true);
  });
});

describe("the overview", () => {
  const iris: ChainShape = {
    samples: 150,
    features: 4,
    network: {
      bias: true,
      layers: [
        { units: 8, activation: "tanh" },
        { units: 3, activation: "sigmoid" },
      ],
    },
  };

  it.each([600, 700, 800])("shows the article's chain and the irises' whole in a pane %i wide", (width) => {
    for (const shape of [article, iris]) {
      const layout = layoutChain(composeChain(shape), width, 400, "overview");
      expect(layout.width).toBeLessThanOrEqual(width + 1e-6);
      expect(layout.height).toBeLessThanOrEqual(400 + 1e-6);
    }
  });

  it("keeps the matrices of a deep network broad enough to be seen, also where all of them do not fit", () => {
    const layers = Array.from({ length: 6 }, () => ({ units: 4, activation: "tanh" as const }));
    const deep: ChainShape = { samples: 8, features: 3, network: { bias: true, layers } };
    const { matrices } = layoutChain(composeChain(deep), 520, 270, "overview");
    for (const { matrix, cellWidth } of matrices) {
      expect(cellWidth * matrix.columns, matrix.name.code).toBeGreaterThanOrEqual(9);
    }
  });

  it("leaves every matrix high enough to be seen, a bias below large weights, too", () => {
    const layers = [
      { units: 32, activation: "relu" as const },
      { units: 10, activation: "softmax" as const },
    ];
    const shape: ChainShape = { samples: 108, features: 64, network: { bias: true, layers } };
    const { matrices, height } = layoutChain(composeChain(shape), 808, 270, "overview");
    for (const { matrix, cellHeight } of matrices) {
      expect(matrix.rows * cellHeight).toBeGreaterThanOrEqual(Math.min(24, Math.max(6, matrix.rows)));
    }
    expect(height).toBeLessThan(360);
  });
});
