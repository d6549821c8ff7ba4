// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { MatrixKey } from "../../../core/network/names.ts";
import type { LitAxes } from "../../../renderer/chain/emphasis.ts";
import { layoutChain, type PlacedMatrix } from "../../../renderer/chain/chain-layout.ts";
import type { Lamp } from "../../../renderer/chain/lamp.ts";
import MatrixTile from "../../../renderer/chain/MatrixTile.svelte";
import { composeChain } from "../../../renderer/chain/picture.ts";
import { paletteFor } from "../../../renderer/colour/diverging.ts";
import type { Veil } from "../../../renderer/micro/look.ts";
import { Focus, type Cell } from "../../../renderer/state/focus.svelte.ts";
import { completeDom, painted } from "../support/dom.ts";
import { readNumber } from "../support/lab-numbers.ts";
import { numpyPass, showPass } from "../support/numpy-pass.ts";

const pass = numpyPass("article network");
const { stage, frame } = showPass(pass);
const limits = { data: 5, weights: 1, gradients: 500 };

beforeAll(completeDom);

interface Shown {
  readonly focus: Focus;
  readonly edit: ReturnType<typeof vi.fn<(cell: Cell, anchor: DOMRect) => void>>;
  readonly placed: PlacedMatrix;
  readonly container: HTMLElement;
  readonly rerender: (change: { emphasis: LitAxes | null }) => Promise<void>;
}

/** A tile of NumPy's pass, placed as in a pane of 1200 × 400. */
function show(
  key: MatrixKey,
  change: Partial<PlacedMatrix> = {},
  editable = key.kind === "W",
  emphasis: LitAxes | null = null,
  lamp: { readonly state: Lamp; readonly check: () => void } | null = null,
  veil: Veil | null = null,
): Shown {
  const blocks = composeChain({ ...stage.loaded, network: stage.network });
  const { matrices } = layoutChain(blocks, 1200, 400, "numbers");
  const found = matrices.find(
    ({ matrix }) => matrix.key.kind === key.kind && matrix.key.layer === key.layer,
  )!;
  const placed = { ...found, ...change };
  const focus = new Focus();
  const edit = vi.fn<(cell: Cell, anchor: DOMRect) => void>();
  const { container, rerender } = render(MatrixTile, {
    props: {
      placed,
      frame,
      theme: "light",
      limits,
      focus,
      lit: [],
      emphasis,
      edit: editable ? edit : null,
      lamp,
      veil,
    },
  });
  return { focus, edit, placed, container, rerender };
}

const W1: MatrixKey = { kind: "W", layer: 0 };

function cellOf(container: HTMLElement, code: string, row: number, column: number): HTMLElement {
  const found = container.querySelector<HTMLElement>(
    `[data-matrix="${code}"][data-row="${row}"][data-column="${column}"]`,
  );
  if (!found) throw new Error(`no cell ${code}[${row},${column}]`);
  return found;
}

/** The middle of a cell, in a picture whose boxes start at 0, 0. */
function middleOf({ cellWidth, cellHeight }: PlacedMatrix, row: number, column: number) {
  return { clientX: (column + 0.5) * cellWidth, clientY: (row + 0.5) * cellHeight };
}

describe("a small matrix", () => {
  it("is a grid of cells that name their matrix, row and column", () => {
    const { container } = show(W1);
    expect(container.querySelectorAll<HTMLElement>("[data-row]")).toHaveLength(12);
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 4; column++) {
        const shown = readNumber(cellOf(container, "W1", row, column).textContent!);
        expect(Math.abs(shown - pass.W[0][row][column])).toBeLessThanOrEqual(0.00501);
      }
    }
  });

  it("has the colour of each number, and an ink that stands off it", () => {
    const { container } = show(W1);
    const { colours, inks } = paletteFor("weights", "light");
    const probe = document.createElement("i");
    const css = (colour: string): string => {
      probe.style.color = colour;
      return probe.style.color;
    };
    for (const cell of container.querySelectorAll<HTMLElement>("[data-row]")) {
      const shade = colours.findIndex((colour) => css(colour) === cell.style.backgroundColor);
      expect(shade).toBeGreaterThanOrEqual(0);
      expect(cell.style.color).toBe(css(inks[shade]));
      const value = pass.W[0][Number(cell.dataset.row)][Number(cell.dataset.column)];
      expect(Math.sign(shade - (colours.length - 1) / 2)).toBe(Math.sign(value));
    }
  });

  it("shows a gradient as δ = −∂cost/∂W", () => {
    const { container } = show({ kind: "dW", layer: 1 });
    for (let row = 0; row < 4; row++) {
      const text = cellOf(container, "deltaW2", row, 0).textContent!;
      expect(Math.sign(readNumber(text))).toBe(-Math.sign(pass["dCost/dW"][1][row][0]));
    }
  });

  it("says its name and its shape", () => {
    show(W1);
    expect(screen.getByRole("grid").getAttribute("aria-label")).toContain("W1, 3 rows, 4 columns");
    expect(document.body.textContent!.replace(/\s/g, "")).toContain("W(1)(3,4)");
  });
});

