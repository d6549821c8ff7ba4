import { describe, expect, it } from "vitest";
import { tabForKey } from "../../../renderer/desk/tab-keys.ts";

describe("a key on one of four tabs", () => {
  it.each([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 3, 0],
    ["ArrowLeft", 1, 0],
    ["ArrowLeft", 0, 3],
    ["Home", 2, 0],
    ["End", 1, 3],
    ["ArrowDown", 1, null],
    ["Tab", 1, null],
    [" ", 1, null],
  ])("%s goes from %d to %s", (key, front, expected) => {
    expect(tabForKey(key, front, 4)).toBe(expected);
  });
});
