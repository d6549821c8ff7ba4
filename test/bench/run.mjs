import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "../../electron/launch/prepare.mjs";
import { withBundle } from "./bundle.mjs";
import { contestants } from "./contestants.mjs";
import { goals } from "./goals.mjs";
import { describeMachine, machineLine } from "./machine.mjs";
import { peerVersions, preparePeers } from "./peers.mjs";
import { race } from "./race.mjs";
import { raceTable } from "./report.mjs";

/** Measurements beside the race, each a script with options of its own; `page` needs the built lab. */
const scripts = {
  steps: { file: "steps.mjs", what: "steps per second of the examples, beside a plain way of writing them" },
  responsiveness: {
    file: "responsiveness.mjs",
    page: true,
    what: "pictures per second and the way to a standstill",
  },
};

const help = `npm run bench [-- <workload> …] [options]
npm run bench -- <measurement> [its options]

Races the lab's training against other libraries, all in turn in one run, and holds the ratios against
the goals. Workloads: ${Object.keys(goals).join(", ")}; without a name all of them.

Options:
  --seconds 1     length of a sample
  --samples 5     samples per contestant; the median counts
  --quick         three samples of 0.3 s: for a first look
  --cpu           count a process's own time, not the clock's: on a machine that is busy otherwise
  --json <file>   where the figures go (test/results/bench.json)
  --help          this page

Measurements:
${Object.entries(scripts)
  .map(([name, { what }]) => `  ${name.padEnd(16)}${what}`)
  .join("\n")}`;

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  if (args[0] in scripts) return measure(scripts[args[0]], args.slice(1));
  let options, names;
  try {
    ({ values: options, positionals: names } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        seconds: { type: "string" },
        samples: { type: "string" },
        quick: { type: "boolean" },
        cpu: { type: "boolean" },
        json: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    console.error(`${error.message}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const unknown = names.filter((name) => !(name in goals));
  const seconds = Number(options.seconds ?? (options.quick ? 0.3 : 1));
  const samples = Number(options.samples ?? (options.quick ? 3 : 5));
  if (unknown.length > 0 || !(seconds > 0) || !(Number.isInteger(samples) && samples > 0)) {
    console.error(`${unknown.length > 0 ? `There is no "${unknown.join('", "')}".\n\n` : ""}${help}`);
    return 2;
  }
  return raceAll(names.length > 0 ? names : Object.keys(goals), {
    seconds,
    samples,
    clock: options.cpu ? "cpu" : "wall",
    output: options.json ?? fileURLToPath(new URL("../results/bench.json", import.meta.url)),
  });
}

async function measure({ file, page }, args) {
  if (page) await build();
  const script = fileURLToPath(new URL(file, import.meta.url));
  return spawnSync(process.execPath, [script, ...args], { stdio: "inherit" }).status ?? 1;
}

async function raceAll(names, { output, ...options }) {
  const machine = describeMachine();
  const say = (line) => process.stderr.write(`${line}\n`);
  const peers = preparePeers(say);
  console.log(`${machineLine(machine)}; samples of ${options.seconds} s, ${options.samples} each\n`);
  const races = await withBundle({ rematrix: "contestants/rematrix.ts" }, async (bundle) => {
    const done = [];
    for (const name of names) {
      done.push(await race(name, { ...options, peers, bundle, say }));
      console.log(raceTable(done.at(-1)));
    }
    return done;
  });
  for (const line of notes(races)) console.log(line);
  if (machine.loadAverage > 0.5) console.log("The machine was busy with other work: trust ratios only.");
  mkdirSync(path.dirname(output), { recursive: true });
  const result = { when: new Date().toISOString(), machine, options, versions: peerVersions(), races };
  writeFileSync(output, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`As JSON: ${output}`);
  // Without a figure of ours there was no race.
  const failed = races.some(({ results }) => results.some(({ kind, failed }) => kind === "ours" && failed));
  return failed ? 1 : 0;
}

/** What the tables leave out: who differs in what, and which BLAS NumPy ran on. */
function notes(races) {
  const ran = new Set(races.flatMap(({ results }) => results.map(({ id }) => id)));
  const lines = contestants
    .filter(({ id, note }) => note && ran.has(id))
    .map(({ id, note }) => `  ${id}: ${note}`);
  const blas = races.flatMap(({ results }) => results.map((result) => result.blas)).find(Boolean);
  if (blas) lines.push(`  numpy: one thread; BLAS: ${blas.join(", ")}`);
  return ["Peers get their batches ready-made and run on the first epoch's order.", ...lines, ""];
}