describe("the keyboard in a matrix", () => {
  it("starts at the first cell and follows the arrow keys", async () => {
    const { focus } = show(W1);
    const grid = screen.getByRole("grid");
    await fireEvent.focusIn(grid);
    expect(focus.cell).toEqual({ key: W1, row: 0, column: 0 });
    for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft"]) {
      await fireEvent.keyDown(grid, { key });
    }
    expect(focus.cell).toEqual({ key: W1, row: 0, column: 1 });
    expect(screen.getByTestId("active-cell").dataset.cell).toBe("W1[0,1]");
    const active = document.getElementById(grid.getAttribute("aria-activedescendant")!);
    expect(active).toBe(cellOf(document.body, "W1", 0, 1));
  });

  it("stops at the edges", async () => {
    const { focus } = show(W1);
    const grid = screen.getByRole("grid");
    await fireEvent.focusIn(grid);
    await fireEvent.keyDown(grid, { key: "ArrowUp" });
    await fireEvent.keyDown(grid, { key: "ArrowLeft" });
    expect(focus.cell).toEqual({ key: W1, row: 0, column: 0 });
    await fireEvent.keyDown(grid, { key: "End" });
    await fireEvent.keyDown(grid, { key: "ArrowRight" });
    for (let count = 0; count < 5; count++) await fireEvent.keyDown(grid, { key: "ArrowDown" });
    expect(focus.cell).toEqual({ key: W1, row: 2, column: 3 });
    await fireEvent.keyDown(grid, { key: "Home" });
    expect(focus.cell).toEqual({ key: W1, row: 2, column: 0 });
  });

  it("edits the weight under the cursor with Enter", async () => {
    const { edit } = show(W1);
    const grid = screen.getByRole("grid");
    await fireEvent.focusIn(grid);
    await fireEvent.keyDown(grid, { key: "ArrowRight" });
    await fireEvent.keyDown(grid, { key: "Enter" });
    expect(edit.mock.calls.map(([cell]) => cell)).toEqual([{ key: W1, row: 0, column: 1 }]);
  });

  it("leaves other keys alone", async () => {
    show(W1);
    const grid = screen.getByRole("grid");
    await fireEvent.focusIn(grid);
    // False where somebody prevented the default.
    expect(await fireEvent.keyDown(grid, { key: "Tab" })).toBe(true);
    expect(await fireEvent.keyDown(grid, { key: "ArrowDown" })).toBe(false);
  });

  it("takes the focus away when it leaves", async () => {
    const { focus } = show(W1);
    const grid = screen.getByRole("grid");
    await fireEvent.focusIn(grid);
    await fireEvent.focusOut(grid);
    expect(focus.cell).toBeNull();
  });
});

describe("the pointer on a matrix", () => {
  it("looks at the cell under it", async () => {
    const { focus, placed, container } = show(W1);
    await fireEvent(
      cellOf(container, "W1", 2, 1),
      new MouseEvent("pointermove", { bubbles: true, ...middleOf(placed, 2, 1) }),
    );
    expect(focus.cell).toEqual({ key: W1, row: 2, column: 1 });
    expect(screen.getByTestId("active-cell").dataset.cell).toBe("W1[2,1]");
  });

  it("edits the weight that is clicked, beside its own box", async () => {
    const { edit, placed, container } = show(W1);
    await fireEvent.click(cellOf(container, "W1", 1, 2), middleOf(placed, 1, 2));
    const [cell, anchor] = edit.mock.calls[0];
    expect(cell).toEqual({ key: W1, row: 1, column: 2 });
    expect(anchor.left).toBeCloseTo(2 * placed.cellWidth, 9);
    expect(anchor.top).toBeCloseTo(1 * placed.cellHeight, 9);
    expect(anchor.width).toBeCloseTo(placed.cellWidth, 9);
  });

  it("edits nothing in a matrix that is computed, and looks at it", async () => {
    const A: MatrixKey = { kind: "Z", layer: 0 };
    const { edit, focus, placed, container } = show(A);
    await fireEvent.click(cellOf(container, "A", 4, 1), middleOf(placed, 4, 1));
    expect(edit).not.toHaveBeenCalled();
    expect(focus.cell).toEqual({ key: A, row: 4, column: 1 });
  });
});

