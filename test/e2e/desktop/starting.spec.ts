import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { article } from "../../../core/experiment/defaults.ts";
import { writeExperiment } from "../../../core/experiment/write-experiment.ts";
import { close, expect, test, withUnits } from "../../support/desktop.ts";
import { startDriven, type Driven } from "../../support/driven-electron/start.mjs";

const main = fileURLToPath(new URL("../../../out/electron/main.js", import.meta.url));

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
