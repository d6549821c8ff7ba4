import { readFile } from "node:fs/promises";
import { answer, close, expect, makeEdit, questions, test, unitsIn } from "../../support/desktop.ts";

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
