import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readArchive } from "../../core/archive/read-archive.ts";
import { article } from "../../core/experiment/defaults.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import { startDriven, type Driven, type Shell } from "../support/driven-electron/start.mjs";
import type { DialogAnswer } from "../support/driven-electron/person.ts";
import { valueOf } from "../support/datasets.ts";
import { expect, Lab, test as base } from "../support/lab.ts";

const main = fileURLToPath(new URL("../../out/electron/main.js", import.meta.url));

/** What only the desktop has; these specs run there only, so there always is a shell. */
const test = base.extend<{ desktop: Shell }>({
  desktop: async ({ shell }, use) => {
    if (shell === null) throw new Error("this spec is for the desktop");
    await use(shell);
  },
});

function answer(desktop: Shell, given: DialogAnswer): Promise<void> {
  return desktop.evaluate(({ driven }, value) => driven.person.answer(value), given);
}

/** Chooses in the menu, as soon as the item is not greyed out: `choose(desktop, "File", "Save")`. */
async function choose(desktop: Shell, ...labels: string[]): Promise<void> {
  const click = (): Promise<boolean> =>
    desktop.evaluate(({ Menu }, path) => {
      let items = Menu.getApplicationMenu()?.items ?? [];
      for (const [depth, label] of path.entries()) {
        const item = items.find((one) => one.label.replace("&", "") === label);
        if (item === undefined) throw new Error(`the menu has ${items.map((one) => one.label).join(", ")}`);
        if (!item.enabled) return false;
        if (depth === path.length - 1) item.click();
        items = item.submenu?.items ?? [];
      }
      return true;
    }, labels);
  await expect.poll(click).toBe(true);
}

const close = (desktop: Shell): Promise<void> =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close());

const questions = (desktop: Shell): Promise<number> =>
  desktop.evaluate(({ driven }) => driven.person.waiting.length);

/** The file of the article's experiment with another number of hidden units. */
function withUnits(units: number): string {
  const [hidden, output] = article.network.layers;
  const network = { ...article.network, layers: [{ ...hidden, units }, output] };
  return writeExperiment({ ...article, network });
}

/** The hidden units of the experiment in a file. */
function unitsIn(file: Uint8Array): number {
  return valueOf(readArchive(file)).experiment.network.layers[0].units;
}

/** Whether main knows of unsaved work, window by window. */
function edited(desktop: Shell): Promise<boolean[]> {
  return desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isDocumentEdited()),
  );
}

/** Makes the window's experiment one that holds unsaved work, as the page and main know it. */
async function makeEdit(lab: Lab, desktop: Shell): Promise<void> {
  const before = await edited(desktop);
  await lab.enter("Units of layer 1", "6");
  await expect(lab.unsavedMark).toBeVisible();
  await expect.poll(() => edited(desktop)).not.toEqual(before);
}

test("the page is the desktop's: behind its bridge, frozen, without Node", async ({ lab, page, desktop }) => {
  await lab.atStep(0);
  expect(await page.evaluate(() => Object.isFrozen(window.rematrix))).toBe(true);
  expect(
    await page.evaluate(() => ["require", "process", "electronPosts"].filter((name) => name in window)),
  ).toEqual([]);
  const address = await desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].webContents.getURL(),
  );
  expect(address).toBe("app://rematrix/index.html");
});

test("the window is seen and has the document's name, with a mark when it is unsaved", async ({
  lab,
  desktop,
}) => {
  const window = (): Promise<[string, boolean, boolean]> =>
    desktop.evaluate(({ BrowserWindow }) => {
      const [one] = BrowserWindow.getAllWindows();
      return [one.getTitle(), one.isVisible(), one.isDocumentEdited()];
    });
  const name = await lab.field("Name of the experiment").inputValue();
  await expect.poll(window).toEqual([expect.stringContaining(name), true, false]);
  await makeEdit(lab, desktop);
  await expect.poll(async () => (await window())[2]).toBe(true);
});

test("a file that was saved is the one that the dialog named, and opens again", async ({ lab, desktop }) => {
  await makeEdit(lab, desktop);
  const written = await lab.save();
  expect(unitsIn(written)).toBe(6);
  await lab.enter("Units of layer 1", "5");
  // It has a place now: no dialog.
  const asked = await desktop.evaluate(({ driven }) => driven.person.asked.length);
  expect(unitsIn(await lab.save())).toBe(5);
  expect(await desktop.evaluate(({ driven }) => driven.person.asked.length)).toBe(asked);
  await lab.page.reload();
  await lab.atStep(0);
  await lab.openFile(written, "written.rematrix");
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
});

