import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findRemoteAddresses } from "./support/addresses.ts";
import { findChance } from "./support/chance.ts";
import { judgeImports } from "./support/layering.ts";
import { readSources, root } from "./support/sources.ts";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
  "dependencies" | "devDependencies",
  Record<string, string> | undefined
>;
const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

const scripts = readSources(".ts", ".mts", ".js", ".mjs", ".svelte");
const inRoom = (room: string) => scripts.filter(({ path }) => path.startsWith(`${room}/`));

describe("the sources", () => {
  it("are found in every room", () => {
    for (const room of ["core", "electron", "renderer", "test"]) expect(inRoom(room)).not.toEqual([]);
  });

  // Parsing every source takes its time on a machine that is busy otherwise.
  it("import only in the directions of the table of rooms", () => {
    expect(scripts.flatMap((source) => judgeImports(source, packages))).toEqual([]);
  }, 60_000);

  it("ask for neither chance nor the time inside core", () => {
    expect(inRoom("core").flatMap(findChance)).toEqual([]);
  }, 60_000);

  it("name no address on a network inside renderer", () => {
    const pages = readSources(".html", ".css", ".svg").filter(({ path }) =>
      /^(renderer|resources)\//.test(path),
    );
    expect([...inRoom("renderer"), ...pages].flatMap(findRemoteAddresses)).toEqual([]);
  }, 60_000);
});

const judge = (path: string, text: string) =>
  judgeImports({ path, text }, ["d3", "d3-shape", "svelte", "vite"]);

describe("an import that points the wrong way", () => {
  it.each([
    [
      "core up to a higher room",
      "core/matrix/a.ts",
      'import { x } from "../training/engine.ts";',
      "stands above",
    ],
    [
      "core to the room beside it",
      "core/data/a.ts",
      'import { x } from "../optimizer/plan.ts";',
      "side by side",
    ],
    [
      "core up for a type only",
      "core/random/a.ts",
      'import type { X } from "../data/plan.ts";',
      "stands above",
    ],
    [
      "core up by a dynamic import",
      "core/matrix/a.ts",
      'const x = await import("../random/b.ts");',
      "stands above",
    ],
    ["core up by an import type", "core/matrix/a.ts", 'let x: import("../random/b.ts").X;', "stands above"],
    ["core up by a re-export", "core/matrix/a.ts", 'export * from "../random/b.ts";', "stands above"],
    ["core to Node", "core/matrix/a.ts", 'import { readFileSync } from "node:fs";', "without Node"],
    ["core to Node by its old name", "core/matrix/a.ts", 'import path from "path";', "without Node"],
    ["core to a package off its list", "core/matrix/a.ts", 'import { max } from "d3";', "no package but"],
    ["core out of core", "core/matrix/a.ts", 'import x from "../../resources/x.json";', "only core/"],
    ["core to a room without a place", "core/matrix/a.ts", 'import { x } from "../utils/x.ts";', "no place"],
    ["a room of core without a place", "core/utils/a.ts", 'import { x } from "../errors.ts";', "no place"],
    [
      "electron to renderer",
      "electron/main.ts",
      'import { x } from "../renderer/host/host.ts";',
      "only core/",
    ],
    [
      "electron to a package",
      "electron/main.ts",
      'import { parse } from "fflate";',
      "no package but electron",
    ],
    [
      "electron to resources, not as text",
      "electron/main.ts",
      'import x from "../resources/x.json";',
      "?raw",
    ],
    [
      "renderer to electron's code",
      "renderer/a.ts",
      'import { x } from "../electron/contract.ts";',
      "only types",
    ],
    [
      "renderer to a type off the contract",
      "renderer/a.ts",
      'import type { X } from "../electron/main.ts";',
      "only core/",
    ],
    [
      "renderer to Electron",
      "renderer/a.ts",
      'import { ipcRenderer } from "electron";',
      "does not know Electron",
    ],
    ["renderer to Node", "renderer/a.svelte.ts", 'import fs from "node:fs";', "without Node"],
    ["renderer to an unnamed package", "renderer/a.ts", 'import x from "d3-geo";', "does not name it"],
    [
      "a worker outside the rooms",
      "renderer/a.ts",
      'new URL("../electron/worker.ts", import.meta.url);',
      "only core/",
    ],
    [
      "a glob outside the rooms",
      "renderer/a.ts",
      'import.meta.glob(["./a", "../electron/*.ts"]);',
      "only core/",
    ],
    [
      "core to test",
      "core/matrix/a.ts",
      'import { x } from "../../test/support/x.ts";',
      "nothing imports test/",
    ],
    ["electron to test", "electron/a.mjs", 'import { x } from "../test/x.mjs";', "nothing imports test/"],
    ["the top folder to test", "a.config.js", 'import { x } from "./test/x.mjs";', "nothing imports test/"],
    ["resources to anything", "resources/a.mjs", 'import { x } from "./b.mjs";', "imports nothing"],
    ["resources by require", "resources/a.js", 'const x = require("./b.js");', "imports nothing"],
  ])("is found: %s", (_title, path, text, reason) => {
    expect(judge(path, text)).toEqual([expect.stringContaining(reason)]);
  });

  it("is found in a component's script and in its module script, with its line", () => {
    const text = [
      '<script module lang="ts">',
      '  import { a } from "../electron/main.ts";',
      "</script>",
      '<script lang="ts">',
      '  import { b } from "node:os";',
      "</script>",
      "<p>text</p>",
    ].join("\n");
    expect(judge("renderer/A.svelte", text)).toEqual([
      expect.stringMatching(/^renderer\/A\.svelte:2 imports \.\.\/electron\/main\.ts/),
      expect.stringMatching(/^renderer\/A\.svelte:5 imports node:os/),
    ]);
  });

  it.each([
    'import { select } from "d3-selection";',
    'import * as d3 from "d3";',
    'import { selectAll } from "d3";',
  ])("is found: a selection inside a component, %s", (line) => {
    const component = judgeImports({ path: "renderer/A.svelte", text: `<script>${line}</script>` }, [
      "d3",
      "d3-selection",
    ]);
    expect(component).toEqual([expect.stringContaining("no selection inside a component")]);
    expect(judgeImports({ path: "renderer/a.ts", text: line }, ["d3", "d3-selection"])).toEqual([]);
  });

  it("cannot hide behind a computed name", () => {
    expect(judge("core/matrix/a.ts", "const x = await import(name);")).toEqual([
      "core/matrix/a.ts:1 imports something computed: where it leads cannot be read",
    ]);
  });
});

