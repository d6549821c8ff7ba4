import { expect, it } from "vitest";
import { stepForKey } from "../../../renderer/curve/playhead-keys.ts";

it.each([
  ["ArrowLeft", 99],
  ["ArrowDown", 99],
  ["ArrowRight", 101],
  ["ArrowUp", 101],
  ["PageUp", 120],
  ["PageDown", 80],
  ["Home", 0],
  ["End", 400],
])("%s moves the playhead from step 100 of 400 to %d", (key, step) => {
  expect(stepForKey(key, 100, 400)).toBe(step);
});

it("keys stop at the ends", () => {
  expect(stepForKey("ArrowLeft", 0, 10)).toBe(0);
  expect(stepForKey("PageUp", 9, 10)).toBe(10);
});

it("other keys are left alone, those named like an object's own parts included", () => {
  for (const key of ["a", "Enter", "toString", "constructor"]) expect(stepForKey(key, 1, 2)).toBeNull();
});
