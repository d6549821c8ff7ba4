import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { python } from "../support/python.ts";
import { expect, test, type Lab } from "../support/lab.ts";

function dialogOf(page: Page): Locator {
  return page.getByRole("dialog", { name: "Export", exact: true });
}

/** Opens the dialog with the keyboard and chooses a kind. */
async function choose(lab: Lab, kind: string): Promise<Locator> {
  await lab.leaveFields();
  await lab.page.keyboard.press("Control+Shift+E");
  const dialog = dialogOf(lab.page);
  await dialog.getByRole("radio", { name: kind, exact: true }).check();
  return dialog;
}

/** What `Save…` writes, where the edition asks where to. */
async function saveFrom(lab: Lab, dialog: Locator): Promise<Buffer> {
  const saved = lab.files.nextSave();
  await dialog.getByRole("button", { name: "Save…" }).click();
  const bytes = await saved;
  await expect(dialog).toBeHidden();
  return bytes;
}

async function exported(lab: Lab, kind: string): Promise<string> {
  return (await saveFrom(lab, await choose(lab, kind))).toString("utf8");
}

async function advance(lab: Lab, steps: number): Promise<void> {
  await lab.leaveFields();
  for (let step = 1; step <= steps; step++) {
    await lab.page.keyboard.press(".");
    await lab.atStep(step);
  }
}

test("the dialog opens with Ctrl+Shift+E, is worked with the arrow keys, and Escape gives the focus back", async ({
  lab,
  page,
}) => {
  const opener = lab.button("Export");
  await opener.focus();
  await page.keyboard.press("Control+Shift+E");
  const dialog = dialogOf(page);
  await expect(dialog.getByRole("radio", { name: "NumPy script" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: "PyTorch script" })).toBeChecked();
  await expect(dialog).toContainText("with PyTorch");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
});

test("axe finds nothing wrong with the dialog, whatever is chosen", async ({ lab, page }) => {
  for (const kind of ["NumPy script", "Matrix as CSV", "Picture as PNG", "Window as PDF"]) {
    const dialog = await choose(lab, kind);
    const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual(
      [],
    );
    await dialog.getByRole("button", { name: "Cancel" }).click();
  }
});

test("every script, the notebook and LaTeX are written as the command line writes them", async ({ lab }) => {
  const parts: Record<string, string> = {
    "NumPy script": "import numpy as np\n",
    "PyTorch script": "import torch\n",
    "Keras script": "import keras\n",
    "Jupyter notebook": "def derived_deltaW1(",
    LaTeX: "\\section{The derivation}\n",
  };
  for (const [kind, part] of Object.entries(parts)) expect(await exported(lab, kind)).toContain(part);
});

test("a file is offered under the experiment's name @browser", async ({ lab, page }) => {
  const names = {
    "NumPy script": "the-articles-network.py",
    "Matrix as .npy": "the-articles-network-W1.npy",
  };
  for (const [kind, name] of Object.entries(names)) {
    const dialog = await choose(lab, kind);
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Save…" }).click();
    expect((await download).suggestedFilename()).toBe(name);
    await expect(page.getByRole("status").filter({ hasText: `Exported ${name}.` })).toBeVisible();
  }
});

const numpy = python?.modules.has("numpy") === true;

test(`NumPy ends the exported script with the cost on the screen${numpy ? "" : " (not tried: this machine has no Python 3 with NumPy)"}`, async ({
  lab,
}, info) => {
  test.skip(!numpy || python === null);
  await advance(lab, 3);
  const cost = await lab.costOf(3);
  const dialog = await choose(lab, "NumPy script");
  await expect(dialog.getByRole("radio", { name: "to the shown step, 3" })).toBeChecked();
  const bytes = await saveFrom(lab, dialog);
  const path = info.outputPath("exported.py");
  await writeFile(path, bytes);
  const { stdout } = spawnSync(python!.command, [path], { encoding: "utf8" });
  const [, step, value] = /step (\d+) cost (\S+)\n$/.exec(stdout) ?? [];
  expect(step).toBe("3");
  expect(Math.abs(Number(value) / cost - 1)).toBeLessThan(1e-9);
});

test("costs and matrices are those on the screen, every number in full", async ({ lab }) => {
  await advance(lab, 2);
  const choice = await choose(lab, "Costs as CSV");
  await expect(choice).toContainText("Every step from 0 to 2.");
  const costs = (await saveFrom(lab, choice)).toString("utf8");
  const lines = costs.trim().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[3]).toBe(`2,${await lab.costOf(2)}`);

  const dialog = await choose(lab, "Matrix as CSV");
  await dialog.getByRole("combobox", { name: "Matrix" }).selectOption({ label: "W⁽²⁾ (4, 1)" });
  const [header, first, second] = (await saveFrom(lab, dialog)).toString("utf8").split("\r\n");
  expect(header).toBe("W2_0");
  await lab.lookAway();
  expect([Number(first), Number(second)]).toEqual([await lab.value("W2", 0, 0), await lab.value("W2", 1, 0)]);

  const array = await choose(lab, "Matrix as .npy");
  await array.getByRole("combobox", { name: "Matrix" }).selectOption({ label: "∂Δ/∂W⁽²⁾ (4, 1)" });
  const npy = await saveFrom(lab, array);
  expect(npy.subarray(1, 6).toString("latin1")).toBe("NUMPY");
  const length = npy.readUInt16LE(8);
  expect(npy.subarray(10, 10 + length).toString("latin1")).toContain("'shape': (4, 1)");
  const shown = await lab.value("deltaW2", 0, 0);
  expect(npy.readDoubleLE(10 + length)).toBe(-shown);
});

test("a text goes into the clipboard @browser", async ({ lab, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const dialog = await choose(lab, "LaTeX");
  await dialog.getByRole("button", { name: "Copy" }).click();
  await expect(dialog.getByTestId("export-notice")).toHaveText("Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("\\section{The derivation}");
  await dialog.getByRole("radio", { name: "Matrix as .npy" }).check();
  await expect(dialog.getByRole("button", { name: "Copy" })).toBeHidden();
});

test("PDF is the browser's own printing, without the dialog in it @browser", async ({ lab, page }) => {
  await page.evaluate(() => {
    window.print = () => {
      document.title = `printed, dialogs: ${document.querySelectorAll("dialog").length}`;
    };
  });
  const dialog = await choose(lab, "Window as PDF");
  await expect(dialog).toContainText("The browser prints the window");
  await dialog.getByRole("button", { name: "Print…" }).click();
  await expect(page).toHaveTitle("printed, dialogs: 0");
});
