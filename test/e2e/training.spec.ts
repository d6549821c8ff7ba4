import { costAt, relativeDifference, trajectory } from "../support/trajectories.ts";
import { expect, test } from "../support/lab.ts";

const article = trajectory("article, seed 1");

test.describe("training the article's network", () => {
  test("starts at NumPy's cost and takes NumPy's first two steps", async ({ lab }) => {
    await lab.atStep(0);
    expect(relativeDifference(await lab.cost(), costAt(article, 0))).toBeLessThan(1e-9);
    for (const step of [1, 2]) {
      await lab.button("One step").click();
      await lab.atStep(step);
      expect(relativeDifference(await lab.cost(), costAt(article, step))).toBeLessThan(1e-9);
    }
  });

  test("brings the cost below NumPy's cost at step 1000", async ({ lab }) => {
    await lab.fastest();
    await lab.button("Play").click();
    await expect.poll(() => lab.cost(), { timeout: 30_000 }).toBeLessThan(costAt(article, 1000));
    expect(await lab.step()).toBeGreaterThan(1000);
  });

  test("makes one pass over the samples with One epoch", async ({ lab }) => {
    await lab.button("One epoch").click();
    await lab.atStep(1);
    expect(relativeDifference(await lab.cost(), costAt(article, 1))).toBeLessThan(1e-9);
  });

  test("stands still after Pause and goes on from there after Play", async ({ lab }) => {
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(5);
    await lab.pause();
    const [step, cost] = [await lab.step(), await lab.cost()];
    await lab.frames(40);
    expect(await lab.step()).toBe(step);
    expect(await lab.cost()).toBe(cost);
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(step);
  });

  test("goes back to the same start: same weights, same cost, same first step", async ({ lab }) => {
    const start = { cost: await lab.cost(), weight: await lab.value("W1", 2, 3) };
    await lab.button("One step").click();
    await lab.atStep(1);
    const first = { cost: await lab.cost(), weight: await lab.value("W1", 2, 3) };
    expect(first).not.toEqual(start);
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(3);
    await lab.button("Back to start").click();
    await lab.atStep(0);
    await expect(lab.button("Play")).toBeVisible();
    expect({ cost: await lab.cost(), weight: await lab.value("W1", 2, 3) }).toEqual(start);
    await lab.button("One step").click();
    await lab.atStep(1);
    expect({ cost: await lab.cost(), weight: await lab.value("W1", 2, 3) }).toEqual(first);
  });

  test("starts from other weights with a new seed", async ({ lab }) => {
    const weight = await lab.value("W1", 0, 0);
    const seed = await lab.field("Seed").inputValue();
    await lab.button("New seed").click();
    await expect(lab.field("Seed")).not.toHaveValue(seed);
    await expect.poll(() => lab.value("W1", 0, 0)).not.toBe(weight);
    await lab.atStep(0);
  });

  test("takes a changed rate at once, without a new start", async ({ lab }) => {
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(5);
    await lab.enterRate("1e-12");
    let [changedAt, cost] = [0, 0];
    // So small a rate that twenty steps leave the cost alone; at the old one they lower it by 4e-4.
    await expect(async () => {
      const before = await lab.cost();
      changedAt = await lab.step();
      await expect.poll(() => lab.step()).toBeGreaterThan(changedAt + 20);
      cost = await lab.cost();
      expect(Math.abs(cost - before)).toBeLessThan(1e-9);
    }).toPass();
    await expect(lab.button("Pause")).toBeVisible();
    await lab.enterRate("0.001");
    await expect.poll(() => lab.cost()).toBeLessThan(cost - 1e-4);
    expect(await lab.step()).toBeGreaterThan(changedAt);
  });

  test("trains faster at a higher speed and keeps the pace it is asked for", async ({ lab, page }) => {
    const speed = page.getByRole("slider", { name: "Speed", exact: true });
    await speed.focus();
    await speed.press("Home");
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(0);
    const slow = await lab.step();
    await lab.frames(10);
    expect(await lab.step()).toBeLessThan(slow + 10);
    await lab.fastest();
    await expect.poll(() => lab.step()).toBeGreaterThan(slow + 500);
  });
});

test("Loy's network reaches NumPy's cost and NumPy's output at step 1500", async ({ lab, page }) => {
  const loy = trajectory("Loy, seed 1");
  await lab.openExample(/Loy/);
  // What was open before stood at step 0, too.
  await expect.poll(async () => relativeDifference(await lab.cost(), costAt(loy, 0))).toBeLessThan(1e-9);
  await lab.fastest();
  await lab.playToTheEnd();
  await lab.atStep(loy.steps);
  expect(relativeDifference(await lab.cost(), costAt(loy, loy.steps))).toBeLessThan(1e-9);
  for (const [row, [expected]] of loy["Yhat at the end"].entries()) {
    expect(relativeDifference(await lab.value("Yhat", row, 0), expected)).toBeLessThan(1e-9);
  }
  await expect(page.getByTestId("status")).toContainText("1");
});

test("iris trains until at least 95 % of the samples are right", async ({ lab }) => {
  await lab.openExample(/iris/i);
  await lab.atStep(0);
  expect(await lab.correct()).toBeLessThan(0.95);
  await lab.fastest();
  await lab.button("Play").click();
  await expect.poll(() => lab.correct(), { timeout: 45_000 }).toBeGreaterThanOrEqual(0.95);
});
