import { describe, expect, test } from "vitest";
import { findRemoteAddresses } from "./support/addresses.ts";
import { findNetworkUse } from "./support/network-use.ts";
import { readSources } from "./support/sources.ts";

/**
 * The only places that reach a network or start a program, each with what for. All of them are commands for
 * people who build the lab or start it from its sources: none is in the packed application or in the page.
 */
const named: Readonly<Record<string, string>> = {
  "electron/serve.mjs": "serves the browser edition to this machine",
  "electron/launch/prepare.mjs": "runs npm and Vite",
  "electron/launch/runtime.mjs": "downloads Electron's runtime when `npm start` finds none",
  "electron/launch/open-browser.mjs": "opens the browser edition",
  "electron/launch/open-desktop.mjs": "starts Electron",
  "electron/packaging/dist.mjs": "runs electron-builder",
};

const sources = readSources(".ts", ".mjs", ".svelte").filter(
  ({ path }) => /^(?:core|electron|renderer)\//.test(path) && !/\.d\.m?ts$/.test(path),
);

describe("no network", () => {
  test("is reached but from commands for people who build the lab, each for a reason that is written down", () => {
    expect(sources.length).toBeGreaterThan(300);
    const uses = sources.map((source) => ({ path: source.path, found: findNetworkUse(source) }));
    expect(uses.filter(({ path }) => !(path in named)).flatMap(({ found }) => found)).toEqual([]);
    const using = uses.filter(({ found }) => found.length > 0).map(({ path }) => path);
    expect(using.toSorted()).toEqual(Object.keys(named).toSorted());
    expect(using.filter((path) => !path.endsWith(".mjs"))).toEqual([]);
  }, 60_000);

  test("address stands in what core and the packed desktop edition run", () => {
    const running = sources.filter(({ path }) => /^(?:core|electron)\/.*\.ts$/.test(path));
    expect(running.flatMap(findRemoteAddresses)).toEqual([]);
  }, 60_000);
});

describe("reaching a network", () => {
  const find = (text: string): string[] => findNetworkUse({ path: "electron/a.ts", text });

  test.each([
    'fetch("x");',
    "const get = globalThis.fetch;",
    'window["fetch"]("x");',
    "session.defaultSession.fetch(address);",
    "new XMLHttpRequest();",
    "new WebSocket(address);",
    "new EventSource(address);",
    'navigator.sendBeacon("x");',
    "navigator.serviceWorker.register(address);",
    'import http from "node:http";',
    'import { request } from "https";',
    'const { lookup } = await import("node:dns");',
    'import { spawn } from "node:child_process";',
    'import { app, net } from "electron";',
    'import { shell as s } from "electron";',
    'import * as electron from "electron";',
  ])("is found: %s", (text) => {
    expect(find(text)).toHaveLength(1);
  });

  test.each([
    "// fetch the data set",
    'import type { Server } from "node:http";',
    'import { app, protocol } from "electron";',
    "const privileges = { supportFetchAPI: true };",
    "interface Source { fetch(): void }",
    'const text = "fetch";',
  ])("is not found: %s", (text) => {
    expect(find(text)).toEqual([]);
  });
});