describe("the way into a number", () => {
  it("is Enter in a matrix that is computed, and Shift and Enter on a weight", async () => {
    const { focus } = show({ kind: "dW", layer: 0 });
    const grid = screen.getByRole("grid");
    await fireEvent.focusIn(grid);
    await fireEvent.keyDown(grid, { key: "Enter" });
    expect([focus.entering, focus.pinned]).toEqual([true, focus.cell]);
    focus.leaveDetails();
    expect(document.activeElement).toBe(grid);
  });

  it("is Shift and a click on a weight, which is not edited then", async () => {
    const { edit, focus, placed, container } = show(W1);
    const middle = middleOf(placed, 1, 2);
    await fireEvent.click(cellOf(container, "W1", 1, 2), { ...middle, shiftKey: true });
    expect(edit).not.toHaveBeenCalled();
    expect(focus.pinned).toEqual({ key: W1, row: 1, column: 2 });
    const grid = screen.getByRole("grid");
    await fireEvent.keyDown(grid, { key: "Enter", shiftKey: true });
    expect([edit.mock.calls.length, focus.entering]).toEqual([0, true]);
  });
});

describe("the lamp over a gradient", () => {
  const key: MatrixKey = { kind: "dW", layer: 0 };

  it("stands beside its name, says what it knows, and checks when it is pressed", async () => {
    const check = vi.fn();
    show(key, {}, false, null, { state: { kind: "stale", step: 12 }, check });
    const lamp = screen.getByRole("button", { name: /deltaW1 was checked at step 12/ });
    expect([lamp.dataset.state, lamp.textContent.trim()]).toEqual(["stale", "old"]);
    await fireEvent.click(lamp);
    expect(check).toHaveBeenCalledOnce();
  });

  it("is a sign alone where there is no room for its word", () => {
    show(key, { title: { height: 42, form: "stacked", lamp: "sign" } }, false, null, {
      state: { kind: "unchecked" },
      check: () => {},
    });
    expect(screen.getByRole("button", { name: /deltaW1 is not checked/ }).textContent.trim()).toBe("");
  });
});

describe("a focus from elsewhere", () => {
  it("is marked in the matrix that it lies in", async () => {
    const { focus } = show(W1);
    focus.look({ key: W1, row: 2, column: 3 });
    await tick();
    expect(screen.getByTestId("active-cell").dataset.cell).toBe("W1[2,3]");
    focus.look({ key: { kind: "W", layer: 1 }, row: 2, column: 0 });
    await tick();
    expect(screen.queryByTestId("active-cell")).toBeNull();
  });
});

describe("a large matrix", () => {
  it("is one pixel per number, in the colour of its sign", async () => {
    const { container } = show(W1, { printed: false });
    await tick();
    const canvas = container.querySelector("canvas")!;
    expect([canvas.dataset.matrix, canvas.width, canvas.height]).toEqual(["W1", 4, 3]);
    const pixels = new Uint32Array(painted.get(canvas)!.data.buffer);
    const palette = paletteFor("weights", "light").pixels;
    const middle = (palette.length - 1) / 2;
    pass.W[0].flat().forEach((value, index) => {
      expect(Math.sign(palette.indexOf(pixels[index]) - middle)).toBe(Math.sign(value));
    });
  });

  it("is walked through like a small one", async () => {
    const { focus, container } = show(W1, { printed: false });
    const canvas = container.querySelector("canvas")!;
    await fireEvent.focusIn(canvas);
    await fireEvent.keyDown(canvas, { key: "ArrowRight" });
    expect(focus.cell).toEqual({ key: W1, row: 0, column: 1 });
  });
});

