import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { build, built, hashOfSources, installed, prepare } from "../../../electron/launch/prepare.mjs";

/** A Vite that writes the outputs of the side it is asked to build, and counts its runs. */
const vite = `
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
const outputs = { renderer: ["index.html"], electron: ["main.js", "preload.cjs"] };
const side = process.argv.join(" ").includes("renderer") ? "renderer" : "electron";
mkdirSync("out/" + side, { recursive: true });
for (const name of outputs[side]) writeFileSync("out/" + side + "/" + name, "");
appendFileSync("builds.txt", side + "\\n");
`;

let folder: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rematrix-"));
  for (const source of ["core", "electron", "renderer", "resources"]) write(`${source}/a.txt`, source);
  write("package.json", "{}");
  write("package-lock.json", JSON.stringify({ packages: { "node_modules/vite": { version: "1.0.0" } } }));
  write("node_modules/.package-lock.json", readFileSync(join(folder, "package-lock.json"), "utf8"));
  write("node_modules/vite/bin/vite.js", vite);
  write("node_modules/vite/package.json", '{"type": "module"}');
});

async function prepared(): Promise<string[]> {
  const said: string[] = [];
  await prepare({ folder, say: (line) => said.push(line) });
  return said;
}

const builds = (): string[] =>
  existsSync(join(folder, "builds.txt"))
    ? readFileSync(join(folder, "builds.txt"), "utf8").trim().split("\n")
    : [];

describe("what was built", () => {
  test("is nothing before the first build", async () => {
    expect(await built(folder)).toBe(false);
  });

  test("is current right after a build, and stays so without a word", async () => {
    expect(await prepared()).toEqual(["Building the lab …"]);
    expect(builds()).toEqual(["renderer", "electron"]);
    expect(await prepared()).toEqual([]);
    expect(builds()).toHaveLength(2);
  });

  test.each(["core/a.txt", "electron/a.txt", "renderer/a.txt", "resources/a.txt", "package-lock.json"])(
    "is stale when %s changes",
    async (path) => {
      await build(folder);
      write(path, `${readFileSync(join(folder, path), "utf8")} `);
      expect(await built(folder)).toBe(false);
    },
  );

  test("is stale when a source is added, removed or renamed", async () => {
    await build(folder);
    write("core/deep/b.txt", "");
    expect(await built(folder)).toBe(false);
    rmSync(join(folder, "core/deep/b.txt"));
    expect(await built(folder)).toBe(true);
    renameSync(join(folder, "core/a.txt"), join(folder, "core/b.txt"));
    expect(await built(folder)).toBe(false);
  });

  test("is current when a source was only touched", async () => {
    await build(folder);
    utimesSync(join(folder, "core/a.txt"), new Date(), new Date(Date.now() + 60_000));
    expect(await built(folder)).toBe(true);
  });

  test("is stale when an output is missing", async () => {
    await build(folder);
    rmSync(join(folder, "out/electron/preload.cjs"));
    expect(await built(folder)).toBe(false);
  });

  test("does not count when the build failed, whose message says which side", async () => {
    write("node_modules/vite/bin/vite.js", "process.exit(1);");
    await expect(build(folder)).rejects.toThrow("building renderer/ failed (exit code 1)");
    expect(await built(folder)).toBe(false);
  });

  test("is built once when two commands start at the same time", async () => {
    await Promise.all([prepared(), prepared()]);
    expect(builds()).toHaveLength(2);
  });

  test("is built although a process died while it was building", async () => {
    write("out/preparing.lock", "999999999");
    expect(await prepared()).toEqual(["Building the lab …"]);
  });
});

test("the same sources in another folder have the same hash", async () => {
  const hash = await hashOfSources(folder);
  const moved = `${folder}-moved`;
  renameSync(folder, moved);
  expect(await hashOfSources(moved)).toBe(hash);
});

describe("what is installed", () => {
  const wanted = { "": {}, "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } };

  test("is nothing without node_modules", () => {
    expect(installed({ wanted, present: null })).toBe(false);
  });

  test("is complete when every package is there in its version", () => {
    expect(installed({ wanted, present: wanted })).toBe(true);
  });

  test("is incomplete when a package is missing or has another version", () => {
    expect(installed({ wanted, present: { "node_modules/a": { version: "1.0.0" } } })).toBe(false);
    expect(installed({ wanted, present: { ...wanted, "node_modules/b": { version: "2.0.1" } } })).toBe(false);
  });

  test("is complete without the packages of other platforms", () => {
    const more = { ...wanted, "node_modules/win": { version: "1.0.0", optional: true } };
    expect(installed({ wanted: more, present: wanted })).toBe(true);
  });

  test("is complete without what nothing asks for, which npm ci leaves out", () => {
    const more = { ...wanted, "node_modules/left-over": { version: "1.0.0", extraneous: true } };
    expect(installed({ wanted: more, present: wanted })).toBe(true);
  });
});
