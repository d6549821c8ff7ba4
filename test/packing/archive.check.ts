import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { contentSecurityPolicyInPage } from "../../electron/static-files.mjs";
import { root } from "../support/sources.ts";
import { contentOf, isUnpacked, namesIn, reachedFrom } from "./archive.ts";
import type { System } from "./stand-in-runtime.ts";

const { resources } = inject("packed");
const systems: readonly System[] = ["linux", "win", "mac"];

/** What the packed lab starts from: what Electron runs, what is loaded into the window, what is a thread. */
const roots = [
  "out/electron/main.js",
  "out/electron/preload.cjs",
  "out/electron/training-worker.mjs",
  "out/renderer/index.html",
];
const digest = "out/electron/training-worker.sha256";
const licences = [
  "LICENSE",
  "licences/datasets/README.md",
  "licences/fonts/LICENSE-Inter.txt",
  "licences/fonts/LICENSE-JetBrainsMono.txt",
  "licences/fonts/LICENSE-KaTeX.txt",
  "licences/fonts/LICENSE-STIXTwo.txt",
  "out/renderer/licences.md",
];

describe.each(systems)("the archive for %s", (system) => {
  const place = resources[system];
  const names = namesIn(place);
  const textOf = (name: string): string => contentOf(place, name).toString("utf8");
  const { reached, missing } = reachedFrom(roots, names, textOf);

  test("lacks nothing that a file of it names", () => {
    expect(missing).toEqual([]);
    expect(reached.length).toBeGreaterThan(30);
  });

  test("holds nothing but what is reached from the lab's four beginnings, its name card and licences", () => {
    expect(names).toEqual([...reached, digest, ...licences, "package.json"].sort());
  });

  test("holds every file as the build left it", () => {
    for (const name of names.filter((name) => name.startsWith("out/"))) {
      expect(contentOf(place, name).equals(readFileSync(join(root, name))), name).toBe(true);
    }
  });

  test("holds no sources, tests, maps, packages or traces of the machine that packed it", () => {
    expect(names.filter((name) => /\.(?:ts|svelte|map)$|node_modules|(?:^|\/)test\//.test(name))).toEqual([]);
    for (const name of names.filter((name) => /\.(?:js|mjs|cjs|css|html|json)$/.test(name))) {
      const text = textOf(name);
      expect(text.includes(root.replace(/[\\/]$/, "")), `${name} names the checkout`).toBe(false);
      expect(/registry\.npmjs|sourceMappingURL=/.test(text), `${name} has a trace of its making`).toBe(false);
    }
  });

  test("has a page that brings its policy along, before anything that could load", () => {
    const html = textOf("out/renderer/index.html");
    const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1];
    expect(policy?.replaceAll("&#39;", "'")).toBe(contentSecurityPolicyInPage);
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.search(/<script|<link/));
    expect(html.indexOf("charset")).toBeLessThan(1024);
  });

  test("has a name card without scripts and packages, which names a beginning that is there", () => {
    const card = JSON.parse(textOf("package.json"));
    expect(card).toMatchObject({ name: "rematrix", productName: "Rematrix", type: "module", license: "MIT" });
    expect(Object.keys(card)).not.toEqual(expect.arrayContaining(["scripts"]));
    expect(card.devDependencies ?? card.dependencies).toBeUndefined();
    expect(names).toContain(card.main);
  });

  test("has the training worker, and nothing else, beside it as a real file", () => {
    expect(names.filter((name) => isUnpacked(place, name))).toEqual(["out/electron/training-worker.mjs"]);
    expect(existsSync(join(place, "app.asar.unpacked/out/electron/training-worker.mjs"))).toBe(true);
  });

  test("has the same files as the one for every other system", () => {
    expect(names).toEqual(namesIn(resources.linux));
  });
});
