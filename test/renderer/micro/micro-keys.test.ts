// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { microAction } from "../../../renderer/micro/micro-keys.ts";

function press(key: string, on = "div", init: KeyboardEventInit = {}): ReturnType<typeof microAction> {
  const target = document.createElement(on);
  let action: ReturnType<typeof microAction> = null;
  target.addEventListener("keydown", (event) => (action = microAction(event)));
  target.dispatchEvent(new KeyboardEvent("keydown", { key, ...init }));
  return action;
}

describe("a key on the micro-steps", () => {
  it.each([
    ["ArrowRight", "next"],
    [" ", "next"],
    ["ArrowLeft", "back"],
    ["ArrowDown", "skip"],
    ["ArrowUp", "replay"],
    ["Escape", "close"],
  ])("%j asks for %s", (key, action) => {
    expect(press(key)).toBe(action);
  });

  it("presses a button that has the focus, where it is Space", () => {
    expect(press(" ", "button")).toBeNull();
    expect(press("ArrowRight", "button")).toBe("next");
  });

  it.each(["a", "Enter", "Tab", "toString"])("%s is somebody else's", (key) => {
    expect(press(key)).toBeNull();
  });

  it("with a modifier is somebody else's", () => {
    for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
      expect(press("ArrowRight", "div", { [modifier]: true })).toBeNull();
    }
  });
});
