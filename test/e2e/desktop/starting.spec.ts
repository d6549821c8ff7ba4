import type { Page } from "@playwright/test";
import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { article } from "../../../core/experiment/defaults.ts";
import { writeExperiment } from "../../../core/experiment/write-experiment.ts";
import { fileAt } from "../../support/archives.ts";
import { answer, close, expect, makeEdit, test, withUnits } from "../../support/desktop.ts";
import { startDriven, type Driven } from "../../support/driven-electron/start.mjs";
import { Lab } from "../../support/lab.ts";

const main = fileURLToPath(new URL("../../../out/electron/main.js", import.meta.url));

test(
  "a window opens where it was when the lab was killed",
  { tag: "@driven" },
  async ({ lab, desktop, context, port }) => {
    await lab.atStep(0);
    const driven = desktop as Driven;
    const { home, userData } = driven;
    const bounds = { x: 60, y: 40, width: 1111, height: 666 };
    await desktop.evaluate(
      ({ BrowserWindow }, one) => BrowserWindow.getAllWindows()[0].setBounds(one),
      bounds,
    );
    const kept = (): Promise<string> =>
      readFile(join(userData, "window-state.json"), "utf8").catch(() => "nothing yet");
    await expect.poll(kept).toBe(JSON.stringify({ bounds, maximized: false }));
    await driven.kill();
    const again = await startDriven({ main, args: [], context, port, home, userData });
    await again.firstWindow();
    const found = again.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getBounds());
    expect(await found).toEqual(bounds);
    await again.stop();
  },
);

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

test("a file that the system hands over opens in an untouched window, the next one beside it", async ({
  lab,
  desktop,
  context,
}, info) => {
  const handOver = async (name: string, units: number): Promise<void> => {
    const file = info.outputPath(name);
    await writeFile(file, withUnits(units));
    await desktop.evaluate(({ app }, path) => {
      app.emit("open-file", { preventDefault: () => undefined }, path);
    }, file);
  };
  await handOver("seven.json", 7);
  await expect(lab.field("Units of layer 1")).toHaveValue("7");
  const opened = context.waitForEvent("page");
  await handOver("eight.json", 8);
  const second = new Lab(await opened, lab.url, lab.files);
  await expect(second.field("Units of layer 1")).toHaveValue("8");
  await expect(lab.field("Units of layer 1")).toHaveValue("7");
});

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

test(
  "a file that is damaged is refused in words at a second start and at the first, one of 2 GB, too, and work stays",
  { tag: "@driven" },
  async ({ lab, desktop, context, port }, info) => {
    const damaged = info.outputPath("damaged.rematrix");
    await writeFile(damaged, fileAt(article, 3).subarray(0, 900));
    const huge = info.outputPath("huge.rematrix");
    await writeFile(huge, "");
    await truncate(huge, 2 ** 31);
    const refusal = (page: Page) =>
      page.getByRole("dialog", { name: "damaged.rematrix could not be opened" });
    const tooLarge = "It is 2048 MB large; the lab reads files up to 640 MB.";
    const said = (): Promise<(string | undefined)[]> =>
      desktop.evaluate(({ driven }) => driven.person.asked.map(({ options }) => options.detail));

    await makeEdit(lab, desktop);
    const { home, userData } = desktop as Driven;
    const startAgain = async (file: string): Promise<void> => {
      const second = await startDriven({ main, args: [file], context, port, home, userData });
      expect(await second.closed).toBe(0);
    };
    const opened = context.waitForEvent("page");
    await startAgain(damaged);
    const beside = await opened;
    await expect(refusal(beside)).toContainText(/zip|archive|file/i);
    await expect(refusal(lab.page)).toBeHidden();
    await startAgain(huge);
    await expect.poll(() => said()).toEqual([tooLarge]);
    await answer(desktop, { kind: "message", button: "OK" });
    await expect(lab.field("Units of layer 1")).toHaveValue("6");
    await expect(lab.unsavedMark).toBeVisible();
    await lab.button("One step").click();
    await lab.atStep(1);
    await (desktop as Driven).kill();

    const first = await startDriven({ main, args: [damaged], context, port });
    const window = new Lab(await first.firstWindow(), lab.url, lab.files);
    await expect(refusal(window.page)).toBeVisible();
    await window.page.keyboard.press("Escape");
    await window.button("One step").click();
    await window.atStep(1);
    await first.stop();
    await rm(huge);
  },
);
