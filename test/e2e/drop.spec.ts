import type { Page } from "@playwright/test";
import { readFile, writeFile } from "node:fs/promises";
import { readArchive } from "../../core/archive/read-archive.ts";
import { article } from "../../core/experiment/defaults.ts";
import { fileAt } from "../support/archives.ts";
import { valueOf } from "../support/datasets.ts";
import { dragIn } from "../support/driven-electron/drops.ts";
import type { Shell } from "../support/driven-electron/start.mjs";
import { expect, Lab, test } from "../support/lab.ts";

const trained = (name: string): Uint8Array => fileAt({ ...article, name }, 3);
const nameField = "Name of the experiment";

/** Drops a file of this machine on the page. */
async function drop(page: Page, shell: Shell | null, path: string): Promise<void> {
  if (shell !== null) {
    return shell.evaluate(
      ({ driven, BrowserWindow }, file) => driven.drop(BrowserWindow.getAllWindows()[0].webContents, [file]),
      path,
    );
  }
  const session = await page.context().newCDPSession(page);
  await dragIn(
    { send: (method, given) => session.send(method as "Input.dispatchDragEvent", given as never) },
    [path],
  );
  await session.detach();
}

test.describe("a file dropped on the window", () => {
  test("opens with its training where nothing is unsaved", async ({ lab, page, shell }, info) => {
    const path = info.outputPath("dropped.rematrix");
    await writeFile(path, trained("Dropped"));
    await drop(page, shell, path);
    await lab.atStep(3);
    await expect(lab.field(nameField)).toHaveValue("Dropped");
    await expect(lab.unsavedMark).toBeHidden();
  });

  test("that is damaged is refused in words, and what was open stays", async ({ lab, page, shell }, info) => {
    const path = info.outputPath("broken.rematrix");
    await writeFile(path, trained("Dropped").subarray(0, 900));
    await drop(page, shell, path);
    await expect(page.getByText("broken.rematrix could not be opened")).toBeVisible();
    await page.keyboard.press("Escape");
    await lab.atStep(0);
  });
});

// The desktop has a window for each document.
test(
  "dropped on unsaved work in a browser, a file is asked about, and opens when the person says so",
  { tag: "@browser" },
  async ({ lab, page, shell }, info) => {
    const path = info.outputPath("dropped.rematrix");
    await writeFile(path, trained("Dropped"));
    await lab.enter(nameField, "Mine");
    await drop(page, shell, path);
    await lab.question.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(lab.field(nameField)).toHaveValue("Mine");
    await expect(lab.unsavedMark).toBeVisible();
    await drop(page, shell, path);
    await lab.question.getByRole("button", { name: "Don’t save", exact: true }).click();
    await lab.atStep(3);
    await expect(lab.field(nameField)).toHaveValue("Dropped");
  },
);

test.describe("on the desktop, a dropped file", { tag: "@driven" }, () => {
  test("is the document's own: Save writes there, without a question", async ({ lab, page, shell }, info) => {
    const path = info.outputPath("dropped.rematrix");
    await writeFile(path, trained("Dropped"));
    await drop(page, shell, path);
    await lab.atStep(3);
    await lab.enter(nameField, "Edited");
    await lab.button("Save").click();
    await expect(lab.unsavedMark).toBeHidden();
    expect(valueOf(readArchive(new Uint8Array(await readFile(path)))).experiment.name).toBe("Edited");
    expect(await shell?.evaluate(({ driven }) => driven.person.asked)).toEqual([]);
  });

  test("opens beside unsaved work, in a window of its own", async ({ lab, page, shell, context }, info) => {
    const path = info.outputPath("dropped.rematrix");
    await writeFile(path, trained("Dropped"));
    await lab.enter(nameField, "Mine");
    await expect(lab.unsavedMark).toBeVisible();
    await expect
      .poll(() => shell?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].isDocumentEdited()))
      .toBe(true);
    const opened = context.waitForEvent("page");
    await drop(page, shell, path);
    const second = new Lab(await opened, lab.url, lab.files);
    await second.atStep(3);
    await expect(lab.field(nameField)).toHaveValue("Mine");
  });

  test("that a script of the page made has no path, whatever it is called", async ({ lab, page }, info) => {
    const path = info.outputPath("secret.rematrix");
    await writeFile(path, trained("Secret"));
    await lab.atStep(0);
    const answers = await page.evaluate(async (wanted) => {
      const bridge = window.rematrix;
      const made = new File(["{}"], wanted, { lastModified: 1 });
      return [
        await bridge?.openDropped(made),
        await bridge?.openDropped({ path: wanted } as unknown as File).catch(() => null),
      ];
    }, path);
    expect(answers).toEqual([null, null]);
  });
});
