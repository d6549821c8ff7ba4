import os from "node:os";
import process from "node:process";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { nodeTooOld } from "../electron/launch/node-version.mjs";
import { prepareChromium } from "./run/browser.mjs";
import { build, endToEndTests, groups, packingChecks, staticChecks, unitTests } from "./run/checks.mjs";
import { run } from "./run/command.mjs";
import { preparePackages } from "./run/packages.mjs";
import { summarize } from "./run/summary.mjs";

const help = `npm test [-- --only <check>,<check>]

Installs what is missing (packages, a Chromium for the browser tests), runs every check, and ends with
a table and the line "N passed, N failed". Exit code 1 when anything failed.

Checks:
${Object.entries(groups)
  .map(([name, what]) => `  ${name.padEnd(8)}${what}`)
  .join("\n")}

Options:
  --only unit,e2e   only these checks
  --help            this page`;

const say = (line) => process.stdout.write(`${line}\n`);
/** @type {import("./run/summary.mjs").Row[]} */
const rows = [];

process.exitCode = await main();

async function main() {
  const chosen = readChoice(process.argv.slice(2));
  if (typeof chosen === "number") return chosen;
  say(`Rematrix: ${chosen.size === Object.keys(groups).length ? "every check" : [...chosen].join(", ")}`);
  if (await prepare(chosen)) await runChecks(chosen);
  say(summarize(rows));
  return rows.some((row) => row.failed > 0) ? 1 : 0;
}

/** The set of checks to run, or an exit code when there is nothing to run. */
function readChoice(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: { only: { type: "string", multiple: true }, help: { type: "boolean", short: "h" } },
    }));
  } catch (error) {
    say(`${error.message}\n\n${help}`);
    return 2;
  }
  if (values.help) {
    say(help);
    return 0;
  }
  const all = Object.keys(groups);
  const asked = values.only?.flatMap((names) => names.split(",").map((name) => name.trim())) ?? all;
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    say(`There is no check named "${unknown.join('", "')}"; there are ${all.join(", ")}.`);
    return 2;
  }
  if (asked.includes("e2e") || asked.includes("dist")) asked.push("build");
  return new Set(all.filter((name) => asked.includes(name)));
}

/** Says what the machine has and installs what is missing; false when nothing can run. */
async function prepare(chosen) {
  say(`Node ${process.versions.node} on ${process.platform}, ${os.availableParallelism()} processors.`);
  const problem = nodeTooOld(process.versions.node);
  if (problem !== null) {
    say(problem);
    return fail("Node version");
  }
  if (!(await preparePackages(say))) return fail("packages");
  if (chosen.has("unit")) say(await describePython());
  return true;
}

async function runChecks(chosen) {
  const checks = staticChecks.filter((check) => chosen.has(check.group));
  if (checks.length > 0) {
    say("\nReading the sources: " + checks.map((check) => check.title).join(", ") + " …");
    await inPairs(checks, async (check) => report(check.title, await check.start()));
  }
  if (chosen.has("unit")) {
    say("\nRunning the unit and component tests …");
    add("unit tests", await unitTests());
  }
  let built = false;
  if (chosen.has("build")) {
    say("\nBuilding both editions …");
    const outcome = await build();
    built = outcome.ok;
    report("build", outcome);
  }
  // The packed program opens its window in it, too; there it may be missing.
  const chromium = built && (chosen.has("dist") || chosen.has("e2e")) ? await prepareChromium(say) : null;
  if (chosen.has("dist")) {
    say("\nPacking the desktop edition with stand-ins for Electron's runtime …");
    if (built) add("packing", await packingChecks());
    else add("packing", { passed: 0, failed: 0, notes: ["left out: the build failed"] });
  }
  if (chosen.has("e2e")) {
    say("\nRunning both editions in Chromium …");
    if (!built) {
      say("  Left out: there is no build to open.");
      add("end-to-end tests", { passed: 0, failed: 0, notes: ["left out: the build failed"] });
    } else if (chromium === null) {
      add("end-to-end tests", { passed: 0, failed: 1, notes: ["no Chromium, see above"] });
    } else add("end-to-end tests", await endToEndTests());
  }
}

/** Starts the next piece of work as soon as one of two places is free; two cores gain from no more. */
async function inPairs(pieces, work) {
  const waiting = [...pieces];
  const place = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all([place(), place()]);
}

/** One line for a check that passed; everything it said for one that did not. */
function report(title, outcome) {
  say(`  ${outcome.ok ? "ok    " : "FAILED"}  ${title}  (${outcome.seconds.toFixed(1)} s)`);
  if (!outcome.ok) say(plain(outcome.output.trimEnd()).replace(/^/gm, "    "));
  add(title, { passed: outcome.ok ? 1 : 0, failed: outcome.ok ? 0 : 1, seconds: outcome.seconds });
}

/** Colours are for terminals; a log of the run is read without. */
function plain(text) {
  return process.stdout.isTTY ? text : stripVTControlCharacters(text);
}

function add(title, { passed, failed, skipped = [], unsteady = [], notes = [], seconds = null }) {
  rows.push({ title, passed, failed, skipped, unsteady, notes, seconds });
}

function fail(title) {
  add(title, { passed: 0, failed: 1 });
  return false;
}

/** Whether there is a Python with NumPy, against which some tests compare figures. */
async function describePython() {
  for (const python of ["/usr/bin/python3", "python3"]) {
    const asked = await run(python, ["-c", "import numpy; print(numpy.__version__)"], { limit: 60 });
    if (asked.ok) return `Python: ${python} with NumPy ${asked.output.trim()}, for comparing figures.`;
  }
  return "Python: none with NumPy; comparisons that run NumPy itself are left out.";
}
