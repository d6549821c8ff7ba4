import { expect, test, type Lab } from "../support/lab.ts";

/** The slider through the whole training. */
const playhead = (lab: Lab) => lab.page.getByRole("slider", { name: "Step shown", exact: true });

/** Trains the article's network to its end, having noted the weight W1[0,0] at some steps on the way. */
async function trainNoting(lab: Lab, steps: readonly number[]): Promise<Map<number, number>> {
  const seen = new Map<number, number>();
  for (const step of steps) {
    while ((await lab.step()) < step) {
      const before = await lab.step();
      await lab.button("One step").click();
      await lab.atStep(before + 1);
    }
    seen.set(step, await lab.value("W1", 0, 0));
  }
  await lab.fastest();
  await lab.playToTheEnd();
  await lab.atStep(2000);
  return seen;
}

test.describe("the playhead", () => {
  test("shows past steps by keyboard with the very numbers that training passed", async ({ lab, page }) => {
    const seen = await trainNoting(lab, [0, 1, 4]);
    await playhead(lab).focus();
    await page.keyboard.press("Home");
    await lab.atStep(0);
    expect(await lab.value("W1", 0, 0)).toBe(seen.get(0));
    await playhead(lab).focus();
    await page.keyboard.press("ArrowRight");
    await lab.atStep(1);
    expect(await lab.value("W1", 0, 0)).toBe(seen.get(1));
    await playhead(lab).focus();
    for (let step = 2; step <= 4; step++) {
      await page.keyboard.press("ArrowUp");
      await lab.atStep(step);
    }
    expect(await lab.value("W1", 0, 0)).toBe(seen.get(4));
    await expect(page.getByTestId("past")).toContainText("in the past");
    await expect(playhead(lab)).toHaveAttribute("aria-valuetext", /^step 4 of 2.000, cost /);
    await page.getByRole("button", { name: "back to the end" }).click();
    await lab.atStep(2000);
    await expect(page.getByTestId("past")).toBeHidden();
  });

  test("follows the pointer through the curve, and the numbers follow it", async ({ lab, page }) => {
    await trainNoting(lab, []);
    const end = await lab.value("W1", 0, 0);
    const curve = page.getByTestId("curve");
    const box = (await curve.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => lab.step()).toBeLessThan(200);
    expect(await lab.step()).toBeGreaterThan(5);
    expect(await lab.value("W1", 0, 0)).not.toBe(end);
  });

  test("goes one step back by a key, and play repeats the same costs", async ({ lab, page }) => {
    await trainNoting(lab, []);
    const cost = await lab.cost();
    await lab.leaveFields();
    await page.keyboard.press(",");
    await lab.atStep(1999);
    expect(await lab.cost()).not.toBe(cost);
    await expect(page.getByTestId("status")).toContainText("same numbers");
    await lab.button("One step").click();
    await lab.atStep(2000);
    expect(await lab.cost()).toBe(cost);
    await expect(page.getByTestId("curve-legend")).toBeHidden();
  });
});

test("training on from the past with another rate forks, and leaves the cut branch as a ghost", async ({
  lab,
  page,
}) => {
  await trainNoting(lab, []);
  await playhead(lab).focus();
  await page.keyboard.press("PageDown");
  await lab.atStep(1900);
  await lab.enterRate("0.0001");
  await expect(page.getByTestId("status")).toContainText("cut off");
  await lab.button("One step").click();
  await lab.atStep(1901);
  await expect(page.getByTestId("ghost")).toBeVisible();
  await expect(page.getByTestId("curve-legend")).toContainText("cut off");
  await expect(page.getByTestId("past")).toBeHidden();
  await page.getByRole("button", { name: "Take the cut branch off the curve" }).click();
  await expect(page.getByTestId("ghost")).toBeHidden();
});

test("the doctor's remedies were tried, and the rate among them trains on", async ({ lab, page }) => {
  await lab.openExample(/too (large|fast)/i);
  await lab.playToTheEnd();
  const diagnosis = page.getByTestId("diagnosis");
  await expect(diagnosis).toContainText("B was the first matrix to break");
  await expect(page.getByTestId("magnitudes").getByRole("row")).toHaveCount(5);
  // The step that broke is no step of the training: there is no later one to go to.
  await expect(page.getByTestId("past")).toBeHidden();
  await expect(lab.button("To the latest step")).toBeDisabled();
  const rate = diagnosis.locator("[data-remedy=learning-rate]");
  await expect(rate).toContainText("the cost was");
  await rate.focus();
  await page.keyboard.press("Enter");
  await expect(diagnosis).toBeHidden();
  await expect.poll(() => lab.step()).toBeGreaterThan(20);
  expect(Number.isFinite(await lab.cost())).toBe(true);
});

test("the gradients of the step on the screen are checked on request, and the verdict belongs to it", async ({
  lab,
  page,
}) => {
  await lab.leaveFields();
  await page.keyboard.press("g");
  await expect(page.getByTestId("verdict")).toHaveAttribute("data-ok", "true");
  await expect(page.getByTestId("checked-matrix")).toHaveCount(2);
  await expect(page.getByTestId("checked-step")).toHaveText("Step 0");
  await lab.button("One step").click();
  await lab.atStep(1);
  await expect(page.getByTestId("checked-step")).toContainText("not of the one shown");
});

test("samples kept for testing have a curve and figures of their own", async ({ lab, page }) => {
  await lab.openExample(/digits/i);
  await lab.fastest();
  await lab.button("Play").click();
  await expect(page.getByTestId("test-curve")).toBeVisible();
  await expect(page.getByTestId("figures-training")).toContainText("%");
  await expect(page.getByTestId("figures-test")).toContainText("%");
  await expect(page.getByTestId("curve-legend")).toContainText("test");
});

test("scaled columns are a visible step of the chain, and a long X shows its first samples", async ({
  lab,
  page,
}) => {
  await lab.openExample(/Why columns are scaled/);
  await expect(page.getByTestId("scaling")).toContainText("÷ sd");
  await lab.openExample(/Handwritten digits/);
  await expect(page.getByTestId("first-samples")).toContainText("of 1");
});
