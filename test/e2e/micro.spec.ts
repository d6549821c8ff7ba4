import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { trajectory } from "../support/trajectories.ts";
import { expect, test, type Lab } from "../support/lab.ts";

const { W0 } = trajectory("article, seed 1");
const RATE = 0.0003;

/** The chain's matrices in the order in which one update computes them. */
const COMPUTED = ["A", "B", "C", "Yhat", "error", "deltaW2", "deltaW1"];
const GIVEN = ["X", "Y", "W1", "W2"];

/** Every micro-step of the article's network: its line of NumPy, and what is computed of the chain after it. */
const STEPS: readonly [line: string, known: readonly string[]][] = [
  ["A = X @ W1", ["A"]],
  ["B = A**2", ["A", "B"]],
  ["C = B @ W2", ["A", "B", "C"]],
  ["Yhat = C * C * C", ["A", "B", "C", "Yhat"]],
  ["error = Y - Yhat", ["A", "B", "C", "Yhat", "error"]],
  ["cost = np.sum(error**2)", ["A", "B", "C", "Yhat", "error"]],
  ["D2 = error * (3 * C**2)", ["A", "B", "C", "Yhat", "error"]],
  ["deltaW2 = 2 * (B.T @ D2)", ["A", "B", "C", "Yhat", "error", "deltaW2"]],
  ["D1 = (D2 @ W2.T) * (2 * A)", ["A", "B", "C", "Yhat", "error", "deltaW2"]],
  ["deltaW1 = 2 * (X.T @ D1)", COMPUTED],
  ["rate = 0.0003", COMPUTED],
];

const panel = (page: Page) => page.getByRole("region", { name: "Micro-steps" });
const progress = (page: Page) => page.getByTestId("micro-progress");

/** Opens the micro-steps by their key. */
async function open(lab: Lab): Promise<void> {
  await lab.leaveFields();
  await lab.page.keyboard.press("m");
  await expect(panel(lab.page)).toBeFocused();
  await expect(progress(lab.page)).toHaveText("1 of 11");
}

/** On to the next micro-step, and to its end. */
async function completeNext(lab: Lab, number: number): Promise<void> {
  await lab.page.keyboard.press("ArrowRight");
  await expect(progress(lab.page)).toHaveText(`${number} of 11`);
  await lab.page.keyboard.press("ArrowDown");
}

/** The matrices of the chain whose numbers can be seen. */
async function visibleMatrices(page: Page): Promise<string[]> {
  return page.locator('[aria-label="Matrices"] [data-row="0"][data-column="0"]').evaluateAll((cells) =>
    cells
      .filter((cell) => (cell as HTMLElement).checkVisibility({ visibilityProperty: true }))
      .map((cell) => cell.getAttribute("data-matrix")!)
      .sort(),
  );
}

/** Some numbers of a matrix in full precision. */
async function corners(lab: Lab, code: string): Promise<number[]> {
  const last = lab.page.locator(`[aria-label="Matrices"] [data-matrix="${code}"]`).last();
  const [row, column] = await last.evaluate((cell) =>
    [cell.getAttribute("data-row"), cell.getAttribute("data-column")].map(Number),
  );
  return [await lab.value(code, 0, 0), await lab.value(code, row, column)];
}