describe("the name of a matrix", () => {
  const name = () => screen.getByRole("img", { name: "W1, 3 rows, 4 columns" });

  it("emphasises the matrix while it is pointed at", async () => {
    const { focus } = show(W1);
    await fireEvent.pointerEnter(name());
    expect(focus.emphasis).toEqual([{ key: W1, axis: "both" }]);
    expect(focus.cell).toBeNull();
    await fireEvent.pointerLeave(name());
    expect(focus.emphasis).toEqual([]);
  });

  it("emphasises the matrix while it has the focus", async () => {
    const { focus } = show(W1);
    expect(name().tabIndex).toBe(0);
    await fireEvent.focus(name());
    expect(focus.emphasis).toEqual([{ key: W1, axis: "both" }]);
    await fireEvent.blur(name());
    expect(focus.emphasis).toEqual([]);
  });
});

describe("an emphasised matrix", () => {
  const bars = () =>
    screen
      .queryAllByRole("img")
      .map((one) => one.getAttribute("aria-label"))
      .filter((label) => label !== "W1, 3 rows, 4 columns");

  it("has an outline and a lit name", async () => {
    const { container, rerender } = show(W1);
    expect(screen.queryByTestId("emphasis")).toBeNull();
    expect(container.querySelector(".lit-name")).toBeNull();
    await rerender({ emphasis: { rows: false, columns: false } });
    expect(screen.getByTestId("emphasis").dataset.emphasised).toBe("W1");
    expect(container.querySelector(".lit-name .name")!.textContent).toBe("W(1)");
    expect(bars()).toEqual([]);
  });

  it.each([
    [{ rows: true, columns: false }, ["rows of W1"]],
    [{ rows: false, columns: true }, ["columns of W1"]],
    [{ rows: true, columns: true }, ["rows of W1", "columns of W1"]],
  ])("has a bar that says which axis is meant: %j", (emphasis, expected) => {
    show(W1, {}, true, emphasis);
    expect(bars()).toEqual(expected);
  });

  it("has no cell drawn anew", async () => {
    const { container, rerender } = show(W1);
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver((records) => seen.push(...records));
    observer.observe(container.querySelector("[role=grid]")!, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    await rerender({ emphasis: { rows: true, columns: true } });
    await rerender({ emphasis: null });
    seen.push(...observer.takeRecords());
    expect(seen).toEqual([]);
  });
});

describe("a matrix while micro-steps are open", () => {
  const A: MatrixKey = { kind: "Z", layer: 0 };
  const veiled = (veil: Veil, change: Partial<PlacedMatrix> = {}) => show(A, change, false, null, null, veil);
  const clipOf = (container: HTMLElement) => container.querySelector<HTMLElement>(".numbers")!.style.clipPath;

  it("is an empty sheet before it is computed: its shape stays, and nothing of it can be looked at", async () => {
    const { focus, placed, container } = veiled({ shows: "nothing", rows: 0, role: "written" });
    expect(screen.getByRole("img", { name: "A, 10 rows, 4 columns: not computed yet" })).toBeTruthy();
    expect(document.body.textContent!.replace(/\s/g, "")).toContain("A(10,4)");
    expect(container.querySelector(".numbers")!.classList).toContain("hidden-numbers");
    await fireEvent(
      container.querySelector(".cells")!,
      new MouseEvent("pointermove", { bubbles: true, ...middleOf(placed, 2, 1) }),
    );
    await fireEvent.click(container.querySelector(".cells")!, middleOf(placed, 2, 1));
    expect([focus.cell, focus.picks]).toEqual([null, 0]);
  });

  it("shows its first cell alone, then row after row, cut out of all that are drawn", () => {
    const { placed, container } = veiled({ shows: "first", rows: 0, role: "written" });
    const { cellWidth: w, cellHeight: h } = placed;
    expect(clipOf(container)).toBe(`inset(0 ${3 * w}px ${9 * h}px 0)`);
    expect(container.querySelectorAll("[role=gridcell]")).toHaveLength(40);
    const other = veiled({ shows: "rows", rows: 4, role: "written" });
    expect(clipOf(other.container)).toBe(`inset(0 0 ${6 * h}px 0)`);
  });

  it("is whole once it is computed, and marked where it is read", () => {
    const { container } = veiled({ shows: "all", rows: 0, role: "read" });
    expect(clipOf(container)).toBe("");
    expect(screen.queryByTestId("not-yet")).toBeNull();
    expect(screen.getByTestId("micro-read").dataset.code).toBe("A");
  });

  it("is cut in the same way where it is a picture", () => {
    const { placed, container } = veiled({ shows: "rows", rows: 1, role: null }, { printed: false });
    expect(clipOf(container)).toBe(`inset(0 0 ${9 * placed.cellHeight}px 0)`);
  });
});