test("a damaged file is refused in words, and an untouched window stays as it is", async ({ lab, page }) => {
  await lab.openFile('{"format": "rematrix", "vers', "broken.json");
  await expect(page.getByText("broken.json could not be opened")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(lab.field("Units of layer 1")).toHaveValue("4");
  await lab.button("One step").click();
  await lab.atStep(1);
});

test.describe("several windows", () => {
  test("a file that is opened beside unsaved work gets a window and an engine of its own", async ({
    lab,
    desktop,
    context,
  }) => {
    await makeEdit(lab, desktop);
    await lab.button("One step").click();
    await lab.atStep(1);
    const opened = context.waitForEvent("page");
    const asked = lab.files.nextOpen();
    await lab.button("Open").click();
    await (
      await asked
    )({ name: "seven.json", bytes: withUnits(7) });
    const second = new Lab(await opened, lab.url, lab.files);
    await expect(second.field("Units of layer 1")).toHaveValue("7");
    expect(await edited(desktop)).toEqual([true, false]);
    await second.button("One step").click();
    await second.atStep(1);
    await second.button("One step").click();
    await second.atStep(2);
    await lab.atStep(1);
    await expect(lab.field("Units of layer 1")).toHaveValue("6");
    await expect(lab.unsavedMark).toBeVisible();
  });

  test("the menu's commands go to the window that was clicked last", async ({ lab, desktop, context }) => {
    const opened = context.waitForEvent("page");
    await choose(desktop, "File", "New window");
    const second = new Lab(await opened, lab.url, lab.files);
    await second.ready();
    // It comes to the front when it is first seen.
    const seen = (): Promise<boolean> =>
      desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().every((one) => one.isVisible()));
    await expect.poll(seen).toBe(true);
    await choose(desktop, "Training", "One step");
    await second.atStep(1);
    await lab.atStep(0);
    await lab.page.getByTestId("step").click();
    const inFront = (): Promise<boolean> =>
      desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].isFocused());
    await expect.poll(inFront).toBe(true);
    await choose(desktop, "Training", "One step");
    await lab.atStep(1);
    await second.atStep(1);
  });

  test("quitting asks about each unsaved one, and ends when all are answered", async ({
    lab,
    desktop,
    context,
  }) => {
    await makeEdit(lab, desktop);
    const opened = context.waitForEvent("page");
    await choose(desktop, "File", "New window");
    const second = new Lab(await opened, lab.url, lab.files);
    await second.ready();
    await makeEdit(second, desktop);
    await answer(desktop, { kind: "message", button: "Don’t save" });
    await answer(desktop, { kind: "message", button: "Cancel" });
    await desktop.evaluate(({ app }) => app.quit());
    await expect.poll(() => desktop.evaluate(({ driven }) => driven.person.asked.length)).toBe(2);
    await expect(lab.unsavedMark).toBeVisible();
    await expect(second.unsavedMark).toBeVisible();
    await answer(desktop, { kind: "message", button: "Don’t save" });
    await answer(desktop, { kind: "message", button: "Don’t save" });
    await desktop.evaluate(({ app }) => app.quit());
    expect(await desktop.closed).toBe(0);
  });
});

test("a window without unsaved work closes at once, and the lab ends", async ({ lab, desktop }) => {
  await lab.atStep(0);
  await close(desktop);
  expect(await desktop.closed).toBe(0);
});

test.describe("closing a window with unsaved work asks", () => {
  test("and stays open when the person cancels", async ({ lab, desktop }) => {
    await makeEdit(lab, desktop);
    await close(desktop);
    await expect.poll(() => questions(desktop)).toBe(1);
    await answer(desktop, { kind: "message", button: "Cancel" });
    await lab.button("One step").click();
    await lab.atStep(1);
  });

  test("and closes when the person gives the work up", async ({ lab, desktop }) => {
    await makeEdit(lab, desktop);
    await answer(desktop, { kind: "message", button: "Don’t save" });
    await close(desktop);
    expect(await desktop.closed).toBe(0);
  });

  test("and saves first when the person says so", async ({ lab, desktop }, info) => {
    await makeEdit(lab, desktop);
    const path = info.outputPath("kept.rematrix");
    await answer(desktop, { kind: "message", button: "Save" });
    await answer(desktop, { kind: "save", path });
    await desktop.evaluate(({ app }) => app.quit());
    expect(await desktop.closed).toBe(0);
    expect(unitsIn(await readFile(path))).toBe(6);
  });

  test("and stays open when saving is cancelled", async ({ lab, desktop }) => {
    await makeEdit(lab, desktop);
    await answer(desktop, { kind: "message", button: "Save" });
    await answer(desktop, { kind: "save", path: "" });
    await close(desktop);
    await expect
      .poll(() => desktop.evaluate(({ driven }) => driven.person.asked.map(({ kind }) => kind)))
      .toEqual(["message", "save"]);
    await expect(lab.unsavedMark).toBeVisible();
    await lab.button("One step").click();
    await lab.atStep(1);
  });
});

test("the menu does what it says", async ({ lab, desktop }) => {
  await makeEdit(lab, desktop);
  await choose(desktop, "Edit", "Undo");
  await expect(lab.field("Units of layer 1")).toHaveValue("4");
  await choose(desktop, "Edit", "Redo");
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
  await choose(desktop, "Training", "One step");
  await lab.atStep(1);
  await choose(desktop, "Training", "Back to the start");
  await lab.atStep(0);
  const saved = lab.files.nextSave();
  await choose(desktop, "File", "Save");
  await saved;
  await expect(lab.unsavedMark).toBeHidden();
});

