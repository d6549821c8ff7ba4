import { answer, choose, edited, expect, makeEdit, test, withUnits } from "../../support/desktop.ts";
import { Lab } from "../../support/lab.ts";

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