describe("an import that points the right way", () => {
  it.each([
    ["core/training/a.ts", 'import { x } from "../matrix/matrix.ts";'],
    ["core/network/a.ts", 'import { x } from "./activations/b.ts";'],
    ["core/matrix/a.ts", 'import { x } from "../errors.ts";'],
    ["core/experiment/a.ts", 'import * as v from "valibot";'],
    ["electron/main.ts", 'import { app } from "electron"; import path from "node:path";'],
    ["electron/command-line/a.ts", 'import { x } from "../../core/training/engine.ts";'],
    ["electron/a.ts", 'import iris from "../resources/datasets/iris.csv?raw";'],
    ["electron/build.mjs", 'import { build } from "vite";'],
    ["renderer/a.ts", 'import type { X } from "../electron/contract.ts";'],
    ["renderer/a.ts", 'import { type X } from "../electron/contract.ts";'],
    ["renderer/a.ts", 'import { line } from "d3-shape"; import { mount } from "svelte";'],
    ["renderer/A.svelte", '<script>import { line } from "d3"; import "./a.css";</script>'],
    ["renderer/a.ts", 'import.meta.glob("../resources/experiments/*.json");'],
    ["renderer/vite.config.ts", 'import { fileURLToPath } from "node:url";'],
    ["test/a.test.ts", 'import { x } from "../electron/main.ts";'],
    ["test/a.test.ts", "await import(name);"],
  ])("passes in %s: %s", (path, text) => {
    expect(judge(path, text)).toEqual([]);
  });
});

describe("chance and time in core", () => {
  const find = (text: string) => findChance({ path: "core/a.ts", text });

  it.each([
    "Math.random()",
    'Math["random"]()',
    "const { random } = Math;",
    "Date.now()",
    "new Date()",
    "performance.now()",
    "globalThis.performance",
    "crypto.getRandomValues(x)",
  ])("are found: %s", (text) => {
    expect(find(text)).not.toEqual([]);
  });

  it("are not found where a clock is handed in under the name of the browser's", () => {
    expect(find("function clock({ performance }: Globals) { return performance.now(); }")).toEqual([]);
  });

  it("are not found in other uses of Math, in comments or in names of properties", () => {
    expect(
      find("// no Math.random here\nMath.max(1, 2); experiment.Date; const x = { performance: 1 };"),
    ).toEqual([]);
  });
});

describe("an address on a network", () => {
  const find = (path: string, text: string) => findRemoteAddresses({ path, text });

  it.each([
    ["renderer/a.ts", 'fetch("https://example.org/x")'],
    ["renderer/a.ts", "const socket = `wss://${host}`;"],
    ["renderer/a.css", "@import url(//fonts.example.org/a.css);"],
    ["renderer/index.html", '<script src="//cdn.example.org/a.js"></script>'],
    ["renderer/A.svelte", '<a href="http://example.org">a</a>'],
    ["renderer/A.svelte", '<script>const a = "https://example.org";</script>'],
    ["renderer/A.svelte", "<p>a</p><style>p { background: url('https://example.org/a.png'); }</style>"],
  ])("is found in %s: %s", (path, text) => {
    expect(find(path, text)).toHaveLength(1);
  });

  it.each([
    ["renderer/a.ts", "// see https://example.org\nconst a = 1;"],
    ["renderer/a.ts", 'const svg = "http://www.w3.org/2000/svg";'],
    ["renderer/a.css", "/* Licence: https://example.org */ a { color: red; }"],
    ["renderer/index.html", "<!-- https://example.org -->"],
    [
      "renderer/A.svelte",
      '<script>/* https://example.org */ const a = "//";</script><!-- https://example.org -->',
    ],
  ])("is not found in %s: %s", (path, text) => {
    expect(find(path, text)).toEqual([]);
  });

  it("is told with its file and line", () => {
    expect(find("renderer/a.ts", '\n\nconst a = "https://example.org";')).toEqual([
      "renderer/a.ts:3 names https://example.org",
    ]);
  });
});
