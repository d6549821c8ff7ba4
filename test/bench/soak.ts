/* Training on and on at full speed, streaming frames: does memory grow? */
import { readFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { readArchive } from "../../core/archive/read-archive.ts";
import { writeArchive } from "../../core/archive/write-archive.ts";
import { readExperiment } from "../../core/experiment/read-experiment.ts";
import { Engine } from "../../core/training/engine.ts";
import { experiments } from "./experiments.mjs";
import { goalLine, saveResult } from "./results.mjs";
import { slope } from "./statistics.mjs";

/** Half a megabyte a minute would be 30 MB in an hour of training: not a leak yet, but its beginning. */
const MOST_PER_MINUTE = 0.5;
const WARM_UP_SECONDS = 10;

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    experiment: { type: "string", default: "article" },
    json: { type: "string" },
  },
});
const minutes = Number(options.minutes);
if (!(minutes >= 0.25)) throw new Error(`${options.minutes} minutes are too few to see a slope`);
if (global.gc === undefined) throw new Error("run with --expose-gc: memory is measured after collecting");

const read = readExperiment(
  options.experiment in experiments
    ? JSON.stringify(experiments[options.experiment as keyof typeof experiments])
    : readFileSync(`resources/experiments/${options.experiment}.json`, "utf8"),
);
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const experiment = { ...read.value, training: { ...read.value.training, stop: null } };

let [frames, step, trouble] = [0, 0, ""];
const engine = new Engine({
  post: (event) => {
    if (event.kind === "refused") trouble = JSON.stringify(event.problems);
    if (event.kind !== "frame") return;
    frames++;
    ({ step } = event.frame);
    if (event.frame.status === "diverged") trouble = `training broke down at step ${step}`;
    setTimeout(() => engine.receive({ kind: "taken" }), 1000 / 60);
  },
  pack: writeArchive,
  unpack: readArchive,
  clock: {
    now: () => performance.now(),
    defer: (callback, delayMs) => void (delayMs > 0 ? setTimeout(callback, delayMs) : setImmediate(callback)),
  },
  datasets: () => Promise.reject(new Error("internal: the soak uses no data set")),
});
engine.receive({ kind: "pace", stepsPerSecond: null });
engine.receive({ kind: "load", generation: 1, experiment });
engine.receive({ kind: "play" });

interface Moment {
  readonly minute: number;
  readonly step: number;
  readonly heap: number;
  readonly resident: number;
}
const moments: Moment[] = [];
const begun = performance.now();
const every = Math.max(1, Math.min(5, minutes)) * 1000;
const timer = setInterval(() => {
  global.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const minute = (performance.now() - begun) / 60_000;
  moments.push({ minute, step, heap: (heapUsed + arrayBuffers) / 1e6, resident: rss / 1e6 });
  if (trouble !== "") throw new Error(trouble);
  if (minute < minutes) return;
  clearInterval(timer);
  engine.receive({ kind: "pause" });
  report();
  process.exit();
}, every);

function report(): void {
  // What fills up to its bound at first, a history, a cache, must not be taken for a slope.
  const settled = moments.filter(({ minute }) => minute >= Math.max(WARM_UP_SECONDS / 60, minutes / 3));
  const of = (name: "heap" | "resident"): number =>
    slope(settled.map((moment) => [moment.minute, moment[name]]));
  if (settled.length < 3 || step === 0 || frames === 0) throw new Error("nothing was trained");
  for (const [name, what] of [
    ["heap", "heap and buffers after collecting"],
    ["resident", "resident memory"],
  ] as const) {
    const [figure, last] = [of(name), settled[settled.length - 1][name]];
    const line = goalLine({
      what: `${options.experiment}: ${what}`,
      figure: 1000 * figure,
      unit: "kB a minute",
      goal: `≤ ${1000 * MOST_PER_MINUTE}`,
      met: figure <= MOST_PER_MINUTE,
    });
    console.log(`${line}; ${last.toFixed(1)} MB at the end`);
  }
  console.log(`         ${step.toLocaleString("en-US")} steps, ${frames.toLocaleString("en-US")} frames`);
  const slopes = { heap: of("heap"), resident: of("resident") };
  saveResult(
    "soak",
    { minutes, experiment: options.experiment, step, frames, slopes, moments },
    options.json,
  );
}
