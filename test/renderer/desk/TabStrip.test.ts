// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import TabStrip from "../../../renderer/desk/TabStrip.svelte";
import { completeDom } from "../support/dom.ts";

beforeAll(completeDom);

const tabs = ["derivation", "inspector", "check", "notes"].map((name) => ({
  name,
  label: name.toUpperCase(),
}));

function show(chosen = "inspector", wide = false) {
  const choose = vi.fn<(name: string) => void>();
  const toggleWide = vi.fn<() => void>();
  const { rerender } = render(TabStrip, {
    props: { id: "t", label: "Details", tabs, chosen, wide, choose, toggleWide },
  });
  choose.mockImplementation((name) => void rerender({ chosen: name }));
  return { choose, toggleWide };
}

const tab = (name: string) => screen.getByRole("tab", { name: name.toUpperCase() });

describe("a strip of tabs", () => {
  it("says which tab is in front, and which panel it belongs to", () => {
    show();
    expect(screen.getByRole("tablist").getAttribute("aria-label")).toBe("Details");
    const selected = screen.getAllByRole("tab").map((one) => one.getAttribute("aria-selected"));
    expect(selected).toEqual(["false", "true", "false", "false"]);
    expect(tab("check").getAttribute("aria-controls")).toBe("t-panel");
  });

  it("is one stop of the Tab key, at the tab in front", () => {
    show("check");
    expect(screen.getAllByRole("tab").map((one) => one.tabIndex)).toEqual([-1, -1, 0, -1]);
  });

  it("chooses by click", async () => {
    const { choose } = show();
    await fireEvent.click(tab("notes"));
    expect(choose.mock.calls).toEqual([["notes"]]);
  });

  it.each([
    ["ArrowRight", "check"],
    ["ArrowLeft", "derivation"],
    ["End", "notes"],
    ["Home", "derivation"],
  ])("moves focus and choice with %s", async (key, expected) => {
    show();
    tab("inspector").focus();
    expect(await fireEvent.keyDown(tab("inspector"), { key })).toBe(false);
    await tick();
    expect(document.activeElement).toBe(tab(expected));
    expect(tab(expected).getAttribute("aria-selected")).toBe("true");
  });

  it("leaves other keys alone", async () => {
    const { choose } = show();
    expect(await fireEvent.keyDown(tab("inspector"), { key: "ArrowDown" })).toBe(true);
    expect(choose).not.toHaveBeenCalled();
  });

  it.each([true, false])("has a switch for the wide pane that says how it stands: %s", async (wide) => {
    const { toggleWide } = show("inspector", wide);
    const button = screen.getByRole("button", { name: "Wide" });
    expect(button.getAttribute("aria-pressed")).toBe(String(wide));
    await fireEvent.click(button);
    expect(toggleWide).toHaveBeenCalledTimes(1);
  });
});
