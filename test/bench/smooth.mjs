/* global document, requestAnimationFrame -- inside the page, its own */
/*
 * What a picture costs the page's own thread while a 64-64-64 network trains, in milliseconds of its processor
 * time: with the derivation open, and with the notes in its place. The thread's own time does not count what
 * else the machine does; the drawing itself happens in other processes.
 */
import { parseArgs } from "node:util";
import { button, openFile, readNumber } from "../support/lab-driver.mjs";
import { describeMachine, machineLine } from "./machine.mjs";
import { withLab } from "./open-page.mjs";
import { goalLine, saveResult } from "./results.mjs";
import { median } from "./statistics.mjs";
import { wideExperiment } from "./wide-experiment.mjs";

/** Then 60 pictures a second are possible, and something is left for the browser. */
const MOST_MILLISECONDS = 12;

const tabs = { open: "Derivation", closed: "Notes" };
const speeds = { "at 30 steps/s": null, "at full speed": "End" };

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" },
    repeats: { type: "string", default: "3" },
    width: { type: "string", default: "1280" },
    height: { type: "string", default: "720" },
    json: { type: "string" },
  },
});
const machine = describeMachine();
console.log(machineLine(machine));
await withLab(async (page) => {
  await page.setViewportSize({ width: Number(options.width), height: Number(options.height) });
  await openFile(page, wideExperiment(), "wide.json");
  await page.locator('[data-matrix="W3"]').waitFor();
  const figures = {};
  for (const [speed, key] of Object.entries(speeds)) {
    if (key !== null) await page.getByRole("slider", { name: "Speed", exact: true }).press(key);
    const both = { open: [], closed: [] };
    // In turn, so that what else the machine does meets both.
    for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
      for (const [state, tab] of Object.entries(tabs)) {
        await page.getByRole("tab", { name: tab, exact: true }).click();
        both[state].push(await measure(page));
      }
    }
    figures[speed] = both;
    for (const [state, all] of Object.entries(both)) report(`derivation ${state}, ${speed}`, all);
    const of = (state) => median(both[state].map(({ task }) => task));
    console.log(`         open costs ${(of("open") / of("closed")).toFixed(2)} times what closed does`);
  }
  saveResult("smooth", { machine, figures }, options.json);
});

function report(what, all) {
  const of = (name) => median(all.map((one) => one[name]));
  const line = goalLine({
    what: `64-64-64, ${what}: the page's thread`,
    figure: of("task"),
    unit: "ms per picture",
    goal: `< ${MOST_MILLISECONDS}`,
    met: of("task") < MOST_MILLISECONDS,
  });
  const parts = ["script", "style", "layout"].map((name) => `${name} ${of(name).toFixed(1)}`).join(", ");
  console.log(
    `${line}; ${parts}; ${of("framesPerSecond").toFixed(0)} pictures/s of ${of("steps").toFixed(0)} steps/s`,
  );
}

/** Trains for a while and divides the thread's time by the pictures that showed another step. */
async function measure(page) {
  await button(page, "Play").click();
  await button(page, "Pause").waitFor();
  await page.waitForTimeout(500);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const stepBefore = await readNumber(page, "step");
  const before = await read();
  const { pictures, lasted } = await page.evaluate(
    (milliseconds) =>
      new Promise((resolve) => {
        const step = document.querySelector('[data-testid="step"]');
        let pictures = 0;
        let start = 0;
        let shown = "";
        const next = (now) => {
          if (start === 0) start = now;
          if (step.dataset.value !== shown) pictures += 1;
          shown = step.dataset.value;
          if (now - start < milliseconds) requestAnimationFrame(next);
          else resolve({ pictures, lasted: now - start });
        };
        requestAnimationFrame(next);
      }),
    1000 * Number(options.seconds),
  );
  const after = await read();
  const steps = (await readNumber(page, "step")) - stepBefore;
  await session.detach();
  await button(page, "Pause").click();
  await button(page, "Play").waitFor();
  const each = (name) => (1000 * (after[name] - before[name])) / pictures;
  return {
    task: each("TaskDuration"),
    script: each("ScriptDuration"),
    style: each("RecalcStyleDuration"),
    layout: each("LayoutDuration"),
    framesPerSecond: (1000 * pictures) / lasted,
    steps: (1000 * steps) / lasted,
  };
}
