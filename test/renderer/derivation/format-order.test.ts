import { describe, expect, it } from "vitest";
import { formatOrder } from "../../../renderer/derivation/format-order.ts";

describe("how large a difference is", () => {
  it.each([
    [0, "0"],
    [2.2e-16, "2·10⁻¹⁶"],
    [3.4e-11, "3·10⁻¹¹"],
    [9.6e-11, "1·10⁻¹⁰"],
    [0.5, "0.5"],
    [0.024, "0.02"],
    [3, "3"],
    [2.5e4, "3·10⁴"],
  ])("%d is told as %s", (value, text) => {
    expect(formatOrder(value)).toBe(text);
  });
});
