import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BARE,
  layoutCurve,
  type AxisKind,
  type CurveLayout,
  type Tick,
} from "../../../renderer/curve/curve-layout.ts";
import { trajectory } from "../../support/trajectories.ts";

const WIDTH = 420;
const HEIGHT = 300;

type Points = readonly (readonly [step: number, cost: number])[];

function layOut(points: Points, stepAxis: AxisKind = "linear", costAxis: AxisKind = "linear"): CurveLayout {
  return layoutCurve([Float64Array.from(points.flat())], WIDTH, HEIGHT, stepAxis, costAxis);
}

/** The corners of a path of straight lines. */
function cornersOf(path: string): { x: number; y: number }[] {
  return path
    .replace(/Z$/, "")
    .split(/[ML]/)
    .slice(1)
    .map((pair) => {
      const [x, y] = pair.split(",").map(Number);
      return { x, y };
    });
}

const axes = (["linear", "log"] as const).flatMap((stepAxis) =>
  (["linear", "log"] as const).map((costAxis) => ({ stepAxis, costAxis })),
);

const costs = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: -30, max: 30 }).map((power) => 3.7 * 10 ** power) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const histories: fc.Arbitrary<Points> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5000 }), costs), { minLength: 1, maxLength: 30 })
  .map((gaps) => {
    let step = -gaps[0][0];
    return gaps.map(([gap, cost]): [number, number] => [(step += gap), cost]);
  });

/** NumPy's costs of the article's training. */
const article = trajectory("article, seed 1")["cost at step"];

describe.each(axes)("a curve, steps $stepAxis and costs $costAxis", ({ stepAxis, costAxis }) => {
  it("goes through every recorded point, the lowest and the highest cost included", () => {
    fc.assert(
      fc.property(histories, (points) => {
        const {
          paths: [path],
          place,
        } = layOut(points, stepAxis, costAxis);
        const corners = cornersOf(path);
        expect(corners).toHaveLength(points.length);
        points.forEach(([step, cost], index) => {
          const { x, y } = place(step, cost);
          expect(corners[index].x).toBeCloseTo(x, 2);
          expect(corners[index].y).toBeCloseTo(y, 2);
        });
      }),
    );
  });

  it("stays inside the plot", () => {
    fc.assert(
      fc.property(histories, (points) => {
        const {
          paths: [path],
          left,
          right,
          top,
          bottom,
        } = layOut(points, stepAxis, costAxis);
        for (const { x, y } of cornersOf(path)) {
          expect(x).toBeGreaterThanOrEqual(left - 0.01);
          expect(x).toBeLessThanOrEqual(right + 0.01);
          expect(y).toBeGreaterThanOrEqual(top - 0.01);
          expect(y).toBeLessThanOrEqual(bottom + 0.01);
        }
      }),
    );
  });

  it("goes right with the steps and up with the costs", () => {
    const { place } = layOut(article, stepAxis, costAxis);
    expect(place(100, 1).x).toBeLessThan(place(1000, 1).x);
    expect(place(100, 0.33).y).toBeGreaterThan(place(100, 800).y);
  });

  it("has its ticks inside the plot, each label once", () => {
    fc.assert(
      fc.property(histories, (points) => {
        const { stepTicks, costTicks, left, right, top, bottom } = layOut(points, stepAxis, costAxis);
        for (const { at } of stepTicks) {
          expect(at).toBeGreaterThanOrEqual(left - 1e-6);
          expect(at).toBeLessThanOrEqual(right + 1e-6);
        }
        for (const { at } of costTicks) {
          expect(at).toBeGreaterThanOrEqual(top - 1e-6);
          expect(at).toBeLessThanOrEqual(bottom + 1e-6);
        }
        for (const ticks of [stepTicks, costTicks]) {
          expect(ticks.length).toBeGreaterThan(0);
          expect(new Set(ticks.map(spell)).size).toBe(ticks.length);
        }
      }),
    );
  });

  it("gives for the place of every step that very step, and none before 0", () => {
    fc.assert(
      fc.property(histories, (points) => {
        const { place, stepAt, left } = layOut(points, stepAxis, costAxis);
        const last = points[points.length - 1][0];
        // Steps that lie closer together than a thousandth of a pixel cannot be told apart.
        for (const step of [0, 1, Math.floor(last / 2), last]) {
          const apart = Math.abs(place(step + 1, 1).x - place(step, 1).x) > 1e-3;
          if (apart) expect(stepAt(place(step, 1).x)).toBe(step);
        }
        expect(stepAt(left - 50)).toBe(0);
      }),
    );
  });

  it("shares its axes with other curves, each with a path of its own", () => {
    const first = Float64Array.of(0, 10, 1, 5);
    const second = Float64Array.of(0, 20, 7, 1);
    const { paths, right, place } = layoutCurve([first, second], WIDTH, HEIGHT, stepAxis, costAxis);
    expect(paths.map((path) => cornersOf(path).length)).toEqual([2, 2]);
    expect(place(7, 1).x).toBeCloseTo(right, 6);
  });

  it("of one point is that point", () => {
    const {
      paths: [path],
      place,
      left,
      right,
    } = layOut([[0, 870.8668409351022]], stepAxis, costAxis);
    const { x, y } = place(0, 870.8668409351022);
    expect(cornersOf(path)).toHaveLength(1);
    expect(cornersOf(path)[0].y).toBeCloseTo(y, 2);
    expect(x >= left && x <= right).toBe(true);
  });

  it("of no points is empty, with axes", () => {
    const {
      paths: [path],
      stepTicks,
      costTicks,
    } = layOut([], stepAxis, costAxis);
    expect(path).toBe("");
    expect([...stepTicks, ...costTicks].every(({ at }) => Number.isFinite(at))).toBe(true);
  });
});

