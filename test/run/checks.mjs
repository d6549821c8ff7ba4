import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { node, root } from "./command.mjs";
import { countPlaywright, countVitest } from "./counts.mjs";

const tools = {
  eslint: "node_modules/eslint/bin/eslint.js",
  prettier: "node_modules/prettier/bin/prettier.cjs",
  tsc: "node_modules/typescript/bin/tsc",
  svelteCheck: "node_modules/svelte-check/bin/svelte-check",
  vitest: "node_modules/vitest/vitest.mjs",
  playwright: "node_modules/@playwright/test/cli.js",
};

/** The names that `--only` takes, in the order in which they run, each with what it does. */
export const groups = {
  lint: "ESLint over every source file",
  format: "Prettier, comparing only",
  types: "TypeScript over core, electron and test; svelte-check over renderer",
  unit: "unit and component tests (vitest)",
  build: "the production build of both editions",
  dist: "the desktop edition packed for every system, with stand-ins for Electron's runtime; builds first",
  e2e: "both editions in a real Chromium (Playwright); builds first",
};

/**
 * The checks that read the sources only; they run two at a time, the slowest first.
 *
 * @type {{ group: keyof typeof groups, title: string, start: () => ReturnType<typeof node> }[]}
 */
export const staticChecks = [
  {
    group: "types",
    title: "types: renderer",
    start: () =>
      node(tools.svelteCheck, [
        "--tsconfig",
        "renderer/tsconfig.json",
        "--fail-on-warnings",
        "--output",
        "human",
      ]),
  },
  {
    group: "lint",
    title: "lint",
    start: () => node(tools.eslint, ["--max-warnings", "0", "."]),
  },
  {
    group: "format",
    title: "format",
    start: () => node(tools.prettier, ["--check", "."]),
  },
  ...["core", "electron", "test"].map((room) => ({
    group: "types",
    title: `types: ${room}`,
    start: () => node(tools.tsc, ["-p", room, "--pretty", "false"]),
  })),
];

/** Builds both editions; what is said is kept. */
export function build() {
  return node("electron/build.mjs", []);
}

/** Runs the unit and component tests, in view; returns the outcome with its counts. */
export function unitTests() {
  return vitest("test/vitest.config.ts", "unit.json");
}

/** Packs the built lab and checks what comes out, in view; returns the outcome with its counts. */
export function packingChecks() {
  return vitest("test/packing/vitest.config.ts", "packing.json");
}

async function vitest(configuration, report) {
  const file = freshReport(report);
  const outcome = await node(
    tools.vitest,
    [
      "run",
      ...["--config", configuration, "--allowOnly=false"],
      ...(process.stdout.isTTY ? [] : ["--no-color"]),
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    ],
    { show: true },
  );
  return { ...outcome, ...countVitest(readReport(file), outcome.ok) };
}

/** Runs the end-to-end tests of both editions, in view; returns the outcome with its counts. */
export async function endToEndTests() {
  const file = freshReport("e2e.json");
  const outcome = await node(
    tools.playwright,
    ["test", "--config", "test/playwright.config.ts", "--forbid-only"],
    { show: true, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  return { ...outcome, ...countPlaywright(readReport(file), outcome.ok) };
}

/** Where a report is to be written; what an earlier run left there is gone, so that it cannot be read. */
function freshReport(name) {
  const folder = path.join(root, "test/results");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${process.pid}-${name}`);
  rmSync(file, { force: true });
  return file;
}

/** Reads a report and takes it away; null where there is none. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}
