/* What checkpoints cost training, what they occupy, and how long the way back to a past step takes. */
import { parseArgs } from "node:util";
import { TimeMachine } from "../../core/training/time-machine.ts";
import { createTrainer } from "./contestants/rematrix.ts";
import { goalLine, saveResult } from "./results.mjs";
import { median, quantile } from "./statistics.mjs";
import { drawProblem, workloads, type WorkloadName } from "./workloads.ts";

const MOST_PERCENT = 1;
const MOST_MEGABYTES = 64;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "3" },
    json: { type: "string" },
  },
});
const seconds = Number(options.seconds);
if (!(seconds > 0)) throw new Error(`${options.seconds} is no number of seconds`);
const names = (positionals.length > 0 ? positionals : Object.keys(workloads)) as WorkloadName[];

/** Seconds. */
const now = (): number => performance.now() / 1000;

/*
 * The share is measured where it arises: two whole trainings side by side differ by several per cent on a
 * machine that does other things, too.
 */
const results = names.map((name) => {
  const trainer = createTrainer(drawProblem(name), {});
  let taking = 0;
  const take = trainer.snapshot.bind(trainer);
  trainer.snapshot = () => {
    const begun = now();
    const snapshot = take();
    taking += now() - begun;
    return snapshot;
  };
  for (let warm = 0; warm < 200; warm++) trainer.work(Infinity);
  const machine = new TimeMachine(trainer);
  taking = 0;
  const begun = now();
  while (now() - begun < seconds) {
    if (!machine.work(Infinity)) throw new Error(`training broke down at step ${trainer.step}`);
  }
  const share = taking / (now() - begun);
  const { latest } = machine;
  const { count, bytes } = machine.checkpoints;
  const times = Array.from({ length: 41 }, (_, visit) => {
    // A golden walk: even over all steps, and far from the visit before.
    const { first } = machine.checkpoints;
    machine.goTo(first + Math.floor((latest - first) * ((visit * 0.6180339887498949) % 1)));
    const begun = now();
    while (machine.travel());
    return 1000 * (now() - begun);
  });
  const result = {
    name,
    steps: latest,
    percent: 100 * share,
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
saveResult("time-travel", { seconds, results }, options.json);
