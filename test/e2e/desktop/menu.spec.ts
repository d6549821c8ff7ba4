import { basename } from "node:path";
import {
  answer,
  choose,
  expect,
  isOffered,
  labelsOf,
  makeEdit,
  questions,
  test,
} from "../../support/desktop.ts";
import type { Shell } from "../../support/driven-electron/start.mjs";

test("File does what it says", async ({ lab, page, desktop }) => {
  const name = lab.field("Name of the experiment");
  const own = await name.inputValue();
  await makeEdit(lab, desktop);
  const saved = lab.files.nextSave();
  await choose(desktop, "File", "Save");
  await saved;
  await expect(lab.unsavedMark).toBeHidden();
  await choose(desktop, "File", "Duplicate");
  await expect(name).toHaveValue(`${own} (copy)`);
  await expect(lab.unsavedMark).toBeVisible();
  const copied = lab.files.nextSave();
  await choose(desktop, "File", "Save as…");
  await copied;
  await lab.enter("Units of layer 1", "5");
  await choose(desktop, "File", "Revert to saved…");
  await page.getByRole("button", { name: "Revert", exact: true }).click();
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
  await choose(desktop, "File", "Gallery…");
  await lab.gallery.getByRole("button", { name: "Close" }).click();
  await choose(desktop, "File", "New experiment");
  await expect(name).toHaveValue("Untitled experiment");
});

test("the files opened last are in the menu until the list is cleared", async ({ lab, desktop }) => {
  await makeEdit(lab, desktop);
  await lab.save();
  const recent = (): Promise<string[]> => labelsOf(desktop, "File", "Open recent");
  const [path] = await desktop.evaluate(({ app }) => app.getRecentDocuments());
  await expect.poll(async () => (await recent())[0]).toBe(basename(path));
  await choose(desktop, "File", "New experiment");
  await expect(lab.field("Units of layer 1")).toHaveValue("4");
  // Until main has heard of it, the file would be the one that is open already.
  const place = (): Promise<string> =>
    desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getRepresentedFilename());
  await expect.poll(place).toBe("");
  await choose(desktop, "File", "Open recent", basename(path));
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
  await choose(desktop, "File", "Open recent", "Clear this list");
  await expect.poll(recent).toEqual(["No files yet"]);
});

test("Edit and Training do what they say", async ({ lab, page, desktop }) => {
  await makeEdit(lab, desktop);
  await choose(desktop, "Edit", "Undo");
  await expect(lab.field("Units of layer 1")).toHaveValue("4");
  await choose(desktop, "Edit", "Redo");
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
  await choose(desktop, "Training", "One step");
  await lab.atStep(1);
  await choose(desktop, "Training", "One epoch");
  await lab.atStep(2);
  await choose(desktop, "Training", "One step back in time");
  await lab.atStep(1);
  await choose(desktop, "Training", "To the latest step");
  await lab.atStep(2);
  await choose(desktop, "Training", "Keep this run");
  await expect(page.getByTestId("status")).toHaveText(/^Kept “Run 1/);
  await choose(desktop, "Training", "Check the gradients");
  await expect(page.getByText("The gradients are right", { exact: false }).first()).toBeVisible();
  await choose(desktop, "Training", "Micro-steps of the update");
  await expect(page.getByRole("tab", { name: "Micro", exact: true, selected: true })).toBeVisible();
  await choose(desktop, "Training", "Micro-steps of the update");
  await choose(desktop, "Training", "Back to the start");
  await lab.atStep(0);
  await choose(desktop, "Training", "New seed");
  await expect(lab.field("Seed")).toHaveValue("2");
});

test("View and Help do what they say", async ({ page, lab, desktop }) => {
  await lab.atStep(0);
  await choose(desktop, "View", "Projector mode");
  await expect(lab.button("Projector mode")).toHaveAttribute("aria-pressed", "true");
  await choose(desktop, "View", "Theme", "Dark");
  const source = (): Promise<string> => desktop.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
  await expect.poll(source).toBe("dark");
  await choose(desktop, "Help", "Keyboard shortcuts");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
});

