import type { Locator, Page } from "@playwright/test";
import { trajectory } from "../support/trajectories.ts";
import { expect, lastNumber, test } from "../support/lab.ts";

const { X, W0 } = trajectory("article, seed 1");

test.describe("graph and matrices", () => {
  test("hovering an edge marks its weight's cell and spells the weight", async ({ lab, page }) => {
    await lab.pointAtEdge("W1[0,2]");
    await expect(page.getByTestId("active-cell")).toHaveAttribute("data-cell", "W1[0,2]");
    await expect(lab.hovered).toContainText("W1[0,2]");
    expect(lastNumber(await lab.hovered.innerText())).toBe(W0[0][0][2]);
    await lab.lookAway();
    await expect(page.getByTestId("active-cell")).toHaveCount(0);
  });

  test("every edge can be pointed at, and each marks its own cell", async ({ lab, page }) => {
    const weights = await page
      .locator("[data-edge]")
      .evaluateAll((edges) => edges.map((edge) => edge.getAttribute("data-edge")!));
    expect(weights).toHaveLength(16);
    for (const weight of weights) {
      await lab.pointAtEdge(weight);
      await expect(page.getByTestId("active-cell")).toHaveAttribute("data-cell", weight);
    }
  });

  test("hovering a weight's cell lights its edge and no other", async ({ lab, page }) => {
    const before = await drawnWidths(page);
    expect(Object.keys(before)).toHaveLength(16);
    await lab.cell("W1", 1, 2).hover();
    await expect.poll(() => drawnWidths(page)).not.toEqual(before);
    const after = await drawnWidths(page);
    expect(Object.keys(after).filter((edge) => after[edge] !== before[edge])).toEqual(["W1[1,2]"]);
    expect(after["W1[1,2]"]).toBeGreaterThan(before["W1[1,2]"]);
    await lab.lookAway();
    await expect.poll(() => drawnWidths(page)).toEqual(before);
  });

  test("every number of X and of the weights is NumPy's, to the last digit", async ({ lab }) => {
    for (const [row, column] of [
      [0, 0],
      [0, 2],
      [9, 1],
    ]) {
      expect(await lab.value("X", row, column)).toBe(X[row][column]);
    }
    for (const [row, column] of [
      [0, 0],
      [2, 3],
    ])
      expect(await lab.value("W1", row, column)).toBe(W0[0][row][column]);
    expect(await lab.value("W2", 3, 0)).toBe(W0[1][3][0]);
  });

  test("hovering a product's cell prints a sum with real numbers that adds up", async ({ lab, page }) => {
    await lab.cell("A", 4, 1).hover();
    const lines = page.getByTestId("sum").locator("p");
    await expect(lines.nth(0)).toHaveText("A[4,1] = X[4,0]·W1[0,1] + X[4,1]·W1[1,1] + X[4,2]·W1[2,1]");
    const terms = (await lines.nth(1).innerText())
      .replaceAll("−", "-")
      .replace(/^= /, "")
      .split(" + ")
      .map((term) => term.split("·").map((factor) => Number(factor.replace(/[()]/g, ""))));
    expect(terms).toHaveLength(3);
    terms.forEach(([left, right], index) => {
      expect(left).toBeCloseTo(X[4][index], 4);
      expect(right).toBeCloseTo(W0[0][index][1], 4);
    });
    const result = lastNumber(await lines.nth(2).innerText());
    const exact = X[4].reduce((sum, x, index) => sum + x * W0[0][index][1], 0);
    expect(result).toBeCloseTo(exact, 4);
    // Each printed factor is within 5e-5 of its number.
    expect(Math.abs(terms.reduce((sum, [left, right]) => sum + left * right, 0) - result)).toBeLessThan(5e-4);
  });

  test("hovering a product's cell outlines its source row and its source column", async ({ lab }) => {
    await lab.cell("A", 4, 1).hover();
    const row = await boxAround(lab.cell("X", 4, 0), lab.cell("X", 4, 2));
    const column = await boxAround(lab.cell("W1", 0, 1), lab.cell("W1", 2, 1));
    const outlines = await lab.page.locator(".lit").evaluateAll((marks) =>
      marks.map((mark) => {
        const { x, y, width, height } = mark.getBoundingClientRect();
        return { x, y, width, height };
      }),
    );
    for (const source of [row, column]) {
      expect(outlines.some((outline) => isNear(outline, source))).toBe(true);
    }
  });
});

test.describe("editing a weight", () => {
  test("clicking a weight's cell takes a new number, at the start and as an unsaved edit", async ({
    lab,
  }) => {
    const cost = await lab.cost();
    await lab.cell("W1", 0, 2).click();
    await lab.newValue.fill("0.25");
    await lab.newValue.press("Enter");
    await expect.poll(() => lab.value("W1", 0, 2)).toBe(0.25);
    expect(await lab.value("W1", 0, 1)).toBe(W0[0][0][1]);
    expect(await lab.cost()).not.toBe(cost);
    await lab.atStep(0);
    await expect(lab.unsavedMark).toBeVisible();
  });

  test("clicking an edge edits the same weight", async ({ lab, page }) => {
    const { x, y } = await lab.pointAtEdge("W2[1,0]");
    await page.mouse.click(x, y);
    await lab.newValue.fill("-1.5");
    await lab.newValue.press("Enter");
    await expect.poll(() => lab.value("W2", 1, 0)).toBe(-1.5);
  });

  test("a number that is none is refused with a message and changes nothing", async ({ lab, page }) => {
    await lab.cell("W1", 0, 2).click();
    await lab.newValue.fill("many");
    await lab.newValue.press("Enter");
    await expect(page.getByText(/finite number/)).toBeVisible();
    await page.keyboard.press("Escape");
    expect(await lab.value("W1", 0, 2)).toBe(W0[0][0][2]);
  });

  test("works with the keyboard alone", async ({ lab, page }) => {
    await page.getByRole("grid", { name: /^W1,/ }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByTestId("active-cell")).toHaveAttribute("data-cell", "W1[1,1]");
    await page.keyboard.press("Enter");
    await expect(lab.newValue).toBeFocused();
    await lab.newValue.fill("0.125");
    await page.keyboard.press("Enter");
    await expect.poll(() => lab.value("W1", 1, 1)).toBe(0.125);
  });

  test("pauses the training", async ({ lab }) => {
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(0);
    await lab.cell("W1", 0, 2).click();
    await expect(lab.button("Play")).toBeVisible();
  });
});

/** How wide each weight's edge is drawn; its hit area has the same path and is not drawn at all. */
function drawnWidths(page: Page): Promise<Record<string, number>> {
  return page.locator("[data-edge]").evaluateAll((areas) =>
    Object.fromEntries(
      areas.map((area) => {
        const path = area.getAttribute("d");
        const drawn = [...area.ownerDocument.querySelectorAll("path:not([data-edge])")].find(
          (line) => line.getAttribute("d") === path,
        );
        return [
          area.getAttribute("data-edge")!,
          drawn ? parseFloat(getComputedStyle(drawn).strokeWidth) : NaN,
        ];
      }),
    ),
  );
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxAround(first: Locator, last: Locator): Promise<Box> {
  const [a, b] = [(await first.boundingBox())!, (await last.boundingBox())!];
  return { x: a.x, y: a.y, width: b.x + b.width - a.x, height: b.y + b.height - a.y };
}

function isNear(one: Box, other: Box): boolean {
  return (["x", "y", "width", "height"] as const).every((side) => Math.abs(one[side] - other[side]) <= 4);
}
