import { expect, test } from "vitest";
import { drawX, linearTarget } from "../../../core/data/generated.ts";
import { nameFeatures, nameTargets } from "../../../core/data/samples.ts";
import { readTable } from "../../../core/data/table.ts";
import { ShapeError } from "../../../core/errors.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { RandomState } from "../../../core/random/random-state.ts";

test("X is drawn by the generator's call of the same name", () => {
  const drawn = (draw: Parameters<typeof drawX>[0]): Matrix => drawX(draw, 4, 2, new RandomState(3));
  expect(drawn({ kind: "rand" })).toEqual(new RandomState(3).rand(4, 2));
  expect(drawn({ kind: "randint", low: 0, high: 50 })).toEqual(new RandomState(3).randint(0, 50, 4, 2));
  expect(drawn({ kind: "randn", mean: 2, sd: 4 })).toEqual(new RandomState(3).normal(2, 4, 4, 2));
});

test("a linear target is X times the coefficients", () => {
  const X = Matrix.from([
    [1, 2, 4],
    [0, 1, 0],
  ]);
  expect(linearTarget(X, [1, -2, 0.5]).toRows()).toEqual([[-1], [-2]]);
  expect(linearTarget(new Matrix(0, 1), [2])).toMatchObject({ rows: 0, columns: 1 });
});

test("a linear target wants one coefficient per feature", () => {
  expect(() => linearTarget(new Matrix(2, 3), [1, 2])).toThrow(
    new ShapeError("shapes (2,3) and (2,1) not aligned: 3 (dim 1) != 2 (dim 0)"),
  );
});

test("a table's columns without names are numbered from 1; a single target is y", () => {
  expect(readTable({ kind: "table", X: [[1, 2]], Y: [[3]] })).toMatchObject({
    featureNames: ["x1", "x2"],
    targetNames: ["y"],
  });
  expect(readTable({ kind: "table", X: [[1]], Y: [[3, 4]], targets: ["a", "b"] })).toMatchObject({
    featureNames: ["x1"],
    targetNames: ["a", "b"],
  });
  expect(nameFeatures(0)).toEqual([]);
  expect(nameTargets(2)).toEqual(["y1", "y2"]);
});
