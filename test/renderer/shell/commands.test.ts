// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { takesText } from "../../../renderer/shell/commands.ts";

describe("text is taken", () => {
  function element(html: string): Element {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    return holder.firstElementChild!;
  }

  it.each([
    "<input>",
    "<input type=number>",
    "<textarea></textarea>",
    "<select></select>",
    "<p contenteditable></p>",
  ])("by %s", (html) => {
    expect(takesText(element(html))).toBe(true);
  });

  it.each(["<input type=range>", "<input type=checkbox>", "<button></button>", "<table tabindex=0></table>"])(
    "not by %s",
    (html) => {
      expect(takesText(element(html))).toBe(false);
    },
  );

  it("not by nothing", () => {
    expect(takesText(null)).toBe(false);
  });
});
