/* global document, requestAnimationFrame -- inside evaluate, the page's own */
import { chromium } from "@playwright/test";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromiumLaunch } from "../support/chromium.mjs";
import { button, openFile, openLab, readNumber, setFastest, withoutPickers } from "../support/lab-driver.mjs";
import { servePage } from "../support/page.mjs";

const help = `node test/bench/responsiveness.mjs [--seconds 5] [--repeats 20] [--out <file.json>]

Opens the built lab in a headless Chromium, trains the article's network as fast as the engine can, and
measures how smoothly the page draws meanwhile and how soon it stands still after Pause.`;

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    repeats: { type: "string", default: "20" },
    out: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
if (options.help) {
  console.log(help);
  process.exit(0);
}

const article = fileURLToPath(new URL("../../resources/experiments/article.json", import.meta.url));
const output = options.out ?? fileURLToPath(new URL("../results/responsiveness.json", import.meta.url));

// Read before this run loads the machine itself.
const loadAverage = os.loadavg()[0];
const server = await servePage();
const browser = await chromium.launch(chromiumLaunch());
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await withoutPickers(page);
  await openLab(page, server.url);
  await openFile(page, endless(readFileSync(article, "utf8")), "article.json");
  await setFastest(page);

  const drawing = await measureDrawing(page, Number(options.seconds));
  const pause = await measurePause(page, Number(options.repeats));
  const result = { when: new Date().toISOString(), machine: describeMachine(), drawing, pause };
  print(result);
  mkdirSync(path.dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\nAs JSON: ${output}`);
} finally {
  await browser.close();
  await server.close();
}

/** The same experiment without a stop: it trains for as long as it is measured. */
function endless(text) {
  const experiment = JSON.parse(text);
  return JSON.stringify({ ...experiment, training: { ...experiment.training, stop: null } });
}

/** Plays, and watches every picture the page draws and every task that holds it up for 50 ms or more. */
async function measureDrawing(page, seconds) {
  await button(page, "Play").click();
  await page.waitForFunction(
    () => Number(document.querySelector('[data-testid="step"]')?.getAttribute("data-value")) > 1000,
  );
  const firstStep = await readNumber(page, "step");
  const { times, longTasks } = await page.evaluate(
    (milliseconds) =>
      new Promise((resolve) => {
        const long = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) long.push(entry.duration);
        });
        observer.observe({ entryTypes: ["longtask"] });
        const drawn = [];
        const next = (now) => {
          drawn.push(now);
          if (now - drawn[0] < milliseconds) requestAnimationFrame(next);
          else {
            observer.disconnect();
            resolve({ times: drawn, longTasks: long });
          }
        };
        requestAnimationFrame(next);
      }),
    seconds * 1000,
  );
  const steps = (await readNumber(page, "step")) - firstStep;
  await button(page, "Pause").click();
  await button(page, "Play").waitFor();
  const gaps = times.slice(1).map((time, index) => time - times[index]);
  const lasted = times.at(-1) - times[0];
  return {
    seconds: lasted / 1000,
    framesPerSecond: (1000 * gaps.length) / lasted,
    frameTime: { median: quantile(gaps, 0.5), p95: quantile(gaps, 0.95), max: Math.max(...gaps) },
    longTasks: { count: longTasks.length, longest: Math.max(0, ...longTasks) },
    stepsPerSecond: (1000 * steps) / lasted,
  };
}

/** From a click on Pause to the last change of the step counter, in milliseconds, over some repeats. */
async function measurePause(page, repeats) {
  const delays = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const before = await readNumber(page, "step");
    await button(page, "Play").click();
    await page.waitForFunction(
      (step) => Number(document.querySelector('[data-testid="step"]')?.getAttribute("data-value")) > step,
      before,
    );
    delays.push(await button(page, "Pause").evaluate(delayOfPause));
    await button(page, "Play").waitFor();
  }
  return { repeats, median: quantile(delays, 0.5), max: Math.max(...delays) };
}

/** Runs inside the page: clicks, and looks at the counter at every picture until it has stood for 300 ms. */
function delayOfPause(pause) {
  const read = () => document.querySelector('[data-testid="step"]').getAttribute("data-value");
  return new Promise((resolve) => {
    const clicked = performance.now();
    let [step, changed] = [read(), clicked];
    pause.click();
    const look = () => {
      const now = performance.now();
      const current = read();
      if (current !== step) [step, changed] = [current, now];
      if (now - changed < 300) requestAnimationFrame(look);
      else resolve(changed - clicked);
    };
    requestAnimationFrame(look);
  });
}

function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

function describeMachine() {
  return {
    processor: os.cpus()[0]?.model ?? "unknown",
    processors: os.availableParallelism(),
    loadAverage,
    memory: `${(os.totalmem() / 2 ** 30).toFixed(1)} GiB`,
    system: `${os.type()} ${os.release()}`,
    chromium: browser.version(),
    headless: true,
  };
}

function print({ machine, drawing, pause }) {
  const ms = (time) => `${time.toFixed(1)} ms`;
  const rows = [
    ["frames per second", drawing.framesPerSecond.toFixed(1)],
    ["frame time, median", ms(drawing.frameTime.median)],
    ["frame time, 95 % below", ms(drawing.frameTime.p95)],
    ["frame time, longest", ms(drawing.frameTime.max)],
    ["tasks of 50 ms and more", `${drawing.longTasks.count}, longest ${ms(drawing.longTasks.longest)}`],
    ["steps per second", Math.round(drawing.stepsPerSecond).toLocaleString("en-US")],
    [`pause to standstill, median of ${pause.repeats}`, ms(pause.median)],
    ["pause to standstill, longest", ms(pause.max)],
  ];
  console.log(`The article's network, as fast as it can, over ${drawing.seconds.toFixed(1)} s`);
  console.log(`${machine.processors} × ${machine.processor}, load ${machine.loadAverage.toFixed(2)}`);
  console.log(`${machine.system}, Chromium ${machine.chromium}, headless\n`);
  if (machine.loadAverage > machine.processors) {
    console.log("The machine was busy with other work: these figures are worse than its own.\n");
  }
  const width = Math.max(...rows.map(([what]) => what.length));
  for (const [what, figure] of rows) console.log(`  ${what.padEnd(width)}  ${figure.padStart(24)}`);
}
