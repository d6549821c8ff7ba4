/* How soon pause, step and another learning rate are answered while W4 trains at full speed. */
import process from "node:process";
import { parseArgs } from "node:util";
import { talkInNode, talkInPage } from "./engine-talk.mjs";
import { experiments } from "./experiments.mjs";
import { describeMachine, machineLine } from "./machine.mjs";
import { withLab } from "./open-page.mjs";
import { goalLine, saveResult } from "./results.mjs";
import { median } from "./statistics.mjs";

const LATEST_MS = 50;

const { values: options } = parseArgs({
  options: { repeats: { type: "string", default: "15" }, json: { type: "string" } },
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
saveResult("response", { machine, node, chromium }, options.json);
process.exit();

async function measure(talk) {
  await talk.load(experiments.W4);
  const delays = [];
  for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
    // Always at another moment of the engine's slice and of the display's picture.
    delays.push(await talk.delays(100 + 7.3 * repeat));
  }
  const of = (name) => {
    const list = delays.map((delay) => delay[name]);
    return { median: median(list), longest: Math.max(...list), all: list };
  };
  return { pause: of("pause"), step: of("step"), learningRate: of("learningRate") };
}

function report(where, delays) {
  for (const [name, what] of Object.entries({
    pause: "pause",
    step: "one step",
    learningRate: "rate change",
  })) {
    const { median: middle, longest } = delays[name];
    const line = goalLine({
      what: `${where}, W4: ${what} answered, at the latest,`,
      figure: longest,
      unit: "ms",
      goal: `≤ ${LATEST_MS} ms`,
      met: longest <= LATEST_MS,
    });
    console.log(`${line}; median ${middle.toFixed(1)} ms`);
  }
}
