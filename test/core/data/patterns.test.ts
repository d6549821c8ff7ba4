import { describe, expect, test } from "vitest";
import { drawPattern, patterns } from "../../../core/data/patterns.ts";
import type { PatternName } from "../../../core/data/plan.ts";
import { RandomState } from "../../../core/random/random-state.ts";

const names = Object.keys(patterns) as PatternName[];

function points(id: PatternName, samples: number, noise = 0): [x: number, y: number, target: number][] {
  const { X, Y } = drawPattern({ kind: "pattern", id, samples, noise }, new RandomState(1));
  return X.toRows().map(([x, y = 0], i) => [x, y, Y.at(i, 0)]);
}

describe.each(names)("the pattern %s", (id) => {
  test("has as many samples as asked for, one included, and one column of Y", () => {
    for (const samples of [1, 2, 51]) {
      const { X, Y } = drawPattern({ kind: "pattern", id, samples, noise: 0.1 }, new RandomState(1));
      expect([X.rows, X.columns, Y.rows, Y.columns]).toEqual([samples, patterns[id].features, samples, 1]);
    }
  });
  test("draws as much without noise as with it, so that the weights stay the same", () => {
    const [quiet, noisy] = [0, 3].map((noise) => {
      const random = new RandomState(2);
      drawPattern({ kind: "pattern", id, samples: 7, noise }, random);
      return random.snapshot();
    });
    expect(quiet).toEqual(noisy);
  });
  test("puts noise on X of classes and on Y of functions, and nowhere else", () => {
    const draw = (noise: number) =>
      drawPattern({ kind: "pattern", id, samples: 9, noise }, new RandomState(5));
    const [quiet, noisy] = [draw(0), draw(1)];
    const [moved, kept] = patterns[id].target === "class" ? (["X", "Y"] as const) : (["Y", "X"] as const);
    expect(noisy[kept]).toEqual(quiet[kept]);
    noisy[moved].values.forEach((value, i) => expect(value).not.toBe(quiet[moved].values[i]));
  });
});

describe("without noise", () => {
  test("xor is 1 where the two signs differ", () => {
    for (const [x, y, target] of points("xor", 200)) expect(target).toBe(x * y < 0 ? 1 : 0);
  });
  test("circles have the radii 1 and ½", () => {
    for (const [x, y, target] of points("circles", 200)) {
      expect(Math.hypot(x, y)).toBeCloseTo(target === 0 ? 1 : 0.5, 12);
    }
  });
  test("a spiral's arms turn as far as their radius says, opposite each other", () => {
    for (const [x, y, target] of points("spiral", 200)) {
      const radius = Math.hypot(x, y);
      const angle = 3.5 * Math.PI * radius + (target === 0 ? 0 : Math.PI);
      expect(x).toBeCloseTo(radius * Math.sin(angle), 10);
      expect(y).toBeCloseTo(radius * Math.cos(angle), 10);
    }
  });
  test("moons are half circles around (0, 0) and (1, ½), one up, one down", () => {
    for (const [x, y, target] of points("moons", 200)) {
      const [centre, height] = target === 0 ? [0, 0] : [1, 0.5];
      expect(Math.hypot(x - centre, y - height)).toBeCloseTo(1, 12);
      expect(target === 0 ? y >= 0 : y <= 0.5).toBe(true);
    }
  });
  test("gauss has all points of a class in one place", () => {
    for (const [x, y, target] of points("gauss", 9)) expect([x, y]).toEqual(target === 0 ? [-1, -1] : [1, 1]);
  });
  test("the plane is the mean of both features, the sine one turn", () => {
    for (const [x, y, target] of points("plane", 50)) expect(target).toBe((x + y) / 2);
    for (const [x, , target] of points("sine", 50)) expect(target).toBeCloseTo(Math.sin(Math.PI * x), 12);
  });
});

test("both classes are as many, but for one", () => {
  for (const id of ["circles", "spiral", "moons", "gauss"] as const) {
    expect(points(id, 51).filter(([, , target]) => target === 1)).toHaveLength(25);
  }
});
