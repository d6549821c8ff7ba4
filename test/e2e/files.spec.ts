import { readArchive } from "../../core/archive/read-archive.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import { valueOf } from "../support/datasets.ts";
import { expectOpenToAll, pressWithKeys } from "../support/dialogs.ts";
import { expect, test, type Lab } from "../support/lab.ts";

/** Makes the open experiment one that holds unsaved work. */
async function makeEdit(lab: Lab): Promise<void> {
  await lab.enter("Units of layer 1", "6");
  await expectEdit(lab);
}

/** The experiment that a saved file holds. */
function experimentOf(saved: Uint8Array): Experiment {
  return valueOf(readArchive(saved)).experiment;
}

async function expectEdit(lab: Lab): Promise<void> {
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
  await expect(lab.page.locator('[data-matrix="W1"][data-row="0"]')).toHaveCount(6);
}

test.describe("an experiment file", () => {
  test("saved, and opened after a reload, is the same experiment with the same start", async ({
    lab,
    page,
  }) => {
    await makeEdit(lab);
    await lab.enterRate("0.00017");
    const drawn = await lab.value("W1", 0, 2);
    await lab.enter("Seed", "77");
    await expect.poll(() => lab.value("W1", 0, 2)).not.toBe(drawn);
    await lab.cell("W1", 0, 2).click();
    await lab.newValue.fill("0.1");
    await lab.newValue.press("Enter");
    await expect.poll(() => lab.value("W1", 0, 2)).toBe(0.1);
    const [cost, weight] = [await lab.cost(), await lab.value("W2", 5, 0)];
    const saved = await lab.save();
    expect(experimentOf(saved)).toMatchObject({
      format: "rematrix",
      version: 1,
      seed: 77,
      network: {
        layers: [
          { units: 6, activation: "square" },
          { units: 1, activation: "cube" },
        ],
      },
      training: { optimizer: { learningRate: 0.00017 } },
    });
    await page.reload();
    await lab.atStep(0);
    expect(await lab.cost()).not.toBe(cost);
    await lab.openFile(saved, "mine.rematrix");
    await expectEdit(lab);
    await expect.poll(() => lab.cost()).toBe(cost);
    expect(await lab.value("W2", 5, 0)).toBe(weight);
    expect(Buffer.compare(await lab.save("Save as"), saved)).toBe(0);
  });

  test("once saved has no unsaved mark, and gets one by the next edit", async ({ lab }) => {
    const mark = lab.unsavedMark;
    await expect(mark).toBeHidden();
    await makeEdit(lab);
    await expect(mark).toBeVisible();
    await lab.save();
    await expect(mark).toBeHidden();
    await lab.enter("Seed", "5");
    await expect(mark).toBeVisible();
    await lab.button("Undo").click();
    await expect(mark).toBeHidden();
  });

  test("is opened and saved with the keyboard", async ({ lab, page }) => {
    const saved = lab.files.nextSave();
    await page.keyboard.press("ControlOrMeta+s");
    await saved;
    await expect(page.getByTestId("status")).toContainText(".rematrix");
    const asked = lab.files.nextOpen();
    await page.keyboard.press("ControlOrMeta+o");
    await asked;
    await lab.atStep(0);
  });
});

const damaged: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ["is not JSON", '{"format": "rematrix", "vers', /JSON/],
  ["is of another program", '{"cells": [], "nbformat": 4}', /format|rematrix/i],
  [
    "comes from a newer lab",
    '{"format": "rematrix", "version": 99, "name": "From the future"}',
    /version|newer/i,
  ],
];

// On the desktop a file opens beside unsaved work, in a window of its own: desktop/windows.spec.ts.
const inPlace = { tag: "@browser" } as const;

