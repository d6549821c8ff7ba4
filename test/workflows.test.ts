import { load } from "js-yaml";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageFile from "../package.json" with { type: "json" };
import { root } from "./support/sources.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
}
interface Job {
  readonly uses?: string;
  readonly needs?: string;
  readonly permissions?: Record<string, string>;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
  readonly strategy?: { readonly matrix: { os: string[]; node?: string[]; include?: { node: string }[] } };
}
interface Workflow {
  readonly name: string;
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, Job>;
}

const folder = join(root, ".github/workflows");
const names = readdirSync(folder).sort();
const read = (name: string): Workflow => load(readFileSync(join(folder, name), "utf8")) as Workflow;
const stepsOf = (workflow: Workflow): Step[] =>
  Object.values(workflow.jobs).flatMap(({ steps }) => steps ?? []);
const systems = ["macos-latest", "ubuntu-latest", "windows-latest"];

test("there are a workflow that checks and one that makes installers", () => {
  expect(names).toEqual(["ci.yml", "release.yml"]);
});

describe.each(names)("the workflow %s", (name) => {
  const workflow = read(name);
  const commands = stepsOf(workflow).flatMap(({ run }) => (run ?? "").split("\n"));

  test("calls scripts that package.json has, tools that are installed, and files that are there", () => {
    const scripts = commands.flatMap((line) => line.match(/\bnpm (?:run (?:-\S+ )*)?[\w:]+/g) ?? []);
    expect(scripts).not.toEqual([]);
    for (const called of scripts) {
      const script = called.split(" ").at(-1) ?? "";
      if (called !== "npm ci") expect(Object.keys(packageFile.scripts), called).toContain(script);
    }
    for (const tool of commands.flatMap((line) => [...line.matchAll(/\bnpx (\S+)/g)])) {
      expect(existsSync(join(root, "node_modules/.bin", tool[1])), tool[0]).toBe(true);
    }
    for (const file of commands.flatMap((line) => [...line.matchAll(/\bnode ([\w./-]+\.m?js)/g)])) {
      expect(existsSync(join(root, file[1])), file[0]).toBe(true);
    }
  });

  test("may read the sources and nothing else, and runs nobody's words as a command", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    for (const job of Object.values(workflow.jobs)) {
      expect(job.permissions ?? { contents: "read" }).toEqual({ contents: "read" });
    }
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    expect(commands.filter((line) => line.includes("${{"))).toEqual([]);
  });

  test("uses actions of GitHub's own, each by its major version, and workflows that are there", () => {
    for (const { uses } of stepsOf(workflow)) {
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
    }
    for (const { uses } of Object.values(workflow.jobs)) {
      if (uses !== undefined) expect(existsSync(join(root, uses)), uses).toBe(true);
    }
  });

  test("runs on all three systems, and not for ever", () => {
    const own = Object.values(workflow.jobs).filter(({ uses }) => uses === undefined);
    expect(own).toHaveLength(1);
    for (const job of own) {
      expect(job.strategy?.matrix.os.toSorted()).toEqual(systems);
      expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
    }
  });
});

test("the checks run on every major version of Node that package.json takes, Electron's runtime and all", () => {
  const { test: job } = read("ci.yml").jobs;
  const versions = [
    ...(job.strategy?.matrix.node ?? []),
    ...(job.strategy?.matrix.include ?? []).map(({ node }) => node),
  ];
  expect(packageFile.engines.node).toBe("^20.19.0 || >=22.12.0");
  expect(versions.toSorted()).toEqual(["20", "22", "24"]);
  const commands = (job.steps ?? []).map(({ run }) => run ?? "").join("\n");
  expect(commands).toContain("node_modules/electron/install.js");
  expect(commands).toContain("xvfb-run --auto-servernum npm test");
});

test("installers are made only after every check has passed, and all kinds of them are kept", () => {
  const { jobs } = read("release.yml");
  expect(jobs.checks.uses).toBe("./.github/workflows/ci.yml");
  expect(jobs.installers.needs).toBe("checks");
  const text = readFileSync(join(folder, "release.yml"), "utf8");
  for (const ending of ["exe", "msi", "dmg", "zip", "AppImage", "deb", "rpm"]) {
    expect(text).toContain(`dist/*.${ending}\n`);
  }
});
