/* Ten million costs into the thinned history: its memory, its time, and that no extreme is lost. */
import process from "node:process";
import { parseArgs } from "node:util";
import { LossHistory } from "../../core/training/history.ts";
import { goalLine, saveResult } from "./results.mjs";

const MOST_MEGABYTES = 1;

const { values: options } = parseArgs({
  options: { points: { type: "string", default: "1e7" }, json: { type: "string" } },
});
const points = Number(options.points);
if (!(Number.isInteger(points) && points >= 1000))
  throw new Error(`${options.points} is no number of points`);
if (global.gc === undefined) throw new Error("run with --expose-gc: memory is measured after collecting");

const megabytes = (): number => {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

// One spike up and one down, at steps that no thinning would choose by itself.
const spikes = new Map([
  [Math.floor(points * 0.347) + 1, 1e6],
  [Math.floor(points * 0.791) + 1, 1e-9],
]);
const before = megabytes();
const history = new LossHistory();
const grown: { readonly points: number; readonly megabytes: number }[] = [];
let next = 1000;
let noise = 12345;
let spent = 0;
let from = performance.now();
for (let step = 0; step < points; step++) {
  noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
  history.record(step, spikes.get(step) ?? 1 + 100 / (1 + step) + noise / 2 ** 34);
  if (step + 1 === next || step + 1 === points) {
    spent += performance.now() - from;
    grown.push({ points: step + 1, megabytes: megabytes() - before });
    next *= 10;
    from = performance.now();
  }
}
const kept = history.points();
for (const [step, cost] of spikes) {
  for (const thinned of [kept.even, kept.octaves]) {
    const found = thinned.findIndex((value, at) => at % 2 === 0 && value === step);
    if (found < 0 || thinned[found + 1] !== cost) throw new Error(`the extreme of step ${step} was lost`);
  }
}
const most = Math.max(...grown.map((moment) => moment.megabytes));
console.log(
  goalLine({
    what: `${points.toLocaleString("en-US")} costs recorded, memory`,
    figure: most,
    unit: "MB",
    goal: `≤ ${MOST_MEGABYTES} MB, however many`,
    met: most <= MOST_MEGABYTES,
  }),
);
console.log(
  `         ${((1e6 * spent) / points).toFixed(0)} ns a cost; ${kept.even.length / 2} and ` +
    `${kept.octaves.length / 2} points are kept, both extremes among them`,
);
saveResult("history", { points, megabytes: most, grown, nanoseconds: (1e6 * spent) / points }, options.json);
