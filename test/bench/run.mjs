import { spawnSync } from "node:child_process";
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
import { productTable, raceProducts } from "./products.mjs";
import { race } from "./race.mjs";
import { raceTable } from "./report.mjs";
import { resultFile, saveResult } from "./results.mjs";

/** What is raced: four networks, and the products alone. */
const workloads = [...Object.keys(goals), "G"];

/**
 * Measurements beside the race, each a program with options of its own: `page` needs the built lab,
 * `bundle` is an entry that is built first and measures its memory.
 */
const scripts = {
  startup: { file: "startup.mjs", page: true, what: "from the address to a usable page; its script in kB" },
  streaming: { file: "streaming.mjs", page: true, what: "what frames at 60 Hz cost training (W3)" },
  response: { file: "response.mjs", page: true, what: "how soon commands are answered (W4)" },
  "micro-steps": {
    file: "micro-steps.mjs",
    page: true,
    what: "pictures per second while micro-steps are gone through (64-64-64)",
  },
  smooth: {
    file: "smooth.mjs",
    page: true,
    what: "the page's own work for a picture while a network trains (64-64-64)",
  },
  table: { file: "table.mjs", page: true, what: "opening a table of 1,797 samples" },
  history: { bundle: "history.ts", what: "ten million costs in bounded memory" },
  "time-travel": { bundle: "time-travel.ts", what: "what checkpoints cost, and the way back to a past step" },
  soak: { bundle: "soak.ts", what: "the memory of long training; --minutes 10 for a slope to trust" },
  typed: { bundle: "typed.ts", what: "how soon a typed expression is read, or refused" },
  steps: { file: "steps.mjs", what: "steps per second of the examples, beside a plain way of writing them" },
  responsiveness: {
    file: "responsiveness.mjs",
    page: true,
    what: "pictures per second; the way to a standstill",
  },
};

const help = `npm run bench [-- <workload> …] [options]
npm run bench -- <measurement> [its options]

Races the lab's training against other libraries, all in turn in one run, and holds the ratios against
the goals. Workloads: ${Object.keys(goals).join(", ")}, and G, the products alone; without a name all of them.

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
  if (args[0] in scripts) return measure(args[0], args.slice(1));
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
  const unknown = names.filter((name) => !workloads.includes(name));
  const seconds = Number(options.seconds ?? (options.quick ? 0.3 : 1));
  const samples = Number(options.samples ?? (options.quick ? 3 : 5));
  if (unknown.length > 0 || !(seconds > 0) || !(Number.isInteger(samples) && samples > 0)) {
    console.error(`${unknown.length > 0 ? `There is no "${unknown.join('", "')}".\n\n` : ""}${help}`);
    return 2;
  }
  return raceAll(names.length > 0 ? names : workloads, {
    seconds,
    samples,
    clock: options.cpu ? "cpu" : "wall",
    output: options.json,
  });
}

async function measure(name, args) {
  const { file, page, bundle } = scripts[name];
  if (page) await build();
  if (bundle === undefined) return run([fileURLToPath(new URL(file, import.meta.url)), ...args]);
  const output = args.includes("--json") ? [] : ["--json", resultFile(name)];
  return withBundle({ [name]: bundle }, (folder) =>
    run(["--expose-gc", path.join(folder, `${name}.mjs`), ...args, ...output]),
  );
}

function run(parameters) {
  return spawnSync(process.execPath, parameters, { stdio: "inherit" }).status ?? 1;
}

async function raceAll(names, { output, ...options }) {
  const machine = describeMachine();
  const say = (line) => process.stderr.write(`${line}\n`);
  const peers = preparePeers(say);
  console.log(`${machineLine(machine)}; samples of ${options.seconds} s, ${options.samples} each\n`);
  const entries = { rematrix: "contestants/rematrix.ts", products: "contestants/products.ts" };
  const races = await withBundle(entries, async (bundle) => {
    const done = [];
    for (const name of names) {
      const setting = { ...options, peers, bundle, say };
      done.push(name === "G" ? await raceProducts(setting) : await race(name, setting));
      console.log(name === "G" ? productTable(done.at(-1)) : raceTable(done.at(-1)));
    }
    return done;
  });
  for (const line of notes(races)) console.log(line);
  if (machine.loadAverage > 0.5) console.log("The machine was busy with other work: trust ratios only.");
  saveResult("bench", { machine, options, versions: peerVersions(), races }, output);
  // Without a figure of ours there was no race.
  const failed = races.some(({ results }) =>
    results.some(({ id, failed }) => (id === "peak" || id.startsWith("rematrix")) && failed !== null),
  );
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
