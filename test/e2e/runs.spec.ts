import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { readNpy } from "../../core/archive/npy.ts";
import { unpackFiles } from "../support/archives.ts";
import { valueOf } from "../support/datasets.ts";
import { expect, test, type Lab } from "../support/lab.ts";

const runs = (page: Page): Locator => page.getByTestId("run");
const panel = (page: Page): Locator => page.getByRole("tabpanel", { name: "Runs" });
const names = (page: Page): Locator => panel(page).getByLabel(/^Name of /);
const compared = (page: Page, name: string): Locator =>
  page.getByRole("checkbox", { name: `Compare ${name}` });
const stepOfDifference = (page: Page): Locator => page.getByTestId("difference-step");

/** The article's run, kept, and another with a lower rate beside it: both at step 2000. */
async function keepOneAndTrainAnother(lab: Lab): Promise<number[]> {
  const { page } = lab;
  await lab.fastest();
  await lab.playToTheEnd();
  const first = await lab.costOf(2000);
  await page.getByRole("tab", { name: "Runs" }).click();
  await lab.button("Keep this run").click();
  await expect(runs(page)).toHaveCount(2);
  await lab.button("Back to start").click();
  await lab.atStep(0);
  await lab.enterRate("0.0001");
  await lab.playToTheEnd();
  return [await lab.costOf(2000), first];
}

/** The numbers of a saved array. */
function arrayOf(file: Uint8Array, name: string): Float64Array {
  return valueOf(readNpy(name, unpackFiles(file)[name])).values;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
}

