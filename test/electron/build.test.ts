import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import configuration from "../../electron/packaging/electron-builder.config.mjs";
import packageFile from "../../package.json" with { type: "json" };
import { buildShell } from "../support/built-shell.ts";

let folder: string;
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

beforeAll(async () => {
  folder = await buildShell();
}, 60_000);

/** The modules that a bundle still asks for when it runs. */
function modulesOf(code: string): string[] {
  const imports = /^(?:import|export)\b[^"'\n]*["']([^"'\n]+)["'];?$|\brequire\(["']([^"']+)["']\)/gm;
  return [...code.matchAll(imports)].map((match) => match[1] ?? match[2]);
}

describe("the shell's build", () => {
  test("has the entry that package.json names, a preload script and a worker", () => {
    expect(packageFile.main).toBe("out/electron/main.js");
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(["main.js", "preload.cjs", "training-worker.mjs"]),
    );
  });

  test("has a preload script in one CommonJS file that asks for Electron alone, as the sandbox demands", () => {
    expect(modulesOf(read("preload.cjs"))).toEqual(["electron"]);
    expect(read("preload.cjs")).not.toMatch(/^(import|export)\b/m);
  });

  test("needs no node_modules: only Electron, Node and its own files", () => {
    expect(modulesOf(read("main.js"))).toContain("electron");
    expect(modulesOf(read("training-worker.mjs"))).toContain("node:worker_threads");
    for (const name of ["main.js", "training-worker.mjs"]) {
      const foreign = modulesOf(read(name)).filter(
        (module) =>
          !(name === "main.js" && module === "electron") &&
          !module.startsWith("./") &&
          !builtinModules.includes(module.replace("node:", "")),
      );
      expect(foreign).toEqual([]);
    }
  });

  test("has a worker in one file, which stands alone outside the packed archive", () => {
    expect(configuration.asarUnpack).toEqual(["out/electron/training-worker.mjs"]);
    expect(modulesOf(read("training-worker.mjs")).filter((module) => module.startsWith("."))).toEqual([]);
    expect(read("training-worker.mjs")).toContain("sepal_length_cm");
  });
});
