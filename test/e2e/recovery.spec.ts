import type { BrowserContext, Page } from "@playwright/test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readArchive } from "../../core/archive/read-archive.ts";
import { valueOf } from "../support/datasets.ts";
import { expectOpenToAll, pressWithKeys } from "../support/dialogs.ts";
import { startDriven, type Driven, type Shell } from "../support/driven-electron/start.mjs";
import { browserFiles, desktopFiles } from "../support/file-answers.ts";
import { expect, Lab, test } from "../support/lab.ts";

const main = fileURLToPath(new URL("../../out/electron/main.js", import.meta.url));

/** How many pieces of unsaved work the browser keeps. */
async function countKept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("rematrix");
        opening.onerror = () => reject(new Error("no store"));
        opening.onsuccess = () => {
          const asked = opening.result.transaction("recovery").objectStore("recovery").count();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result);
          };
        };
      }),
  );
}

const offerOn = (page: Page) => page.getByRole("dialog", { name: "Unsaved work was found" });

/** Edits, trains to a step, and waits until that is kept. */
async function work(lab: Lab, step: number): Promise<void> {
  await lab.enter("Name of the experiment", "My work");
  for (let at = 1; at <= step; at++) {
    await lab.button("One step").click();
    await lab.atStep(at);
  }
  await expect.poll(() => countKept(lab.page)).toBe(1);
}

/** Ends the page without a word, as a crash does, and opens the lab in another tab of the same browser. */
async function crash(lab: Lab): Promise<Lab> {
  const next = await lab.page.context().newPage();
  const gone = lab.page.waitForEvent("crash");
  await lab.page.goto("chrome://crash").catch(() => undefined);
  await gone;
  const after = new Lab(next, lab.url, browserFiles(next));
  await next.addInitScript(() => {
    Reflect.deleteProperty(window, "showSaveFilePicker");
  });
  await after.open();
  return after;
}

test("an engine that crashes is restarted where it was", { tag: "@browser" }, async ({ lab, page }) => {
  await lab.enter("Name of the experiment", "My work");
  for (let at = 1; at <= 3; at++) {
    await lab.button("One step").click();
    await lab.atStep(at);
  }
  const cost = await lab.costOf(3);
  const saved = lab.files.nextSave();
  await lab.button("Save").click();
  await saved;
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error("out of memory");
    });
  });
  await expect(page.getByText("The training engine stopped unexpectedly")).toBeVisible();
  await lab.button("Restart the engine").click();
  await expect(page.getByText("The engine was restarted and goes on from step 3")).toBeVisible();
  await expect(page.getByText("The training engine stopped unexpectedly")).toBeHidden();
  await lab.atStep(3);
  expect(await lab.costOf(3)).toBe(cost);
  await expect(lab.field("Name of the experiment")).toHaveValue("My work");
  await lab.button("One step").click();
  await lab.atStep(4);
});

test.describe("unsaved work in the browser", { tag: "@browser" }, () => {
  test("after a crash unsaved work is offered, and recovered with its steps, unsaved", async ({ lab }) => {
    await work(lab, 3);
    // The last step may be newer than what is kept.
    await lab.page.waitForTimeout(4000);
    const weight = await lab.value("W1", 0, 0);
    const after = await crash(lab);
    const offer = offerOn(after.page);
    await expect(offer.getByRole("listitem")).toContainText("My work");
    await expect(offer.getByRole("listitem")).toContainText("step 3");
    await offer.getByRole("button", { name: "Recover My work" }).click();
    await after.atStep(3);
    expect(await after.value("W1", 0, 0)).toBe(weight);
    await expect(after.unsavedMark).toBeVisible();
    const { experiment, saved } = valueOf(readArchive(await after.save()));
    expect([experiment.name, saved?.state.trainer.step]).toEqual(["My work", 3]);
    await expect(after.unsavedMark).toBeHidden();
    await expect.poll(() => countKept(after.page)).toBe(0);
  });

  test("discarded work is gone for good; work left for later is offered again", async ({ lab }) => {
    await work(lab, 1);
    const after = await crash(lab);
    await expectOpenToAll(offerOn(after.page));
    await pressWithKeys(offerOn(after.page), "Decide later");
    await after.page.reload();
    await pressWithKeys(offerOn(after.page), "Discard My work");
    await expect(offerOn(after.page)).toBeHidden();
    await after.page.reload();
    await after.atStep(0);
    expect(await countKept(after.page)).toBe(0);
    await expect(offerOn(after.page)).toBeHidden();
  });

  test("what is saved is kept no longer, and a page that was left is not asked about an example", async ({
    lab,
  }) => {
    await work(lab, 1);
    await lab.save();
    await expect.poll(() => countKept(lab.page)).toBe(0);
    await lab.button("New").click();
    await lab.button("One step").click();
    await lab.atStep(1);
    await expect.poll(() => countKept(lab.page)).toBe(1);
    await lab.page.reload();
    await lab.atStep(0);
    await expect.poll(() => countKept(lab.page)).toBe(0);
    await expect(offerOn(lab.page)).toBeHidden();
  });

  test("another tab is not offered the work of one that is open", async ({ lab }) => {
    await work(lab, 1);
    const page = await lab.page.context().newPage();
    const other = new Lab(page, lab.url, browserFiles(page));
    await other.open();
    await other.frames(10);
    await expect(offerOn(other.page)).toBeHidden();
    expect(await countKept(other.page)).toBe(1);
  });
});

