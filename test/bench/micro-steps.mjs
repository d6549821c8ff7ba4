/* global document, requestAnimationFrame, KeyboardEvent -- inside the page, its own */
/* How smoothly the page draws a 64-64-64 network while micro-steps are gone through, against whole steps. */
import { parseArgs } from "node:util";
import { openFile } from "../support/lab-driver.mjs";
import { describeMachine, machineLine } from "./machine.mjs";
import { withLab } from "./open-page.mjs";
import { goalLine, saveResult } from "./results.mjs";
import { median } from "./statistics.mjs";
import { wideExperiment } from "./wide-experiment.mjs";

const FEWEST_FRAMES = 50;

/** Which key is pressed how often, and whether the micro-steps are open. */
const ways = {
  "closed, nothing pressed": { open: false, key: null, every: 1000 },
  "closed, a whole step four times a second": { open: false, key: ".", every: 250 },
  "open, the slow part and the rows by themselves": { open: true, key: "ArrowRight", every: 6000 },
  "open, a micro-step four times a second": { open: true, key: "ArrowRight", every: 250 },
  "open, a micro-step twenty times a second": { open: true, key: "ArrowRight", every: 50 },
};

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "4" },
    repeats: { type: "string", default: "3" },
    json: { type: "string" },
  },
});
const machine = describeMachine();
console.log(machineLine(machine));
await withLab(async (page) => {
  await openFile(page, wideExperiment(), "wide.json");
  await page.locator('[data-matrix="W3"]').waitFor();
  const figures = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  // In turn, so that what else the machine does meets all of them.
  for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
    for (const [name, way] of Object.entries(ways)) figures[name].push(await measure(page, way));
  }
  for (const [name, all] of Object.entries(figures)) {
    const of = (read) => median(all.map(read));
    const frames = of(({ framesPerSecond }) => framesPerSecond);
    const line = goalLine({
      what: `64-64-64, ${name}: pictures`,
      figure: frames,
      unit: "per second",
      goal: `≥ ${FEWEST_FRAMES}`,
      met: frames >= FEWEST_FRAMES,
    });
    const longest = Math.max(...all.map((one) => one.longest));
    const script = of(({ busy }) => 100 * busy).toFixed(0);
    console.log(
      `${line}; 95 % within ${of(({ p95 }) => p95).toFixed(1)} ms, longest ${longest.toFixed(0)} ms, page busy ${script} %`,
    );
  }
  saveResult("micro-steps", { machine, figures }, options.json);
});

/** Opens or closes the micro-steps and watches every picture while a key is pressed again and again. */
async function measure(page, { open, key, every }) {
  const panel = page.getByRole("region", { name: "Micro-steps" });
  if ((await panel.isVisible()) !== open) {
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press("m");
    await panel.waitFor({ state: open ? "visible" : "hidden" });
  }
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const taskTime = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value;
  };
  const before = await taskTime();
  const times = await page.evaluate(
    ({ milliseconds, key, every }) =>
      new Promise((resolve) => {
        const press = () => {
          const target = document.activeElement ?? document.body;
          if (key !== null)
            target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        };
        press();
        const timer = setInterval(press, every);
        const drawn = [];
        const next = (now) => {
          drawn.push(now);
          if (now - drawn[0] < milliseconds) requestAnimationFrame(next);
          else {
            clearInterval(timer);
            resolve(drawn);
          }
        };
        requestAnimationFrame(next);
      }),
    { milliseconds: 1000 * Number(options.seconds), key, every },
  );
  const lasted = times.at(-1) - times[0];
  const busy = (1000 * ((await taskTime()) - before)) / lasted;
  await session.detach();
  const gaps = times.slice(1).map((time, index) => time - times[index]);
  gaps.sort((a, b) => a - b);
  return {
    framesPerSecond: (1000 * gaps.length) / lasted,
    p95: gaps[Math.floor(0.95 * gaps.length)],
    longest: gaps.at(-1),
    busy,
  };
}
