import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { expect, lastNumber, test, type Lab } from "../support/lab.ts";
import { trajectory } from "../support/trajectories.ts";

const { X } = trajectory("article, seed 1");
const article = readExample("article");

/** A network whose first hidden unit has Z = 0 in every sample: it stands at ReLU's kink. */
const atKink: Experiment = {
  ...article,
  network: {
    bias: true,
    layers: [
      { units: 2, activation: "relu" },
      { units: 1, activation: "linear" },
    ],
  },
  weights: {
    kind: "given",
    layers: [
      {
        W: [
          [0, 0.5],
          [0, 0.2],
          [0, 0.4],
        ],
        b: [0, 0.1],
      },
      { W: [[0.5], [-0.25]], b: [0] },
    ],
  },
};

function readExample(id: string): Experiment {
  const file = new URL(`../../resources/experiments/${id}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Experiment;
}

/** Terms of the open sum as they are shown: its columns' texts. */
function terms(page: Page): Locator {
  return page.getByTestId("term");
}

/** The numbers that a line of the table shows, from left to right. */
async function numbersOf(row: Locator): Promise<number[]> {
  return (await row.locator("td").allInnerTexts()).map(lastNumber);
}

/** A number that an element keeps in full precision. */
async function fullNumbers(cells: Locator, name: string): Promise<number[]> {
  return cells.evaluateAll((all, attribute) => all.map((one) => Number(one.getAttribute(attribute))), name);
}

async function inspectedValue(page: Page): Promise<number> {
  return Number(await page.getByTestId("inspected-value").getAttribute("data-value"));
}

/** Picks a number of a matrix, wherever it is drawn. */
async function pick(lab: Lab, matrix: string, row: number, column: number): Promise<void> {
  const { page } = lab;
  const canvas = page.locator(`canvas[data-matrix="${matrix}"]`);
  if ((await canvas.count()) === 0) await lab.cell(matrix, row, column).click();
  else {
    // A chain that has just been drawn may still find its place: where the number stands is asked when it stands still.
    await canvas.click({ trial: true });
    const [rows, columns] = await canvas.evaluate(({ height, width }: HTMLCanvasElement) => [height, width]);
    const { width, height } = (await canvas.boundingBox())!;
    const position = { x: ((column + 0.5) * width) / columns, y: ((row + 0.5) * height) / rows };
    await canvas.click({ position });
  }
  await expect(page.getByTestId("inspected-name")).toHaveText(`${matrix}[${row},${column}]`);
}

test.describe("a gradient's number", () => {
  test("is the sum of what its samples show, times the constant", async ({ lab, page }) => {
    const shown = await lab.value("deltaW1", 1, 2);
    await pick(lab, "deltaW1", 1, 2);
    expect(await inspectedValue(page)).toBe(shown);
    await expect(terms(page)).toHaveCount(10);
    let exact = 0;
    let roughly = 0;
    for (let i = 0; i < 10; i++) {
      const [x, d, product, running] = await numbersOf(terms(page).nth(i));
      expect(x).toBeCloseTo(X[i][1], 3);
      expect(Math.abs(x * d - product)).toBeLessThanOrEqual(2e-3 * Math.abs(product) + 1e-4);
      const [factor] = await fullNumbers(terms(page).nth(i).locator("td[data-value]"), "data-value");
      expect(factor).toBe(X[i][1]);
      exact += (await fullNumbers(terms(page).nth(i).locator("[data-term]"), "data-term"))[0];
      roughly += product;
      expect(Math.abs(roughly - running)).toBeLessThanOrEqual(2e-3 * Math.abs(running) + 1e-2);
    }
    // The article's cost has the constant 2, and doubling is exact.
    expect(2 * exact).toBe(shown);
    expect(lastNumber(await page.getByTestId("after-constant").innerText())).toBeCloseTo(shown, 0);
    await expect(page.getByTestId("after-constant")).toBeInViewport({ ratio: 1 });
    await expect(page.getByTestId("agreement")).toBeHidden();
  });

  test("leads into D, and from there to the error, and back", async ({ lab, page }) => {
    await pick(lab, "deltaW1", 1, 2);
    const [, d] = await fullNumbers(terms(page).nth(4).locator("td[data-value]"), "data-value");
    await terms(page).nth(4).getByRole("button").click();
    await expect(page.getByTestId("inspected-name")).toHaveText("D1[4,2]");
    expect(await inspectedValue(page)).toBe(d);
    const [d2, w] = await fullNumbers(terms(page).first().locator("td[data-value]"), "data-value");
    const [slope] = await fullNumbers(page.getByTestId("after-slope").locator("td"), "data-value");
    expect(d2 * w * slope).toBe(d);
    // f₁ is x², its slope 2 A.
    expect(slope).toBe(2 * (await lab.value("A", 4, 2)));
    await terms(page).first().getByRole("button").click();
    await expect(page.getByTestId("formula")).toContainText("D2[4,0] = error[4,0] · f2′(C[4,0])");
    const C = await lab.value("C", 4, 0);
    const error = await lab.value("error", 4, 0);
    expect(await inspectedValue(page)).toBe(error * (3 * (C * C)));
    await page
      .getByRole("navigation", { name: /From the number/ })
      .getByRole("button", { name: "deltaW1" })
      .click();
    await expect(terms(page)).toHaveCount(10);
  });

  test("lights the two numbers of the term that is pointed at", async ({ lab, page }) => {
    await pick(lab, "deltaW1", 1, 2);
    await terms(page).nth(4).hover();
    for (const cell of [lab.cell("X", 4, 1), lab.cell("A", 4, 2), lab.cell("deltaW1", 1, 2)]) {
      await expect.poll(() => isLit(page, cell)).toBe(true);
    }
    expect(await isLit(page, lab.cell("X", 4, 0))).toBe(false);
    await lab.lookAway();
    await expect(page.locator(".lit")).toHaveCount(0);
  });

  test("follows training step by step, and stays the sum that it shows", async ({ lab, page }) => {
    await pick(lab, "deltaW2", 3, 0);
    for (let step = 1; step <= 3; step++) {
      await lab.button("One step").click();
      await lab.atStep(step);
      const products = await fullNumbers(page.locator("[data-term]"), "data-term");
      expect(2 * products.reduce((sum, product) => sum + product, 0)).toBe(await inspectedValue(page));
    }
  });
});

test("a product's number is the sum of its products and its bias", async ({ lab, page }) => {
  await page.getByRole("switch", { name: /^Bias/ }).check();
  await expect(lab.cell("b1", 0, 0)).toBeAttached();
  await lab.atStep(0);
  await pick(lab, "A", 4, 1);
  await expect(terms(page)).toHaveCount(3);
  const products = await fullNumbers(page.locator("[data-term]"), "data-term");
  const [bias] = await fullNumbers(page.getByTestId("after-bias").locator("td"), "data-value");
  expect(products.reduce((sum, product) => sum + product, 0) + bias).toBe(await inspectedValue(page));
});

test.describe("a long sum", () => {
  test("is folded, and its subtotals add up at every level", async ({ lab, page }) => {
    await lab.openExample(/iris/i);
    await expect(page.locator('canvas[data-matrix="X"]')).toHaveAttribute("height", "150");
    await pick(lab, "deltaW1", 1, 3);
    const folds = page.getByTestId("fold");
    await expect(folds).toHaveCount(2);
    const total = Number(await page.getByTestId("sum-total").getAttribute("data-value"));
    const subtotals = (): Promise<number[]> => fullNumbers(page.locator("[data-subtotal]"), "data-subtotal");
    const add = (parts: number[]): number => parts.reduce((sum, part) => sum + part, 0);
    expect(add(await subtotals())).toBeCloseTo(total, 12);
    const [first] = await subtotals();
    await folds.first().getByRole("button").click();
    await expect(folds).toHaveCount(12);
    expect(add((await subtotals()).slice(1, 11))).toBeCloseTo(first, 12);
    const second = (await subtotals())[2];
    await folds.nth(2).getByRole("button").click();
    await expect(terms(page)).toHaveCount(10);
    expect(add(await fullNumbers(page.locator("[data-term]"), "data-term"))).toBeCloseTo(second, 12);
    await expect(terms(page).first().locator("th")).toHaveText("10");
    // mean (Y − Ŷ)² over 150 samples and 3 outputs.
    await expect(page.getByTestId("after-constant")).toContainText("· 2/450");
    expect((2 * total) / 450).toBeCloseTo(await inspectedValue(page), 14);
  });

  test("of 10,000 samples has ten lines, and as many more as are unfolded", async ({ lab, page }) => {
    await lab.openFile(
      JSON.stringify({
        ...article,
        data: { ...article.data, samples: 10_000 },
        training: {
          ...article.training,
          optimizer: { kind: "sgd", learningRate: 1e-6 },
          batch: 50,
          stop: null,
        },
      }),
    );
    await expect(page.locator('canvas[data-matrix="X"]')).toHaveAttribute("height", "10000");
    await pick(lab, "deltaW1", 1, 2);
    await expect(page.getByTestId("fold")).toHaveCount(10);
    await page.getByTestId("fold").last().getByRole("button").click();
    await expect(page.getByTestId("fold")).toHaveCount(20);
    await page.getByTestId("fold").last().getByRole("button").click();
    await page.getByTestId("fold").last().getByRole("button").click();
    await expect(terms(page)).toHaveCount(10);
    await expect(terms(page).last().locator("th")).toHaveText("9999");
    await terms(page).last().getByRole("button").click();
    await expect(page.getByTestId("inspected-name")).toHaveText("D1[9999,2]");
  });

  test("that only a batch has is told, and shown once training pauses", async ({ lab, page }) => {
    const { training, ...digits } = readExample("digits");
    await lab.openFile(JSON.stringify({ ...digits, training: { ...training, stop: null } }));
    await expect(page.getByTestId("first-samples")).toBeVisible();
    // In the overview a row of 64 is lower than a pixel.
    await lab.button("Overview").click();
    await pick(lab, "deltaW1", 20, 3);
    await lab.fastest();
    await lab.play();
    await expect(page.getByTestId("no-sum")).toBeVisible();
    await lab.button("Pause and look").click();
    await expect(page.getByTestId("fold").first()).toBeVisible();
    const shown = await inspectedValue(page);
    const result = await fullNumbers(page.getByTestId("after-constant").locator("td"), "data-value");
    expect(Math.abs(result[1] - shown)).toBeLessThanOrEqual(1e-9 * Math.abs(shown));
  });
});

test.describe("a gradient's lamp", () => {
  const state = "data-state";

  test("is hollow, turns right when it is pressed, and old with another step", async ({ lab, page }) => {
    const lamps = [page.getByTestId("lamp-deltaW1"), page.getByTestId("lamp-deltaW2")];
    for (const lamp of lamps) await expect(lamp).toHaveAttribute(state, "unchecked");
    await expect(lamps[0]).toHaveText("check");
    await lamps[0].click();
    for (const lamp of lamps) {
      await expect(lamp).toHaveAttribute(state, "right");
      await expect(lamp).toHaveText(/·10⁻/);
      await expect(lamp).toHaveAccessibleName(/is right. All \d+ numbers compared/);
    }
    await lab.button("One step").click();
    await lab.atStep(1);
    for (const lamp of lamps) await expect(lamp).toHaveAttribute(state, "stale");
    await expect(lamps[1]).toHaveText("old");
    await lamps[1].focus();
    await page.keyboard.press("Enter");
    for (const lamp of lamps) await expect(lamp).toHaveAttribute(state, "right");
  });

  test("keeps right by itself where somebody wants it, and does not stop training", async ({ lab, page }) => {
    const lamp = page.getByTestId("lamp-deltaW1");
    await page.getByRole("tab", { name: "Check" }).click();
    await page.getByRole("switch", { name: /Check whenever training rests/ }).check();
    await expect(lamp).toHaveAttribute(state, "right");
    await lab.button("One step").click();
    await lab.atStep(1);
    await expect(lamp).toHaveAttribute(state, "right");
    await lab.play();
    await expect(lamp).toHaveAttribute(state, "stale");
    await expect.poll(() => lab.step()).toBeGreaterThan(20);
    await lab.pause();
    await expect(lamp).toHaveAttribute(state, "right");
  });

  test("says how many numbers stand at a kink", async ({ lab, page }) => {
    await lab.openFile(JSON.stringify(atKink));
    await expect(lab.cell("deltab1", 0, 0)).toBeAttached();
    await page.getByTestId("lamp-deltaW1").click();
    const lamp = page.getByTestId("lamp-deltaW1");
    await expect(lamp).toHaveAttribute(state, "kink");
    await expect(lamp).toHaveAccessibleName(/3 numbers stand at a kink/);
    await expect(page.getByTestId("lamp-deltaW2")).toHaveAttribute(state, "right");
    await pick(lab, "deltaW1", 1, 0);
    await expect(page.getByTestId("cell-verdict")).toHaveAttribute("data-what", "kink");
    const slopes = (await page.getByTestId("cell-numeric").innerText()).split("…").map(lastNumber);
    expect(slopes).toHaveLength(2);
    // The backward pass takes ReLU's slope at 0 as 0.
    expect(lastNumber(await page.getByTestId("cell-analytic").innerText())).toBe(0);
    expect(slopes[1] - slopes[0]).toBeGreaterThan(0.1);
    expect(slopes[0]).toBeLessThan(1e-6);
    expect(slopes[1]).toBeGreaterThan(-1e-6);
  });
});

test("one number of a gradient is compared with its central difference on request", async ({ lab, page }) => {
  await pick(lab, "deltaW2", 2, 0);
  const comparison = page.getByTestId("comparison");
  await expect(comparison).toContainText("was not compared");
  await comparison.getByRole("button", { name: "Compare this number" }).click();
  await expect(page.getByTestId("cell-verdict")).toHaveAttribute("data-what", "right");
  const analytic = lastNumber(await page.getByTestId("cell-analytic").innerText());
  const numeric = lastNumber(await page.getByTestId("cell-numeric").innerText());
  expect(analytic).toBe(await inspectedValue(page));
  expect(Math.abs(numeric - analytic)).toBeLessThanOrEqual(1e-6 * Math.abs(analytic));
  await expect(page.getByTestId("lamp-deltaW2")).toHaveAttribute("data-state", "unchecked");
});

test("the keyboard alone goes from a number into its sum, deeper, and back to the matrix", async ({
  lab,
  page,
}) => {
  await lab.atStep(0);
  const grid = page.getByRole("grid", { name: /^deltaW1/ });
  await grid.focus();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expect(page.getByTestId("inspected-name")).toHaveText("deltaW1[1,2]");
  await expect(page.getByTestId("inspected-name")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(terms(page).first().getByRole("button")).toBeFocused();
  for (let down = 0; down < 4; down++) await page.keyboard.press("ArrowDown");
  await expect(terms(page).nth(4).getByRole("button")).toBeFocused();
  expect(await isLit(page, lab.cell("X", 4, 1))).toBe(true);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("inspected-name")).toHaveText("D1[4,2]");
  await expect(page.getByTestId("inspected-name")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("inspected-name")).toHaveText("deltaW1[1,2]");
  await page.keyboard.press("Escape");
  await expect(grid).toBeFocused();
  await expect(page.getByTestId("active-cell")).toHaveAttribute("data-cell", "deltaW1[1,2]");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds no violation in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("in a number's sum, beside lamps that are lit", async ({ lab, page }) => {
      await page.getByTestId("lamp-deltaW1").click();
      await expect(page.getByTestId("lamp-deltaW2")).toHaveAttribute("data-state", "right");
      await pick(lab, "deltaW1", 1, 2);
      await expectAccessible(page);
    });

    test("on the way from a number into what it is made of", async ({ lab, page }) => {
      await pick(lab, "deltaW1", 1, 2);
      await terms(page).nth(4).getByRole("button").click();
      await terms(page).first().getByRole("button").click();
      await expect(page.getByTestId("formula")).toBeVisible();
      await expectAccessible(page);
    });

    test("in a folded sum and at a kink", async ({ lab, page }) => {
      await lab.openFile(JSON.stringify({ ...atKink, data: { ...atKink.data, samples: 30 } }));
      await expect(lab.cell("deltab1", 0, 0)).toBeAttached();
      await page.getByTestId("lamp-deltaW1").click();
      await expect(page.getByTestId("lamp-deltaW1")).toHaveAttribute("data-state", "kink");
      await pick(lab, "deltaW1", 1, 0);
      await page.getByTestId("fold").first().getByRole("button").click();
      await expectAccessible(page);
    });
  });
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary}`),
  );
  expect(found).toEqual([]);
}

/** Whether a frame is drawn around a cell. */
async function isLit(page: Page, cell: Locator): Promise<boolean> {
  const box = (await cell.boundingBox())!;
  const lit = await page.locator(".lit").all();
  const frames = await Promise.all(lit.map((frame) => frame.boundingBox()));
  return frames.some((frame) => frame && Math.abs(frame.x - box.x) < 2 && Math.abs(frame.y - box.y) < 2);
}
