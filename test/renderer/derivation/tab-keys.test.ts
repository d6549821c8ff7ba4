// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DerivationState } from "../../../renderer/derivation/derivation.svelte.ts";
import { pressKey } from "../../../renderer/derivation/tab-keys.ts";

const moves = { next: vi.fn(), back: vi.fn(), toStart: vi.fn(), toEnd: vi.fn(), toggle: vi.fn() };
const state = moves as unknown as DerivationState;

beforeEach(() => {
  for (const move of Object.values(moves)) move.mockClear();
});

/** A key on an element of this markup; whether it was used, and for what. */
function press(key: string, markup = "<p></p>", more: KeyboardEventInit = {}): [boolean, string[]] {
  document.body.innerHTML = markup;
  const element = document.body.firstElementChild!;
  let used = false;
  element.addEventListener("keydown", (event) => (used = pressKey(state, event as KeyboardEvent)));
  element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));
  return [used, Object.keys(moves).filter((name) => moves[name as keyof typeof moves].mock.calls.length > 0)];
}

describe("a key in the derivation's tab", () => {
  it.each([
    ["ArrowRight", "next"],
    ["ArrowLeft", "back"],
    ["Home", "toStart"],
    ["End", "toEnd"],
    [" ", "toggle"],
  ])("%j means %s", (key, move) => {
    expect(press(key)).toEqual([true, [move]]);
  });

  it("is left to what has a use for it", () => {
    for (const markup of ["<button></button>", "<summary></summary>", '<input type="checkbox">']) {
      expect(press(" ", markup)).toEqual([false, []]);
    }
    for (const markup of ["<select></select>", "<textarea></textarea>", "<input>"]) {
      expect(press("ArrowRight", markup)).toEqual([false, []]);
    }
    expect(press("ArrowRight", '<input type="range">')).toEqual([false, []]);
  });

  it("plays on the scrubber, which has no other use for Space", () => {
    expect(press(" ", '<input type="range">')).toEqual([true, ["toggle"]]);
  });

  it("is nothing with Ctrl, Alt, Shift or ⌘, and nothing when it is any other", () => {
    for (const more of [{ ctrlKey: true }, { altKey: true }, { shiftKey: true }, { metaKey: true }]) {
      expect(press("ArrowRight", "<p></p>", more)).toEqual([false, []]);
    }
    expect(press("x")).toEqual([false, []]);
  });
});