test("one update by keyboard: matrix after matrix, with the frame's numbers, to new weights and back", async ({
  lab,
  page,
}) => {
  test.slow();
  const known = new Map<string, number[]>();
  for (const code of [...GIVEN, ...COMPUTED]) known.set(code, await corners(lab, code));
  const cost = await lab.cost();
  await lab.lookAway();

  await open(lab);
  expect(await visibleMatrices(page)).toEqual([...GIVEN].sort());
  await page.keyboard.press("ArrowDown");
  for (const [index, [line, computed]] of STEPS.slice(0, -1).entries()) {
    if (index > 0) await completeNext(lab, index + 1);
    await expect(page.getByTestId("micro-current")).toContainText(line);
    await expect(panel(page).locator("[aria-current=step]")).toContainText(line);
    await expect.poll(() => visibleMatrices(page)).toEqual([...GIVEN, ...computed].sort());
    const newest = computed.at(-1)!;
    expect(await corners(lab, newest), newest).toEqual(known.get(newest));
    await lab.lookAway();
    if (line.startsWith("cost")) expect(await lab.value("cost", 0, 0)).toBe(cost);
  }
  // D stands beside the chain: the last step read it.
  await expect(lab.cell("D1", 9, 3)).toBeVisible();

  await completeNext(lab, 11);
  await lab.atStep(1);
  await expect(page.getByTestId("micro-current")).toContainText("Done: these are the weights of step 1.");
  for (const [weights, delta] of [
    ["W1", "deltaW1"],
    ["W2", "deltaW2"],
  ]) {
    const [before, slope] = [known.get(weights)!, known.get(delta)!];
    expect(await corners(lab, weights)).toEqual(before.map((w, at) => w + RATE * slope[at]));
    expect(await corners(lab, delta)).toEqual(slope);
  }
  await lab.lookAway();

  await page.keyboard.press("ArrowLeft");
  await lab.atStep(0);
  await expect(progress(page)).toHaveText("10 of 11");
  for (const code of ["W1", "W2", "deltaW1"]) expect(await corners(lab, code)).toEqual(known.get(code));
  expect(await lab.value("W1", 0, 2)).toBe(W0[0][0][2]);
});

test("the round after it begins with the new weights, and back leads to the update between them", async ({
  lab,
  page,
}) => {
  await open(lab);
  for (let number = 2; number <= 11; number++) await completeNext(lab, number);
  await lab.atStep(1);
  const after = await lab.value("W1", 1, 1);
  await page.keyboard.press("ArrowRight");
  await expect(progress(page)).toHaveText("1 of 11");
  await expect(lab.cell("B", 0, 0)).toBeHidden();
  expect(await lab.value("W1", 1, 1)).toBe(after);
  await page.keyboard.press("ArrowLeft");
  await lab.atStep(0);
  await expect(progress(page)).toHaveText("11 of 11");
  expect(await lab.value("W1", 1, 1)).toBe(W0[0][1][1]);
  await expect(lab.cell("deltaW1", 0, 0)).toBeVisible();
  await page.keyboard.press("Space");
  await lab.atStep(1);
  expect(await lab.value("W1", 1, 1)).toBe(after);
});

test("the first cell is spelled term by term, its row and column lit in chain, graph, formula and code", async ({
  lab,
  page,
}) => {
  await open(lab);
  const sum = page.getByTestId("sum");
  await expect(sum).toContainText("= 0.4170·(−0.8033) + …");
  await expect(sum.locator("p").nth(1)).not.toContainText("…");
  await expect(sum.locator("p").nth(2)).toHaveText(/^= /);
  // Over again, as long as it is wanted.
  await page.keyboard.press("ArrowUp");
  await expect(sum.locator("p")).toHaveCount(1);
  await expect(page.locator('[aria-label="Matrices"] .lit')).not.toHaveCount(0);
  await expect(page.getByTestId("micro-written")).toHaveAttribute("data-code", "A");
  await expect(page.locator("rect[data-column='1'][data-role=written]")).toBeVisible();
  await expect(page.getByTestId("micro-current").locator(".mono .lit").first()).toHaveText("X");
  // What is written, and the row that is lit.
  await expect(page.getByTestId("micro-formula").locator("[data-mark].lit").first()).toHaveText("A");
  await expect(page.getByTestId("micro-formula").locator("[data-mark='matrix X'].lit")).toBeVisible();
});

test("no number is drawn anew while a micro-step shows its cells", async ({ lab, page }) => {
  await open(lab);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await lab.frames(5);
  await page.evaluate(() => {
    const drawn: string[] = [];
    const observer = new MutationObserver((changes) => {
      for (const { target, type } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest("[role=gridcell]")) drawn.push(`${type} ${element.outerHTML}`);
      }
    });
    observer.observe(document, { subtree: true, characterData: true, childList: true, attributes: true });
    Object.assign(window, { drawn });
  });
  await expect(lab.cell("C", 0, 0)).toBeHidden();
  await expect(lab.cell("C", 9, 0)).toBeVisible();
  await expect(page.locator('[aria-label="Matrices"] .lit')).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { drawn: string[] }).drawn)).toEqual([]);
});

