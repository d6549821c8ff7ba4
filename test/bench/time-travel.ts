/* What checkpoints cost training, what they occupy, and how long the way back to a past step takes. */
import process from "node:process";
import { parseArgs } from "node:util";
import { TimeMachine } from "../../core/training/time-machine.ts";
import type { Trainer } from "../../core/training/trainer.ts";
import { createTrainer } from "./contestants/rematrix.ts";
import { goalLine, saveResult } from "./results.mjs";
import { median, quantile } from "./statistics.mjs";
import { drawProblem, workloads, type WorkloadName } from "./workloads.ts";

const MOST_PERCENT = 1;
const MOST_MEGABYTES = 64;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "1" },
    samples: { type: "string", default: "5" },
    json: { type: "string" },
  },
});
const seconds = Number(options.seconds);
const samples = Number(options.samples);
if (!(seconds > 0 && Number.isInteger(samples) && samples > 0)) throw new Error("--seconds 1 --samples 5");
const names = (positionals.length > 0 ? positionals : Object.keys(workloads)) as WorkloadName[];

/** The process's own time: other work on the machine does not count. */
const now = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Trains for so many seconds of its own time; gives steps per second. */
function paceOf(driver: { work(limit: number): boolean }, trainer: Trainer): number {
  const from = trainer.step;
  const begun = now();
  let spent = 0;
  while (spent < seconds) {
    if (!driver.work(Infinity)) throw new Error(`training broke down at step ${trainer.step}`);
    spent = now() - begun;
  }
  return (trainer.step - from) / spent;
}

const results = names.map((name) => {
  const problem = drawProblem(name);
  const bare = createTrainer(problem, {});
  const driven = createTrainer(problem, {});
  const machine = new TimeMachine(driven);
  const ratios: number[] = [];
  for (let sample = 0; sample <= samples; sample++) {
    // Whoever comes second finds a warmer machine: they take turns.
    const pace = { bare: 0, driven: 0 };
    for (const who of sample % 2 === 0 ? (["bare", "driven"] as const) : (["driven", "bare"] as const)) {
      pace[who] = who === "bare" ? paceOf(bare, bare) : paceOf(machine, driven);
    }
    if (sample > 0) ratios.push(pace.bare / pace.driven - 1);
  }
  const { latest } = machine;
  const { count, bytes } = machine.checkpoints;
  const times = Array.from({ length: 41 }, (_, visit) => {
    // A golden walk: even over all steps, and far from the visit before.
    machine.goTo(Math.floor(latest * ((visit * 0.6180339887498949) % 1)));
    const begun = now();
    while (machine.travel());
    return 1000 * (now() - begun);
  });
  const result = {
    name,
    steps: latest,
    percent: 100 * median(ratios),
    checkpoints: count,
    megabytes: bytes / 2 ** 20,
    milliseconds: { median: median(times), p95: quantile(times, 0.95) },
  };
  console.log(
    goalLine({
      what: `${name}, checkpoints' share of training`,
      figure: result.percent,
      unit: "%",
      goal: `≤ ${MOST_PERCENT} %`,
      met: result.percent <= MOST_PERCENT,
    }),
  );
  console.log(
    goalLine({
      what: `${name}, ${count} checkpoints of ${latest.toLocaleString("en-US")} steps`,
      figure: result.megabytes,
      unit: "MiB",
      goal: `≤ ${MOST_MEGABYTES} MiB`,
      met: result.megabytes <= MOST_MEGABYTES,
    }),
  );
  const { milliseconds } = result;
  console.log(
    `         back to a past step in ${milliseconds.median.toFixed(1)} ms, ${milliseconds.p95.toFixed(1)} ms at the 95th percentile`,
  );
  return result;
});
saveResult("time-travel", { seconds, samples, results }, options.json);