test.describe("a damaged file gives a message and keeps the work:", inPlace, () => {
  for (const [what, text, message] of damaged) {
    test(`one that ${what}`, async ({ lab, page }) => {
      await makeEdit(lab);
      await lab.button("Open").click();
      const asked = lab.files.nextOpen();
      await lab.question.getByRole("button", { name: "Don’t save" }).click();
      await (
        await asked
      )({ name: "broken.json", bytes: text });
      await expect(page.getByText("broken.json could not be opened")).toBeVisible();
      await expect(page.getByText(message).first()).toBeVisible();
      await expectEdit(lab);
      await expect(lab.unsavedMark).toBeVisible();
    });
  }

  test("one with a number out of range, whose place is named", async ({ lab, page }) => {
    const experiment = experimentOf(await lab.save());
    const broken = writeExperiment(experiment).replace('"units": 1', '"units": 0');
    await lab.openFile(broken, "broken.json");
    await expect(page.getByText("broken.json could not be opened")).toBeVisible();
    await expect(page.getByText(/network\.layers\[1\]\.units/)).toBeVisible();
    await lab.atStep(0);
    await expect(page.locator('[data-matrix="W1"][data-row="0"]')).toHaveCount(4);
  });
});

test.describe("unsaved work", () => {
  for (const name of ["New", "Open", "Examples"]) {
    const title = `is asked about before ${name}, and stays when the person cancels`;
    test(title, name === "Open" ? inPlace : {}, async ({ lab }) => {
      await makeEdit(lab);
      await askFor(lab, name);
      await expect(lab.question).toBeVisible();
      if (name === "Examples") await expectOpenToAll(lab.question);
      await pressWithKeys(lab.question, "Cancel");
      await expect(lab.button(name)).toBeFocused();
      await expectEdit(lab);
      await expect(lab.unsavedMark).toBeVisible();
    });
  }

  test("is given up when the person says so", async ({ lab }) => {
    await makeEdit(lab);
    await lab.button("New").click();
    await lab.question.getByRole("button", { name: "Don’t save", exact: true }).click();
    await expect(lab.question).toBeHidden();
    await expect(lab.unsavedMark).toBeHidden();
    await expect(lab.button("Undo")).toBeDisabled();
  });

  test("is saved first when the person says so", async ({ lab }) => {
    await makeEdit(lab);
    await lab.button("New").click();
    const saved = lab.files.nextSave();
    await lab.question.getByRole("button", { name: "Save", exact: true }).click();
    await saved;
    await expect(lab.question).toBeHidden();
    await expect(lab.unsavedMark).toBeHidden();
  });

  // The desktop asks in a dialog of the system: desktop/closing.spec.ts.
  test(
    "is asked about by the browser before the page is left",
    { tag: "@browser" },
    async ({ lab, page }) => {
      await makeEdit(lab);
      const asked = page.waitForEvent("dialog");
      const leaving = page.close({ runBeforeUnload: true });
      const dialog = await asked;
      expect(dialog.type()).toBe("beforeunload");
      await dialog.dismiss();
      await leaving;
      await expectEdit(lab);
    },
  );

  test("where there is none, nothing is asked", async ({ lab }) => {
    await lab.button("New").click();
    await lab.frames(5);
    await expect(lab.question).toBeHidden();
    await lab.atStep(0);
  });
});

/** Presses a button that would replace the experiment, up to the moment it does. */
async function askFor(lab: Lab, name: string): Promise<void> {
  await lab.button(name).click();
  // The gallery may be looked at freely; choosing from it is what replaces the work.
  if (name === "Examples") await lab.gallery.getByRole("button", { name: /Loy/ }).click();
}

test.describe("the gallery", () => {
  test("offers at least six examples, each with what to look for", async ({ lab }) => {
    await lab.button("Examples").click();
    const items = lab.gallery.getByRole("listitem");
    await expect.poll(() => items.count()).toBeGreaterThanOrEqual(6);
    for (const text of await items.allInnerTexts()) expect(text.length).toBeGreaterThan(60);
  });

  test("opens each of its examples at its start, ready to train", async ({ lab, page }) => {
    await lab.button("Examples").click();
    const buttons = lab.gallery.getByRole("listitem").getByRole("button");
    const names = await buttons.evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.textContent));
    await page.keyboard.press("Escape");
    await expect(lab.gallery).toBeHidden();
    for (const name of names) {
      await lab.openExample(name);
      await expect(lab.field("Name of the experiment")).toHaveValue(name);
      await lab.atStep(0);
      await lab.button("One step").click();
      await lab.atStep(1);
    }
  });
});
