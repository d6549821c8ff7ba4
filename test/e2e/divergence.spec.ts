import { readFileSync } from "node:fs";
import { expect, test } from "../support/lab.ts";

const [tooFast] = JSON.parse(
  readFileSync(new URL("../fixtures/divergence.json", import.meta.url), "utf8"),
) as { readonly "first step with a cost that is not finite": number }[];
const brokenStep = tooFast["first step with a cost that is not finite"];

test.describe("the article's network with too large a rate", () => {
  test("stops at the step before its cost stops being finite", async ({ lab, page }) => {
    await lab.openExample(/too (large|fast)/i);
    await lab.atStep(0);
    await lab.playToTheEnd();
    await lab.atStep(brokenStep - 1);
    expect(Number.isFinite(await lab.cost())).toBe(true);
    // By NumPy: A is still finite at step 3 and its square B is not; one step before, B reached 1.309e20.
    const diagnosis = page.getByTestId("diagnosis");
    await expect(diagnosis).toContainText(`step ${brokenStep}`);
    await expect(diagnosis).toContainText("B was the first matrix to break");
    await expect(diagnosis).toContainText("B[0,0]");
    await expect(diagnosis).toContainText("1.309e20");
  });

  test("shows no number that is not finite, in text, title or label", async ({ lab, page }) => {
    await lab.openExample(/too (large|fast)/i);
    await lab.playToTheEnd();
    await expect(page.getByTestId("diagnosis")).toBeVisible();
    expect(await page.locator("body").innerText()).toContain("e20");
    const markup = await page.locator("body").evaluate((body) => body.outerHTML);
    expect(markup.match(/.{0,60}(?:\bNaN\b|\bInfinity\b|∞).{0,20}/g)).toBeNull();
  });

  test("stays at its last finite step when it is asked to go on", async ({ lab, page }) => {
    await lab.openExample(/too (large|fast)/i);
    await lab.playToTheEnd();
    const cost = await lab.cost();
    const more = lab.button("One step");
    if (await more.isEnabled()) await more.click();
    await lab.frames(10);
    await lab.atStep(brokenStep - 1);
    expect(await lab.cost()).toBe(cost);
    await expect(page.getByTestId("diagnosis")).toBeVisible();
  });

  test("trains after a smaller rate and Back to start, and the diagnosis is gone", async ({ lab, page }) => {
    await lab.openExample(/too (large|fast)/i);
    await lab.playToTheEnd();
    await lab.enterRate("0.0003");
    await lab.button("Back to start").click();
    await lab.atStep(0);
    await expect(page.getByTestId("diagnosis")).toBeHidden();
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(brokenStep + 5);
  });
});
