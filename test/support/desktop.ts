import { readArchive } from "../../core/archive/read-archive.ts";
import { article } from "../../core/experiment/defaults.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import { valueOf } from "./datasets.ts";
import type { DialogAnswer } from "./driven-electron/person.ts";
import type { Shell } from "./driven-electron/start.mjs";
import type { Lab } from "./lab.ts";
import { expect, test as base } from "./lab.ts";

/** What only the desktop has; these specs run there only, so there always is a shell. */
export const test = base.extend<{ desktop: Shell }>({
  desktop: async ({ shell }, use) => {
    if (shell === null) throw new Error("this spec is for the desktop");
    await use(shell);
  },
});

export function answer(desktop: Shell, given: DialogAnswer): Promise<void> {
  return desktop.evaluate(({ driven }, value) => driven.person.answer(value), given);
}

/** Clicks an item of the menu, or only looks whether it could be clicked: null, or what stands in the way. */
function reach(desktop: Shell, labels: readonly string[], click: boolean): Promise<string | null> {
  return desktop.evaluate(
    ({ Menu }, { path, wanted }) => {
      let items = Menu.getApplicationMenu()?.items ?? [];
      for (const [depth, label] of path.entries()) {
        const item = items.find((one) => one.label.replace("&", "") === label);
        if (item === undefined) return `there is ${items.map((one) => one.label).join(", ")}`;
        if (!item.enabled) return "greyed out";
        if (depth === path.length - 1 && wanted) item.click();
        items = item.submenu?.items ?? [];
      }
      return null;
    },
    { path: labels, wanted: click },
  );
}

/** Chooses in the menu, as soon as the item is there and not greyed out: `choose(desktop, "File", "Save")`. */
export async function choose(desktop: Shell, ...labels: string[]): Promise<void> {
  await expect.poll(() => reach(desktop, labels, true), { message: labels.join(" → ") }).toBeNull();
}

/** Whether an item of the menu is not greyed out. */
export async function isOffered(desktop: Shell, ...labels: string[]): Promise<boolean> {
  const hindrance = await reach(desktop, labels, false);
  if (hindrance !== null && hindrance !== "greyed out") throw new Error(hindrance);
  return hindrance === null;
}

export const close = (desktop: Shell): Promise<void> =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close());

export const questions = (desktop: Shell): Promise<number> =>
  desktop.evaluate(({ driven }) => driven.person.waiting.length);

/** The file of the article's experiment with another number of hidden units. */
export function withUnits(units: number): string {
  const [hidden, output] = article.network.layers;
  const network = { ...article.network, layers: [{ ...hidden, units }, output] };
  return writeExperiment({ ...article, network });
}

/** The hidden units of the experiment in a file. */
export function unitsIn(file: Uint8Array): number {
  return valueOf(readArchive(file)).experiment.network.layers[0].units;
}

/** Whether main knows of unsaved work, window by window. */
export function edited(desktop: Shell): Promise<boolean[]> {
  return desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isDocumentEdited()),
  );
}

/** Makes the window's experiment one that holds unsaved work, as the page and main know it. */
export async function makeEdit(lab: Lab, desktop: Shell): Promise<void> {
  const before = await edited(desktop);
  await lab.enter("Units of layer 1", "6");
  await expect(lab.unsavedMark).toBeVisible();
  await expect.poll(() => edited(desktop)).not.toEqual(before);
}

/** The labels of a menu's items, or of a submenu's. */
export function labelsOf(desktop: Shell, ...menu: string[]): Promise<string[]> {
  return desktop.evaluate(({ Menu }, path) => {
    let items = Menu.getApplicationMenu()?.items ?? [];
    for (const name of path) {
      items = items.find((one) => one.label.replace("&", "") === name)?.submenu?.items ?? [];
    }
    return items.map((one) => one.label);
  }, menu);
}

export { expect };
