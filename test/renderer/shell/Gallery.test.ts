// @vitest-environment jsdom
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import index from "../../../resources/experiments/index.json" with { type: "json" };
import Gallery from "../../../renderer/shell/Gallery.svelte";
import { samples } from "../../../renderer/state/samples.ts";
import { completeDom } from "../support/dom.ts";

beforeAll(completeDom);

function show() {
  const choose = vi.fn();
  const close = vi.fn();
  render(Gallery, { props: { samples, choose, close } });
  return { choose, close };
}

describe("the samples", () => {
  it("are all experiments that ship, in the order of their index", () => {
    expect(samples.map(({ id }) => id)).toEqual(index);
  });

  it("have each a name of its own and notes", () => {
    expect(new Set(samples.map(({ experiment }) => experiment.name)).size).toBe(samples.length);
    for (const { experiment } of samples) expect(experiment.notes.length).toBeGreaterThan(20);
  });
});

describe("the gallery", () => {
  it("lists every sample with its notes", () => {
    show();
    expect(screen.getAllByRole("listitem")).toHaveLength(samples.length);
    for (const { experiment } of samples) {
      const button = screen.getByRole("button", { name: experiment.name });
      expect(within(button).getByText(experiment.notes)).toBeTruthy();
      const described = document.getElementById(button.getAttribute("aria-describedby")!)!;
      expect(described.textContent).toBe(experiment.notes);
    }
  });

  it("shows the article's units: 3 – 4 – 1", () => {
    show();
    const article = samples.find(({ id }) => id === "article")!;
    expect(screen.getByRole("button", { name: article.experiment.name }).textContent).toContain("3 – 4 – 1");
  });

  it("chooses the sample that is clicked", async () => {
    const { choose } = show();
    const sample = samples[3];
    await fireEvent.click(screen.getByRole("button", { name: sample.experiment.name }));
    expect(choose.mock.calls).toEqual([[sample.experiment]]);
  });

  it("is closed by its button and by Escape", async () => {
    const { close, choose } = show();
    await fireEvent.click(screen.getByRole("button", { name: "Close" }));
    await fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));
    expect(close).toHaveBeenCalledTimes(2);
    expect(choose).not.toHaveBeenCalled();
  });
});