test.describe("unsaved work on the desktop", { tag: "@driven" }, () => {
  /** The files that are kept in the application's own folder. */
  function keptBy({ userData }: Driven): string[] {
    const folder = join(userData, "recovery");
    if (!existsSync(folder)) return [];
    return readdirSync(folder).flatMap((name) => (name.endsWith(".rematrix") ? [join(folder, name)] : []));
  }

  /** The step of the one file that is kept, or null while there is none. */
  function keptStep(shell: Driven): number | null {
    const [file] = keptBy(shell);
    if (file === undefined) return null;
    return valueOf(readArchive(new Uint8Array(readFileSync(file)))).saved?.state.trainer.step ?? null;
  }

  /** Kills main, and starts it again on the same folders. */
  async function killAndStart(shell: Driven, context: BrowserContext, port: number): Promise<[Driven, Lab]> {
    await shell.kill();
    const { home, userData } = shell;
    const again = await startDriven({ main, context, port, home, userData });
    const page = await again.firstWindow();
    return [again, new Lab(page, page.url(), desktopFiles(again))];
  }

  /** Edits and trains a step, which is kept; then main is killed, and started again. */
  async function workAndDie(lab: Lab, shell: Shell | null, context: BrowserContext, port: number) {
    await lab.enter("Name of the experiment", "My work");
    await lab.button("One step").click();
    await lab.atStep(1);
    await expect.poll(() => keptStep(shell as Driven)).toBe(1);
    return killAndStart(shell as Driven, context, port);
  }

  test("is offered after a kill, and taken up with its steps, unsaved, to be saved in its own file", async ({
    lab,
    shell,
    context,
    port,
  }) => {
    await lab.save();
    const [again, after] = await workAndDie(lab, shell, context, port);
    await expect(offerOn(after.page).getByRole("listitem")).toContainText("step 1");
    await offerOn(after.page).getByRole("button", { name: "Recover My work" }).click();
    await after.atStep(1);
    await expect(after.unsavedMark).toBeVisible();
    await after.button("Save").click();
    await expect(after.unsavedMark).toBeHidden();
    expect(await again.evaluate(({ driven }) => driven.person.asked)).toEqual([]);
    await expect.poll(() => keptBy(again)).toEqual([]);
    await again.stop();
  });

  test("that is left for later is offered at the next start, and discarded is gone for good", async ({
    lab,
    shell,
    context,
    port,
  }) => {
    const [second, later] = await workAndDie(lab, shell, context, port);
    await offerOn(later.page).getByRole("button", { name: "Decide later" }).click();
    await later.ready();
    const [third, discarding] = await killAndStart(second, context, port);
    await offerOn(discarding.page).getByRole("button", { name: "Discard My work" }).click();
    await expect.poll(() => keptBy(third)).toEqual([]);
    const [fourth, fresh] = await killAndStart(third, context, port);
    await fresh.atStep(0);
    await fresh.frames(10);
    await expect(offerOn(fresh.page)).toBeHidden();
    await fourth.stop();
  });
});