test(
  "Print hands the window to the printer, and says why where that fails; About has the name and the version",
  { tag: "@driven" },
  async ({ lab, desktop }) => {
    await lab.atStep(0);
    const handedOver = (): Promise<string[]> =>
      desktop.evaluate(({ driven }) => driven.handedOver.map(({ what, value }) => `${what}: ${value}`));
    await choose(desktop, "Help", "about");
    await expect.poll(handedOver).toEqual(["about panel: Rematrix 0.1.0"]);
    await choose(desktop, "File", "Print…");
    await expect.poll(handedOver).toHaveLength(2);
    expect((await handedOver())[1]).toMatch(/^print: /);

    // A printer that does not print.
    const refused = (): Promise<unknown> =>
      desktop.evaluate(() => (globalThis as { refused?: unknown }).refused);
    for (const reason of ["Print job canceled", "Print job failed"]) {
      await desktop.evaluate(({ BrowserWindow }, why) => {
        BrowserWindow.getAllWindows()[0].webContents.print = (_, done) => {
          Object.assign(globalThis, { refused: why });
          done?.(false, why);
        };
      }, reason);
      await choose(desktop, "File", "Print…");
      await expect.poll(refused).toBe(reason);
    }
    await expect.poll(() => questions(desktop)).toBe(1);
    const asked = await desktop.evaluate(({ driven }) => driven.person.asked.map(({ options }) => options));
    expect(asked).toMatchObject([
      { message: "The page could not be printed.", detail: "The system reports: Print job failed" },
    ]);
    await answer(desktop, { kind: "message", button: "OK" });
  },
);

test("an item is greyed out where it would do nothing", async ({ lab, desktop }) => {
  const offered = async (): Promise<Record<string, boolean>> => ({
    revert: await isOffered(desktop, "File", "Revert to saved…"),
    undo: await isOffered(desktop, "Edit", "Undo"),
    back: await isOffered(desktop, "Training", "One step back in time"),
    start: await isOffered(desktop, "Training", "Back to the start"),
    end: await isOffered(desktop, "Training", "To the latest step"),
    keep: await isOffered(desktop, "Training", "Keep this run"),
  });
  const nothing = { revert: false, undo: false, back: false, start: false, end: false, keep: false };
  await lab.atStep(0);
  await expect.poll(offered).toEqual(nothing);
  await lab.button("One step").click();
  const trained = { ...nothing, revert: true, start: true };
  await expect.poll(offered).toEqual({ ...trained, back: true, keep: true });
  await lab.button("One step back in time").click();
  await expect.poll(offered).toEqual({ ...trained, end: true });
  await lab.save();
  await lab.leaveFields();
  await expect.poll(offered).toEqual({ ...nothing, start: true, end: true });
});

/** The keys that stand beside the menu's items. */
function keysOfMenu(desktop: Shell): Promise<string[]> {
  return desktop.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items ?? [];
    const all = items.flatMap(({ submenu }) => submenu?.items ?? []);
    return [...all, ...all.flatMap(({ submenu }) => submenu?.items ?? [])].flatMap(
      ({ accelerator }) => accelerator ?? [],
    );
  });
}

test("the table of keys has every key of the menu", async ({ lab, page, desktop }) => {
  await lab.atStep(0);
  await page.keyboard.press("?");
  const shown = await page.getByRole("dialog", { name: "Keyboard" }).locator("kbd").allInnerTexts();
  const keys = await keysOfMenu(desktop);
  expect(keys.length).toBeGreaterThan(20);
  const control = process.platform === "darwin" ? "⌘" : "Ctrl";
  for (const key of keys) {
    const parts = key.replace("CmdOrCtrl", control).split("+");
    expect(shown.map((one) => one.split(" ").sort().join(" "))).toContain(
      parts
        .map((part) => (control === "⌘" && part === "Shift" ? "⇧" : part))
        .sort()
        .join(" "),
    );
  }
});

test("keys of the menu do what their item does", async ({ lab, page, desktop }) => {
  await lab.atStep(0);
  await lab.leaveFields();
  await page.keyboard.press("ControlOrMeta+Shift+Enter");
  await lab.atStep(1);
  // A key of an item that is still greyed out does nothing.
  await expect.poll(() => isOffered(desktop, "Training", "Keep this run")).toBe(true);
  await page.keyboard.press("ControlOrMeta+Shift+K");
  await expect(page.getByTestId("status")).toHaveText(/^Kept “Run 1/);
  await page.keyboard.press("ControlOrMeta+Shift+R");
  await expect(lab.field("Seed")).toHaveValue("2");
  await page.keyboard.press("ControlOrMeta+Shift+D");
  await expect(lab.field("Name of the experiment")).toHaveValue(/\(copy\)$/);
  await page.keyboard.press("ControlOrMeta+Shift+O");
  await expect(lab.gallery).toBeVisible();
  expect(await desktop.evaluate(({ driven }) => driven.person.asked.length)).toBe(0);
});

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
