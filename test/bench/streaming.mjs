/* What showing costs: the speed of training W3 with frames at 60 Hz, and without any. */
import process from "node:process";
import { parseArgs } from "node:util";
import { talkInNode, talkInPage } from "./engine-talk.mjs";
import { experiments } from "./experiments.mjs";
import { describeMachine, machineLine } from "./machine.mjs";
import { withLab } from "./open-page.mjs";
import { goalLine, saveResult } from "./results.mjs";
import { median } from "./statistics.mjs";

const MOST_LOST = 3;

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "1" },
    samples: { type: "string", default: "9" },
    json: { type: "string" },
  },
});
const machine = describeMachine();
console.log(machineLine(machine));
const { talk, close } = talkInNode();
const node = await measure(talk);
await close();
report("Node's worker", node);
const chromium = await withLab(async (page, version) => ({
  version,
  ...(await measure(await talkInPage(page))),
}));
report("Chromium's worker", chromium);
saveResult("streaming", { machine, node, chromium }, options.json);
process.exit();

/** With and without frames in turn; the median of each pair's loss counts. */
async function measure(talk) {
  await talk.load(experiments.W3);
  await talk.speed(1000, true);
  const pairs = [];
  for (let sample = 0; sample < Number(options.samples); sample++) {
    const order = sample % 2 === 0 ? [true, false] : [false, true];
    const pair = {};
    for (const stream of order) {
      pair[stream ? "streamed" : "silent"] = await talk.speed(1000 * Number(options.seconds), stream);
    }
    pairs.push(pair);
  }
  const of = (read) => median(pairs.map(read));
  return {
    lost: of(({ streamed, silent }) => 100 * (1 - streamed.stepsPerSecond / silent.stepsPerSecond)),
    stepsPerSecond: of(({ streamed }) => streamed.stepsPerSecond),
    framesPerSecond: of(({ streamed }) => streamed.framesPerSecond),
    silentStepsPerSecond: of(({ silent }) => silent.stepsPerSecond),
    pairs,
  };
}

function report(where, { lost, stepsPerSecond, framesPerSecond, silentStepsPerSecond }) {
  const line = goalLine({
    what: `${where}, W3: training lost to frames`,
    figure: lost,
    unit: "%",
    goal: `< ${MOST_LOST} %`,
    met: lost < MOST_LOST,
  });
  const speeds = `${silentStepsPerSecond.toFixed(0)} → ${stepsPerSecond.toFixed(0)} steps/s`;
  console.log(`${line}; ${speeds} at ${framesPerSecond.toFixed(0)} frames/s`);
}
