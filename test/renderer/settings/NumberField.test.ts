// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { Problem } from "../../../core/result.ts";
import NumberField from "../../../renderer/settings/NumberField.svelte";

const tooLow: Problem = {
  place: "data.samples",
  code: "out-of-range",
  values: {},
  message: "must be a whole number from 1 to 100000, got 0",
};

function show(props: Record<string, unknown> = {}) {
  const apply = vi.fn((value: number): readonly Problem[] => (value < 1 ? [tooLow] : []));
  const view = render(NumberField, { props: { label: "Samples", value: 10, whole: true, apply, ...props } });
  return { apply, view, field: screen.getByLabelText<HTMLInputElement>("Samples") };
}

/** Types and leaves the field, or presses Enter in it. */
async function type(field: HTMLInputElement, text: string, end: "leave" | "Enter" = "leave"): Promise<void> {
  await fireEvent.input(field, { target: { value: text } });
  if (end === "leave") await fireEvent.change(field);
  else await fireEvent.keyDown(field, { key: "Enter" });
}

describe("a number field", () => {
  it("shows its value", () => {
    expect(show().field.value).toBe("10");
  });

  it.each(["leave", "Enter"] as const)("applies what was typed on %s", async (end) => {
    const { field, apply } = show();
    await type(field, "25", end);
    expect(apply.mock.calls).toEqual([[25]]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("applies nothing while it is typed", async () => {
    const { field, apply } = show();
    await fireEvent.input(field, { target: { value: "2" } });
    expect(apply).not.toHaveBeenCalled();
  });

  it("applies nothing when the number is as it was", async () => {
    const { field, apply } = show();
    await type(field, "10");
    expect(apply).not.toHaveBeenCalled();
  });

  it("gets its value back with Escape, and the complaint goes", async () => {
    const { field, apply } = show();
    await type(field, "0");
    await fireEvent.keyDown(field, { key: "Escape" });
    expect(field.value).toBe("10");
    expect(screen.queryByRole("alert")).toBeNull();
    await fireEvent.change(field);
    expect(apply).toHaveBeenCalledTimes(1);
  });

  it("shows what is wrong with a number, tied to the field, and keeps what was typed", async () => {
    const { field } = show();
    await type(field, "0");
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toBe(tooLow.message);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(field.getAttribute("aria-describedby")).toBe(alert.id);
    expect(field.value).toBe("0");
  });

  it("takes the complaint back with the next good number", async () => {
    const { field } = show();
    await type(field, "0");
    await type(field, "5");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(field.getAttribute("aria-invalid")).toBe("false");
  });

  it("complains about an empty field without applying it", async () => {
    const { field, apply } = show();
    await type(field, "");
    expect(apply).not.toHaveBeenCalled();
    expect(screen.getByRole("alert").textContent).not.toBe("");
  });

  it("may be empty where that means something", async () => {
    const applyEmpty = vi.fn(() => []);
    const { field, apply } = show({ applyEmpty });
    await type(field, "");
    expect(applyEmpty).toHaveBeenCalledTimes(1);
    expect(apply).not.toHaveBeenCalled();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is empty for no number", () => {
    expect(show({ value: null, applyEmpty: () => [] }).field.value).toBe("");
  });

  it("follows a value from outside, which takes the complaint away", async () => {
    const { field, view } = show();
    await type(field, "0");
    await view.rerender({ value: 12 });
    expect(field.value).toBe("12");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("has its name also where no label is drawn", () => {
    expect(show({ labelled: false }).field.getAttribute("aria-label")).toBe("Samples");
  });
});