test("the button opens them and goes on, M closes them, and training goes on as before", async ({
  lab,
  page,
}) => {
  await lab.play();
  await expect.poll(() => lab.step()).toBeGreaterThan(0);
  await lab.button("One micro-step").click();
  await expect(progress(page)).toHaveText("1 of 11");
  await expect(lab.button("Play")).toBeVisible();
  await lab.button("One micro-step").click();
  await expect(progress(page)).toHaveText("2 of 11");
  await lab.leaveFields();
  await page.keyboard.press("m");
  await expect(panel(page)).toBeHidden();
  await expect.poll(() => visibleMatrices(page)).toEqual([...GIVEN, ...COMPUTED].sort());
  await lab.play();
  await lab.pause();
});

test("Space goes on and does not play; Escape gives the keyboard back", async ({ lab, page }) => {
  const button = lab.button("One micro-step");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(progress(page)).toHaveText("2 of 11");
  await lab.frames(10);
  await expect(lab.button("Play")).toBeVisible();
  await lab.atStep(0);
  await panel(page).getByRole("button", { name: "Next" }).focus();
  await page.keyboard.press("Space");
  await expect(progress(page)).toHaveText("3 of 11");
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(button).toBeFocused();
});

test("what is not computed yet can be neither pointed at nor read in any other view", async ({
  lab,
  page,
}) => {
  await lab.cell("B", 2, 1).hover();
  await expect(lab.hovered).toContainText("B[2,1]");
  await lab.page.getByRole("grid", { name: /^B,/ }).focus();
  await lab.leaveFields();
  await page.keyboard.press("m");
  await expect(panel(page)).toBeFocused();
  await page.locator('[data-testid=not-yet][data-code="B"]').scrollIntoViewIfNeeded();
  const box = (await page.locator('[data-testid=not-yet][data-code="B"]').locator("..").boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(lab.hovered).toHaveText("");
  await page.getByRole("tab", { name: "Inspector" }).click();
  await expect(page.getByTestId("inspected-value")).toBeHidden();
  await expect(page.getByRole("img", { name: "B, 10 rows, 4 columns: not computed yet" })).toBeAttached();
  await expect(page.locator("[data-unit^='B['] + .value")).toHaveCount(0);
});

test("in batches the panel says what is shown, and the update is the batch's", async ({ lab, page }) => {
  await lab.openExample(/Handwritten digits/);
  await lab.leaveFields();
  await page.keyboard.press("m");
  await expect(page.getByTestId("micro-note").first()).toContainText("the update is made of a batch of 32");
  await expect(page.getByTestId("micro-note").nth(1)).toContainText("The first");
  await panel(page).getByRole("listitem").last().getByRole("button").click();
  await expect(panel(page).locator("[aria-current=step]")).toContainText("W ⇐ W − μ");
  await page.keyboard.press("ArrowDown");
  await lab.atStep(1);
  await expect(page.getByTestId("micro-current")).toContainText("Done: these are the weights of step 1.");
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing moves by itself: the slow part are states to go through, the result comes at once", async ({
    lab,
    page,
  }) => {
    await open(lab);
    const lines = page.getByTestId("sum").locator("p");
    await lab.frames(30);
    await expect(lines).toHaveCount(1);
    // The column, three terms, the number.
    for (const count of [1, 2, 2, 2, 3]) {
      await page.keyboard.press("ArrowRight");
      await expect(lines).toHaveCount(count);
      await expect(progress(page)).toHaveText("1 of 11");
    }
    await expect(lab.cell("A", 0, 0)).toBeVisible();
    await expect(lab.cell("A", 0, 1)).toBeHidden();
    await page.keyboard.press("ArrowRight");
    await expect(lab.cell("A", 9, 3)).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect(lab.cell("A", 9, 3)).toBeHidden();
    await page.keyboard.press("ArrowDown");
    await expect(lab.cell("A", 9, 3)).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(progress(page)).toHaveText("2 of 11");
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});

test.describe("axe finds no violation", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`in the ${colorScheme} theme`, () => {
      test.use({ colorScheme });

      test("at the first micro-step, at D, and after the update", async ({ lab, page }) => {
        test.slow();
        await open(lab);
        await page.keyboard.press("ArrowDown");
        await expectAccessible(page);
        for (let number = 2; number <= 9; number++) await completeNext(lab, number);
        await expectAccessible(page);
        for (let number = 10; number <= 11; number++) await completeNext(lab, number);
        await lab.atStep(1);
        await expectAccessible(page);
      });
    });
  }
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary}`),
  );
  expect(found).toEqual([]);
}
