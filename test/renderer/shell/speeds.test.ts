import { describe, expect, it } from "vitest";
import { positionOf, SPEEDS } from "../../../renderer/shell/speeds.ts";

describe("the speed slider", () => {
  it("grows from position to position and ends in as fast as it can", () => {
    const numbers = SPEEDS.slice(0, -1) as number[];
    expect(SPEEDS.at(-1)).toBeNull();
    expect(numbers.every((speed, index) => index === 0 || speed > numbers[index - 1])).toBe(true);
  });

  it("finds each of its speeds again", () => {
    expect(SPEEDS.map(positionOf)).toEqual(SPEEDS.map((_, position) => position));
  });

  it("takes the position below for a speed between two", () => {
    expect(SPEEDS[positionOf(45)]).toBe(30);
    expect(SPEEDS[positionOf(5_000_000)]).toBe(SPEEDS.at(-2));
  });

  it("stands at its first position for a speed below all", () => {
    expect(positionOf(0.1)).toBe(0);
  });
});
