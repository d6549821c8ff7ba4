/*
 * One contestant in a process of its own: its heap, its compiled code and its garbage are nobody else's.
 *
 * node host.mjs <contestant.mjs> <options as JSON>. Takes orders as lines of JSON and answers each with one:
 *   {"do": "setup", "problem": <file>}   {"ready": true}
 *   {"do": "run", "steps": n}            {"steps": n}
 *   {"do": "cost"}                       {"cost": c}
 *   {"do": "measure", "seconds": s}      {"steps": n, "seconds": s, "cpu": c}
 * and with {"error": …} where something failed. numpy_host.py speaks the same.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [file, options] = process.argv.slice(2);
// Whatever a library prints is no answer.
console.log = console.info = console.error;

/** A chunk of steps that takes at least this long is timed as one: reading the clock costs nothing. */
const CHUNK_SECONDS = 0.01;
let contestant;
let chunk = 1;

const orders = {
  async setup({ problem }) {
    const { setup } = await import(pathToFileURL(file).href);
    contestant = await setup(JSON.parse(readFileSync(problem, "utf8")), JSON.parse(options ?? "{}"));
    return { ready: true };
  },
  async run({ steps }) {
    await contestant.run(steps);
    return { steps };
  },
  async cost() {
    return { cost: await contestant.cost() };
  },
  async measure({ seconds }) {
    const cpu = process.cpuUsage();
    const begun = performance.now();
    let [steps, elapsed] = [0, 0];
    while (elapsed < seconds) {
      const before = elapsed;
      await contestant.run(chunk);
      steps += chunk;
      elapsed = (performance.now() - begun) / 1000;
      if (elapsed - before < CHUNK_SECONDS) chunk *= 2;
    }
    const { user, system } = process.cpuUsage(cpu);
    return { steps, seconds: elapsed, cpu: (user + system) / 1e6 };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...order } = JSON.parse(line);
  const answer = await orders[name](order).catch((error) => ({ error: String(error?.message ?? error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
