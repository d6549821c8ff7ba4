// @vitest-environment jsdom
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeAll, describe, expect, it } from "vitest";
import { runningSums, type SumPage } from "../../../renderer/inspect/page.ts";
import SumTable from "../../../renderer/inspect/SumTable.svelte";
import { completeDom } from "../support/dom.ts";

beforeAll(completeDom);

/** A sum of so many products i · 0.5. */
function pageOf(count: number): SumPage {
  const left = Float64Array.from({ length: count }, (_, i) => i);
  const right = new Float64Array(count).fill(0.5);
  const running = runningSums(left, right);
  return {
    kind: "sum",
    what: "product",
    value: running[count - 1],
    formula: "= Σ",
    counter: "k",
    left: { head: "L[0,k]", values: left, place: () => null, opens: false },
    right: { head: "R[k,0]", values: right, place: () => null, opens: false },
    running,
    after: [],
    result: running[count - 1],
    agreement: "exact",
  };
}

function show(count: number): void {
  render(SumTable, {
    props: { page: pageOf(count), name: "A[0,0]", spell: () => "", open: () => {}, point: () => {} },
  });
}

function folds(): { text: string; subtotal: number; button: HTMLElement }[] {
  return screen.queryAllByTestId("fold").map((row) => {
    const button = within(row).getByRole("button");
    const subtotal = Number(row.querySelector<HTMLElement>("[data-subtotal]")!.dataset.subtotal);
    return { text: button.textContent.trim(), subtotal, button };
  });
}

describe("a folded sum", () => {
  it("shows groups with subtotals that add up to the sum, and no term", () => {
    show(150);
    expect(folds().map(({ text }) => text)).toEqual(["0 … 99", "100 … 149"]);
    expect(screen.queryAllByTestId("term")).toHaveLength(0);
    // Σ i · 0.5 over 0 … 99 is 2475, over 0 … 149 it is 5587.5.
    expect(folds().map(({ subtotal }) => subtotal)).toEqual([2475, 3112.5]);
    expect(screen.getByTestId("sum-total").dataset.value).toBe("5587.5");
  });

  it("is unfolded level by level, with a click or the arrow keys", async () => {
    show(150);
    await fireEvent.click(folds()[1].button);
    expect(folds().map(({ text }) => text)).toEqual([
      "0 … 99",
      "100 … 149",
      "100 … 109",
      "110 … 119",
      "120 … 129",
      "130 … 139",
      "140 … 149",
    ]);
    expect(folds()[1].button.getAttribute("aria-expanded")).toBe("true");
    const parts = folds().slice(2);
    expect(parts.reduce((sum, { subtotal }) => sum + subtotal, 0)).toBe(3112.5);
    await fireEvent.keyDown(parts[0].button, { key: "ArrowRight" });
    const terms = screen.getAllByTestId("term");
    expect(terms).toHaveLength(10);
    expect(terms[0].querySelector("th")!.textContent).toBe("100");
    await fireEvent.keyDown(parts[0].button, { key: "ArrowRight" });
    expect(screen.getAllByTestId("term")).toHaveLength(10);
    await fireEvent.keyDown(parts[0].button, { key: "ArrowLeft" });
    expect(screen.queryAllByTestId("term")).toHaveLength(0);
    await fireEvent.click(folds()[1].button);
    expect(folds()).toHaveLength(2);
  });

  it("of 100,000 terms has ten lines until somebody unfolds one", () => {
    show(100_000);
    expect(folds()).toHaveLength(10);
    expect(document.querySelectorAll("tr").length).toBeLessThan(15);
  });
});
