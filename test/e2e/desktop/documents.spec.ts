import { choose, expect, makeEdit, test, unitsIn } from "../../support/desktop.ts";

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
  await expect.poll(window).toEqual([expect.stringMatching(/^[^●]+$/), true, false]);
  expect((await window())[0]).toContain(name);
  await makeEdit(lab, desktop);
  await expect.poll(window).toEqual([expect.stringMatching(/^● /), true, true]);
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

test("saving the same again writes the same bytes, and what was done before a save can be undone", async ({
  lab,
  desktop,
}) => {
  await makeEdit(lab, desktop);
  await lab.button("One step").click();
  await lab.atStep(1);
  const first = await lab.save();
  await expect(lab.unsavedMark).toBeHidden();
  expect(Buffer.compare(await lab.save(), first)).toBe(0);
  await choose(desktop, "Edit", "Undo: hidden units 4 → 6");
  await expect(lab.field("Units of layer 1")).toHaveValue("4");
  await expect(lab.unsavedMark).toBeVisible();
  await choose(desktop, "Edit", "Redo: hidden units 4 → 6");
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
});

test(
  "the machine is kept awake while something trains, and no longer",
  { tag: "@driven" },
  async ({ lab, desktop }) => {
    const awake = (): Promise<number> => desktop.evaluate(({ driven }) => driven.blockersStarted());
    await lab.enter("Stop after", "");
    expect(await awake()).toBe(0);
    await lab.play();
    await expect.poll(awake).toBe(1);
    await lab.pause();
    await expect.poll(awake).toBe(0);
  },
);

test("a damaged file is refused in words, and an untouched window stays as it is", async ({ lab, page }) => {
  await lab.openFile('{"format": "rematrix", "vers', "broken.json");
  await expect(page.getByText("broken.json could not be opened")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(lab.field("Units of layer 1")).toHaveValue("4");
  await lab.button("One step").click();
  await lab.atStep(1);
});

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