/** `10⁻³` as `10^−3`. */
function spell({ label, raised }: Tick): string {
  return raised === null ? label : `${label}^${raised}`;
}

describe("a logarithmic cost axis", () => {
  it("ends in whole decades around the costs", () => {
    const { costTicks, top, bottom } = layOut(
      [
        [0, 870],
        [1, 0.33],
      ],
      "linear",
      "log",
    );
    expect(costTicks.map(spell)).toEqual(["10^3", "10^2", "10^1", "10^0", "10^−1"]);
    expect(costTicks[0].at).toBeCloseTo(top, 9);
    expect(costTicks.at(-1)!.at).toBeCloseTo(bottom, 9);
  });

  it("has a cost of zero on its floor, a decade below the smallest other one", () => {
    const { place, bottom } = layOut(
      [
        [0, 100],
        [1, 0.5],
        [2, 0],
      ],
      "linear",
      "log",
    );
    expect(place(2, 0).y).toBeCloseTo(bottom, 9);
    expect(place(1, 0.5).y).toBeLessThan(bottom - 10);
    expect(place(1, 0.01).y).toBeCloseTo(bottom, 9);
  });

  it("has a place for a training whose costs are all zero", () => {
    const {
      paths: [path],
      bottom,
    } = layOut(
      [
        [0, 0],
        [1, 0],
      ],
      "log",
      "log",
    );
    for (const { y } of cornersOf(path)) expect(y).toBeCloseTo(bottom, 2);
  });

  it("spans a decade where all costs are the same", () => {
    const { costTicks } = layOut(
      [
        [0, 1],
        [1, 1],
      ],
      "linear",
      "log",
    );
    expect(costTicks.map(spell)).toEqual(["10^0", "10^−1"]);
  });
});

describe("a logarithmic step axis", () => {
  it("starts at step 0 and marks powers of ten", () => {
    const { stepTicks, left, place } = layOut(article, "log", "linear");
    expect(stepTicks[0]).toEqual({ at: left, label: "0", raised: null });
    expect(stepTicks.slice(1).map(spell)).toEqual(["1", "10", "100", "1000"]);
    for (const tick of stepTicks) expect(tick.at).toBeCloseTo(place(Number(tick.label), 1).x, 9);
  });

  it("has the first steps as ticks until there are ten", () => {
    const labels = (last: number): string[] =>
      layOut(
        [
          [0, 1],
          [last, 0.5],
        ],
        "log",
        "log",
      ).stepTicks.map(({ label }) => label);
    expect(labels(1)).toEqual(["0", "1"]);
    expect(labels(2)).toEqual(["0", "1", "2"]);
    expect(labels(9)).toEqual(["0", "1", "2", "3", "5", "7", "9"]);
    expect(labels(10)).toEqual(["0", "1", "10"]);
  });

  it("writes ten thousand and more as a power", () => {
    const { stepTicks } = layOut(
      [
        [0, 1],
        [2_000_000, 0.5],
      ],
      "log",
      "linear",
    );
    expect(stepTicks.map(spell)).toContain("10^6");
  });
});

describe("a linear axis", () => {
  it("of steps has whole numbers only", () => {
    for (const last of [1, 2, 3, 7]) {
      const { stepTicks } = layOut([
        [0, 1],
        [last, 0.5],
      ]);
      expect(stepTicks.every(({ label }) => /^\d+$/.test(label))).toBe(true);
      expect(stepTicks.map(({ label }) => label)).toContain("0");
    }
  });

  it("of costs starts at zero", () => {
    const { costTicks, bottom } = layOut(article);
    expect(costTicks[0]).toEqual({ at: bottom, label: "0", raised: null });
  });

  it("writes thousands with k and millions with M", () => {
    const labels = (last: number): string[] =>
      layOut([
        [0, 1],
        [last, 0.5],
      ]).stepTicks.map(({ label }) => label);
    expect(labels(40_000)).toContain("20 k");
    expect(labels(4_000_000)).toContain("2 M");
  });
});

describe("a curve without axes", () => {
  it("has the strip to itself, but for its margins", () => {
    const points = Float64Array.from(article.flat());
    const { paths, left, right, top, bottom } = layoutCurve([points], 300, 40, "log", "log", BARE);
    expect({ left, right, top, bottom }).toEqual({ left: 8, right: 292, top: 6, bottom: 36 });
    const corners = cornersOf(paths[0]);
    expect(corners[0].x).toBeCloseTo(left, 2);
    expect(corners.at(-1)!.x).toBeCloseTo(right, 2);
    for (const { y } of corners) {
      expect(y).toBeGreaterThanOrEqual(top - 0.01);
      expect(y).toBeLessThanOrEqual(bottom + 0.01);
    }
  });
});
