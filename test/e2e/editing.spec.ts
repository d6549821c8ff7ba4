import { expect, test, type Lab } from "../support/lab.ts";

const UNITS = "Units of layer 1";

async function expectUnits(lab: Lab, units: number): Promise<void> {
  await expect(lab.page.locator('[data-matrix="W1"][data-row="0"]')).toHaveCount(units);
  await expect(lab.page.locator('[data-edge^="W2["]')).toHaveCount(units);
  await expect(lab.field(UNITS)).toHaveValue(String(units));
}

test.describe("an edit of the network", () => {
  test("changes graph and matrices at once and starts anew", async ({ lab }) => {
    await lab.button("One step").click();
    await lab.atStep(1);
    await lab.enter(UNITS, "6");
    await expectUnits(lab, 6);
    await lab.atStep(0);
  });

  test("is undone and done again with the keyboard", async ({ lab, page }) => {
    const cost = await lab.cost();
    await lab.enter(UNITS, "6");
    await expectUnits(lab, 6);
    await expect.poll(() => lab.cost()).not.toBe(cost);
    const edited = await lab.cost();
    await lab.leaveFields();
    await page.keyboard.press("ControlOrMeta+z");
    await expectUnits(lab, 4);
    await expect.poll(() => lab.cost()).toBe(cost);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expectUnits(lab, 6);
    await expect.poll(() => lab.cost()).toBe(edited);
  });

  test("is undone and done again with the buttons, which are off where there is nothing to do", async ({
    lab,
  }) => {
    await expect(lab.button("Undo")).toBeDisabled();
    await expect(lab.button("Redo")).toBeDisabled();
    await lab.enter(UNITS, "5");
    await expectUnits(lab, 5);
    await lab.button("Undo").click();
    await expectUnits(lab, 4);
    await expect(lab.button("Undo")).toBeDisabled();
    await lab.button("Redo").click();
    await expectUnits(lab, 5);
    await expect(lab.button("Redo")).toBeDisabled();
  });

  test("puts another function between two matrices", async ({ lab, page }) => {
    await lab.field("Activation of layer 1").selectOption("tanh");
    await lab.atStep(0);
    const input = await lab.value("A", 4, 1);
    await expect.poll(() => lab.value("B", 4, 1)).toBeCloseTo(Math.tanh(input), 14);
    await lab.leaveFields();
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => lab.value("B", 4, 1)).toBeCloseTo(input ** 2, 14);
  });

  test("adds a layer and takes it away again", async ({ lab, page }) => {
    await expect(page.locator('[data-matrix="W3"]')).toHaveCount(0);
    await lab.button("Add a layer").click();
    await expect(page.locator('[data-matrix="W3"]').first()).toBeVisible();
    await lab.button("Undo").click();
    await expect(page.locator('[data-matrix="W3"]')).toHaveCount(0);
  });

  test("that is not possible is refused beside its field and changes nothing", async ({ lab, page }) => {
    const cost = await lab.cost();
    await lab.enter(UNITS, "0");
    await expect(page.getByText("must be a whole number from 1 to 4096, got 0")).toBeVisible();
    await expect(page.locator('[data-matrix="W1"][data-row="0"]')).toHaveCount(4);
    expect(await lab.cost()).toBe(cost);
    await expect(lab.button("Undo")).toBeDisabled();
  });
});

test("a seed gives the data and the weights that NumPy draws from it", async ({ lab }) => {
  await lab.enter("Seed", "42");
  // np.random.seed(42); np.random.rand(10, 3)[0]
  await expect.poll(() => lab.value("X", 0, 0)).toBe(0.3745401188473625);
  expect(await lab.value("X", 0, 1)).toBe(0.9507143064099162);
  expect(await lab.value("X", 0, 2)).toBe(0.7319939418114051);
});
