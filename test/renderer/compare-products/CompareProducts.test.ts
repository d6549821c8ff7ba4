// @vitest-environment jsdom
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeAll, describe, expect, it } from "vitest";
import { composeChain, matricesOf } from "../../../renderer/chain/picture.ts";
import { Comparison } from "../../../renderer/compare-products/comparison.svelte.ts";
import CompareProducts from "../../../renderer/compare-products/CompareProducts.svelte";
import { typesetter } from "../../../renderer/formula/typesetter.svelte.ts";
import { completeDom } from "../support/dom.ts";
import { readNumber } from "../support/lab-numbers.ts";
import { numpyPass, showPass } from "../support/numpy-pass.ts";

beforeAll(async () => {
  completeDom();
  await typesetter.load();
});

const pass = numpyPass("article network");
const { stage, frame } = showPass(pass);
const matrices = matricesOf(composeChain({ ...stage.loaded, network: stage.network }));

function show() {
  const comparison = new Comparison();
  render(CompareProducts, { props: { comparison, matrices, frame } });
  const card = (name: RegExp) => within(screen.getByRole("region", { name }));
  return { comparison, dot: card(/^Dot/), star: card(/^Star/) };
}

const numbers = (grid: HTMLElement): string[] =>
  within(grid)
    .getAllByRole("gridcell")
    .map((one) => one.textContent!);
const choose = async (label: string, value: string): Promise<void> => {
  await fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

describe("dot and star side by side", () => {
  it("show A · B, and NumPy's complaint about A * B", () => {
    const { dot, star } = show();
    expect(numbers(dot.getByRole("grid"))).toEqual(["26", "34", "32", "29", "52", "68", "64", "58"]);
    expect(dot.getByRole("grid").getAttribute("aria-label")).toContain("np.dot(A, B) (2, 4)");
    expect(star.getByRole("alert").textContent).toBe(
      "ValueError: operands could not be broadcast together with shapes (2,3) (3,4)",
    );
    expect(star.queryByRole("grid")).toBeNull();
  });

  it("offer what would work, and do it", async () => {
    const { dot, star, comparison } = show();
    await choose("Arrays", "itself");
    expect(dot.getByRole("alert").textContent).toContain("shapes (2,3) and (2,3) not aligned");
    expect(numbers(star.getByRole("grid"))).toEqual(["1", "4", "9", "4", "16", "36"]);
    await fireEvent.click(dot.getByRole("button", { name: "np.dot(A, A.T)" }));
    expect(comparison.turns).toEqual({ left: false, right: true, swapped: false });
    expect(numbers(dot.getByRole("grid"))).toEqual(["14", "28", "28", "56"]);
  });

  it("say what NumPy repeats, and draw the copies as copies", async () => {
    const { star } = show();
    await choose("Arrays", "columns");
    star.getByText(
      "NumPy repeats a’s column 3 times across and b.T’s row 3 times downwards. Nothing is summed.",
    );
    const column = star.getByRole("table", { name: "a (3, 1)" });
    expect(within(column).getAllByRole("cell")).toHaveLength(9);
    expect(column.querySelectorAll(".repeated")).toHaveLength(6);
  });

  it("change places with one button", async () => {
    const { dot } = show();
    await fireEvent.click(screen.getByRole("button", { name: /change places/ }));
    expect(dot.getByRole("alert").textContent).toBe(
      "ValueError: shapes (3,4) and (2,3) not aligned: 4 (dim 1) != 2 (dim 0)",
    );
  });
});

describe("a number of the result", () => {
  it("lights its row and its column in a product, and spells the sum", async () => {
    const { dot } = show();
    const grid = dot.getByRole("grid");
    await fireEvent.pointerOver(within(grid).getAllByRole("gridcell")[1]);
    const lit = (name: string) =>
      Array.from(dot.getByRole("table", { name }).querySelectorAll(".lit"), (one) => one.textContent);
    expect(lit("A (2, 3)")).toEqual(["1", "2", "3"]);
    expect(lit("B (3, 4)")).toEqual(["8", "4", "6"]);
    expect(dot.getByTestId("spelled").textContent).toContain("= 1·8 + 2·4 + 3·6");
    await fireEvent.pointerLeave(grid);
    expect(lit("A (2, 3)")).toEqual([]);
  });

  it("is reached with the arrow keys, and lights two single numbers in an elementwise product", async () => {
    const { star } = show();
    await choose("Arrays", "itself");
    const grid = star.getByRole("grid");
    await fireEvent.focusIn(grid);
    for (const key of ["ArrowDown", "End", "ArrowRight"]) await fireEvent.keyDown(grid, { key });
    expect(star.getByTestId("spelled").textContent).toContain("(A * A)[1,2] = A[1,2]·A[1,2]");
    const lit = star
      .getAllByRole("table")
      .map((one) => [...one.querySelectorAll(".lit")].map((cell) => cell.textContent));
    expect(lit).toEqual([["6"], ["6"]]);
    const active = document.getElementById(grid.getAttribute("aria-activedescendant")!);
    expect(active!.textContent).toBe("36");
    await fireEvent.focusOut(grid);
    expect(star.getByTestId("spelled").textContent).toContain("Point at a number");
  });

  it("is forgotten where another result is too small to have it", async () => {
    const { dot } = show();
    await fireEvent.pointerOver(within(dot.getByRole("grid")).getAllByRole("gridcell")[7]);
    await choose("Arrays", "vectors");
    expect(numbers(dot.getByRole("grid"))).toEqual(["46"]);
    expect(dot.getByTestId("spelled").textContent).toContain("Point at a number");
  });
});

describe("two matrices of the network", () => {
  it("are multiplied as NumPy multiplies them, in the rows that are shown", async () => {
    const { dot } = show();
    await choose("Arrays", "network");
    const shown = numbers(dot.getByRole("grid")).map(readNumber);
    expect(shown).toHaveLength(20);
    pass["Z (before activation)"][0]
      .slice(0, 5)
      .flat()
      .forEach((value, index) => {
        expect(Math.abs(shown[index] - value)).toBeLessThanOrEqual(0.0051);
      });
    dot.getByText("Shown: the first 5 of 10 rows.");
  });

  it("are chosen by their names", async () => {
    const { dot, star } = show();
    await choose("Arrays", "network");
    await choose("Left array", "B");
    await fireEvent.click(screen.getByRole("button", { name: "Transpose B" }));
    await choose("Right array", "error");
    await tick();
    expect(dot.getByRole("grid").getAttribute("aria-label")).toContain("np.dot(B.T, error) (4, 1)");
    expect(star.getByRole("alert").textContent).toContain("(4,10) (10,1)");
  });
});