test.describe("runs that are kept", () => {
  test("are listed and compared: curves, settings, and weights step by step", async ({ lab, page }) => {
    const costs = await keepOneAndTrainAnother(lab);
    await expect(names(page)).toHaveValue("Run 1: SGD 0.0003");
    await expect(lab.unsavedMark).toBeVisible();
    for (const [index, cost] of costs.entries()) {
      await expect(runs(page).nth(index)).toContainText("2\u202f000");
      expect(Number(await runs(page).nth(index).locator("td").nth(2).innerText())).toBeCloseTo(cost, 5);
    }
    await expect(page.getByTestId("differs")).toHaveText(["Learning rate 0.0001", "Learning rate 0.0003"]);

    await expect(page.getByTestId("run-curve")).toHaveCount(2);
    await page.getByRole("slider", { name: "Step that is read" }).hover();
    await expect(page.getByTestId("runs-reading")).toContainText("Run 1: SGD 0.0003");

    const settings = page.getByTestId("settings-table").locator("tbody tr");
    await expect(settings).toHaveText([/^\s*Learning rate\s*0\.0001\s*0\.0003\s*$/]);
    await panel(page)
      .getByRole("switch", { name: /Only what differs/ })
      .click();
    expect(await settings.count()).toBeGreaterThan(12);

    await expect(stepOfDifference(page)).toHaveAttribute("data-value", "2000");
    const file = await lab.save();
    const [now, then] = [arrayOf(file, "W1.npy"), arrayOf(file, "runs/1/W1.npy")];
    const cells = page.locator('[data-testid="difference-map"][data-matrix="W1"] td');
    await expect(cells).toHaveCount(12);
    for (const index of [0, 5, 11]) {
      await cells.nth(index).hover();
      await expect(page.getByTestId("difference-cell")).toContainText(
        `ΔW1[${Math.floor(index / 4)},${index % 4}]: ${String(now[index] - then[index]).replace("-", "−")} = `,
      );
    }
    await expectAccessible(page);
  });

  test("part at the first step, as the slider shows", async ({ lab, page }) => {
    await keepOneAndTrainAnother(lab);
    const slider = page.getByRole("slider", { name: "Step of both runs" });
    await expect(stepOfDifference(page)).toHaveAttribute("data-value", "2000");
    await slider.focus();
    await slider.press("Home");
    await expect(stepOfDifference(page)).toHaveAttribute("data-value", "0");
    await expect(page.getByTestId("difference-cell")).toHaveText("The weights are the same at this step.");
    await slider.press("ArrowRight");
    await expect(stepOfDifference(page)).toHaveAttribute("data-value", "1");
    await expect(page.getByTestId("difference-cell")).toHaveText(
      "Point at a number to see what it is made of.",
    );
    await expect(page.getByTestId("norm-curve")).toHaveCount(2);
  });

  test("wait for training to rest before their weights are compared, and say so", async ({ lab, page }) => {
    await keepOneAndTrainAnother(lab);
    await expect(stepOfDifference(page)).toHaveAttribute("data-value", "2000");
    await lab.enter("Stop after", "");
    await lab.play();
    const waits = page.getByTestId("difference-waits");
    await expect(waits).toHaveText("Goes on as soon as training rests.");
    await expect(page.getByTestId("difference-map")).toHaveCount(0);
    await lab.pause();
    await expect(waits).toBeHidden();
    await expect(stepOfDifference(page)).toHaveAttribute("data-value", "2000");
  });

  test("are in the file, with all that was said of them, and come back from it", async ({ lab, page }) => {
    const [, cost] = await keepOneAndTrainAnother(lab);
    await names(page).fill("The quick one");
    await names(page).press("Enter");
    await page.getByLabel("Note on The quick one").fill("Compare it with Adam.");
    await page.getByLabel("Note on The quick one").press("Enter");
    const file = await lab.save();
    await expect(lab.unsavedMark).toBeHidden();
    await page.reload();
    await lab.atStep(0);
    await lab.openFile(file, "mine.rematrix");
    await lab.atStep(2000);
    await page.getByRole("tab", { name: "Runs" }).click();
    await expect(names(page)).toHaveValue("The quick one");
    await expect(page.getByLabel("Note on The quick one")).toHaveValue("Compare it with Adam.");
    expect(Number(await runs(page).nth(1).locator("td").nth(2).innerText())).toBeCloseTo(cost, 5);
    await expect(lab.unsavedMark).toBeHidden();
    expect(Buffer.compare(await lab.save("Save as"), file)).toBe(0);
    await compared(page, "The quick one").check();
    await expect(stepOfDifference(page)).toHaveAttribute("data-value", "2000");
    await expect(page.getByTestId("other-weights")).toBeHidden();
  });

  test("are deleted and brought back, and outlive undo", async ({ lab, page }) => {
    await keepOneAndTrainAnother(lab);
    await lab.button("Delete Run 1: SGD 0.0003").click();
    await expect(runs(page)).toHaveCount(1);
    await lab.button("Bring it back").click();
    await expect(names(page)).toHaveValue("Run 1: SGD 0.0003");
    await lab.button("Undo").click();
    await expect(names(page)).toHaveValue("Run 1: SGD 0.0003");
    // The run that is shown was still trained with the lower rate.
    await expect(page.getByTestId("differs")).toHaveText(["Learning rate 0.0001", "Learning rate 0.0003"]);
  });

  test("are opened again: their settings become the experiment's, which can be undone", async ({
    lab,
    page,
  }) => {
    await keepOneAndTrainAnother(lab);
    await lab.enter("Seed", "9");
    await lab.atStep(0);
    await lab.button("Open again: the settings of Run 1: SGD 0.0003").click();
    await expect(lab.field("Seed")).toHaveValue("1");
    await expect(page.getByRole("spinbutton", { name: /^Learning rate/ })).toHaveValue("0.0003");
    await lab.button("Undo").click();
    await expect(lab.field("Seed")).toHaveValue("9");
  });

  test("that begin with other numbers are not set side by side, and what differs is named", async ({
    lab,
    page,
  }) => {
    await keepOneAndTrainAnother(lab);
    await lab.enter("Seed", "2");
    await lab.atStep(0);
    await lab.button("One step").click();
    await lab.atStep(1);
    await expect(page.getByTestId("other-start")).toContainText("What differs: seed.");
    await expect(page.getByTestId("run-curve")).toHaveCount(2);
    await expect(page.getByTestId("difference-map")).toHaveCount(0);
  });

  test("are kept unasked when an edit ends them, where that is wished", async ({ lab, page }) => {
    await lab.atStep(0);
    await page.getByRole("tab", { name: "Runs" }).click();
    await page.getByRole("switch", { name: /Keep runs by themselves/ }).click();
    await lab.button("One epoch").click();
    await lab.atStep(1);
    await lab.enter("Seed", "2");
    await expect(names(page)).toHaveValue("Run 1: SGD 0.0003");
    await expect(panel(page)).toContainText("kept by itself");
    await lab.enter("Seed", "3");
    await lab.atStep(0);
    await expect(runs(page)).toHaveCount(2);
  });

  test("are kept, named, chosen and read with the keyboard alone", async ({ lab, page }) => {
    await lab.fastest();
    await lab.leaveFields();
    await page.keyboard.press(".");
    await lab.atStep(1);
    await page.keyboard.press("k");
    await page.keyboard.press(".");
    await lab.atStep(2);
    await page.keyboard.press("d");
    while ((await page.getByRole("tab", { selected: true }).innerText()) !== "Runs") {
      await page.keyboard.press("ArrowRight");
    }
    await expect(names(page)).toHaveValue("Run 1: SGD 0.0003");
    await names(page).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("k is a letter here");
    await page.keyboard.press("Tab");
    await expect(names(page)).toHaveValue("k is a letter here");
    await compared(page, "k is a letter here").focus();
    await page.keyboard.press("Space");
    await expect(compared(page, "k is a letter here")).not.toBeChecked();
    await page.keyboard.press("Space");
    const reader = page.getByRole("slider", { name: "Step that is read" });
    await reader.focus();
    await page.keyboard.press("Home");
    await expect(page.getByTestId("runs-reading")).toContainText("step 0");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByTestId("runs-reading")).toContainText("step 1");
    await expect(reader).toHaveAttribute("aria-valuenow", "1");
  });

  test.describe("in the dark theme", () => {
    test.use({ colorScheme: "dark" });

    test("have no violation that axe finds", async ({ lab, page }) => {
      await keepOneAndTrainAnother(lab);
      await expect(stepOfDifference(page)).toHaveAttribute("data-value", "2000");
      await expectAccessible(page);
    });
  });
});