/** The labels of a menu's items. */
function labelsOf(desktop: Shell, menu: string): Promise<string[]> {
  return desktop.evaluate(({ Menu }, name) => {
    const items = Menu.getApplicationMenu()?.items ?? [];
    const found = items.find((one) => one.label.replace("&", "") === name);
    return (found?.submenu?.items ?? []).map((one) => one.label);
  }, menu);
}

test("the menu names what undo takes back, and follows the page", async ({ lab, desktop }) => {
  await makeEdit(lab, desktop);
  // While a field has the focus, undo is its own.
  await lab.leaveFields();
  await expect.poll(() => labelsOf(desktop, "Edit")).toContain("Undo: hidden units 4 → 6");
  await lab.button("Undo").click();
  await expect.poll(() => labelsOf(desktop, "Edit")).toContain("Redo: hidden units 4 → 6");
  await lab.play();
  await expect.poll(() => labelsOf(desktop, "Training")).toContain("Pause");
  await choose(desktop, "View", "Show updates");
  await expect(lab.button("Show updates")).toHaveAttribute("aria-pressed", "false");
  await choose(desktop, "Training", "Pause");
  await expect.poll(() => labelsOf(desktop, "Training")).toContain("Play");
  await choose(desktop, "Help", "Keyboard shortcuts");
  await expect(lab.page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
});

test("a training process that dies costs neither window nor work", async ({ lab, desktop }) => {
  await makeEdit(lab, desktop);
  await desktop.evaluate(({ driven }) => driven.workers[0].terminate());
  await expect(lab.page.getByText("The training engine stopped unexpectedly")).toBeVisible();
  await lab.button("Restart the engine").click();
  await lab.button("One step").click();
  await lab.atStep(1);
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
});

test("a page that dies is asked about, and comes back when the person reloads it", async ({
  lab,
  desktop,
}) => {
  await makeEdit(lab, desktop);
  await desktop.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0].webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => questions(desktop)).toBe(1);
  await answer(desktop, { kind: "message", button: "Reload" });
  // Playwright's own page does not come back; Electron's does.
  const step = (): Promise<unknown> =>
    desktop.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(
        `document.querySelector('[data-testid="step"]')?.getAttribute("data-value")`,
      ),
    );
  await expect.poll(step).toBe("0");
  await close(desktop);
  expect(await desktop.closed).toBe(0);
});

test(
  "a second start hands its file to the first and ends",
  { tag: "@driven" },
  async ({ lab, desktop, context, port }, info) => {
    const file = info.outputPath("handed over.json");
    await writeFile(file, withUnits(7));
    const { home, userData } = desktop as Driven;
    const second = await startDriven({ main, args: [file], context, port, home, userData });
    expect(await second.closed).toBe(0);
    await expect(lab.field("Units of layer 1")).toHaveValue("7");
    await second.stop();
    expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  },
);

test(
  "a file on the command line is what the window opens with",
  { tag: "@driven" },
  async ({ lab, desktop, context, port }, info) => {
    await lab.atStep(0);
    const file = info.outputPath("named.json");
    await writeFile(file, writeExperiment({ ...article, name: "Named at the start" }));
    await close(desktop);
    await desktop.closed;
    const started = await startDriven({ main, args: [file], context, port });
    const page = await started.firstWindow();
    await expect(page.getByLabel("Name of the experiment")).toHaveValue("Named at the start");
    await started.stop();
  },
);

test("File → Export opens the dialog with the kind chosen, and the window becomes a PDF", async ({
  lab,
  page,
  desktop,
}) => {
  await lab.atStep(0);
  await choose(desktop, "File", "Export", "Window as PDF…");
  const dialog = page.getByRole("dialog", { name: "Export", exact: true });
  await expect(dialog.getByRole("radio", { name: "Window as PDF" })).toBeChecked();
  const saved = lab.files.nextSave();
  await dialog.getByRole("button", { name: "Save…" }).click();
  expect((await saved).subarray(0, 5).toString("latin1")).toBe("%PDF-");
  await expect(dialog).toBeHidden();
});

test(
  "a page goes nowhere and opens no window",
  { tag: "@driven" },
  async ({ page, desktop, context, pageUrl }) => {
    await page.locator('[data-testid="step"][data-value]').waitFor();
    const asked: string[] = [];
    await desktop.evaluate(({ BrowserWindow }) => {
      const went: string[] = [];
      Object.assign(globalThis, { went });
      BrowserWindow.getAllWindows()[0].webContents.on("will-navigate", ({ url }) => went.push(url));
    });
    await page.evaluate(() => void (location.href = "https://example.org/elsewhere"));
    await expect
      .poll(() => desktop.evaluate(() => (globalThis as unknown as { went: string[] }).went))
      .toEqual(["https://example.org/elsewhere"]);
    const own = new URL(pageUrl).origin;
    context.on("response", (response) => {
      if (new URL(response.url()).origin !== own) asked.push(response.url());
    });
    await page.evaluate(() => void window.open("https://example.org/window"));
    await expect.poll(() => context.pages().length).toBe(1);
    expect(page.url()).toBe(pageUrl);
    expect(asked).toEqual([]);
  },
);
