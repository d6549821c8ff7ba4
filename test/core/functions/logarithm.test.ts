import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { logarithm } from "../../../core/functions/logarithm.ts";

const figures = JSON.parse(
  readFileSync(new URL("../../fixtures/logarithm.json", import.meta.url), "utf8"),
) as [number, number][];

test("the logarithm is the double nearest to the true one, subnormals and neighbours of 1 included", () => {
  const wrong = figures.filter(([x, y]) => logarithm(x) !== y);
  expect(wrong).toEqual([]);
});

test("the logarithm of 1 is 0, of 0 minus infinity, of infinity infinity", () => {
  expect(logarithm(1)).toBe(0);
  expect(logarithm(0)).toBe(-Infinity);
  expect(logarithm(-0)).toBe(-Infinity);
  expect(logarithm(Infinity)).toBe(Infinity);
});

test("negative numbers and NaN have no logarithm", () => {
  expect(logarithm(-1)).toBeNaN();
  expect(logarithm(-Infinity)).toBeNaN();
  expect(logarithm(NaN)).toBeNaN();
});
