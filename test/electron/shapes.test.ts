import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { article } from "../../core/experiment/defaults.ts";
import type { EngineCommand } from "../../core/training/protocol.ts";
import { bootShell, type Booted } from "../support/booted.ts";
import { dialog, ipcMain, senderOf } from "../support/electron.ts";
import { shownDocument } from "../support/shown-document.ts";
import { workers } from "../support/worker-threads.ts";

vi.mock("electron", () => import("../support/electron.ts"));
vi.mock("node:worker_threads", () => import("../support/worker-threads.ts"));

let shell: Booted;
let said: unknown[];

beforeEach(async () => {
  said = [];
  vi.spyOn(process.stderr, "write").mockImplementation((words) => {
    said.push(words);
    return true;
  });
  shell = await bootShell();
});
afterEach(() => vi.restoreAllMocks());

const post = (channel: string, payload: unknown): unknown =>
  ipcMain.listeners.get(channel)?.(senderOf(), payload);
const call = (channel: string, asked: unknown): unknown => ipcMain.handlers.get(channel)?.(senderOf(), asked);

const request = { file: null, text: "{}", suggestedName: "a", place: null, overwrite: false };
const w1 = { kind: "W", layer: 0 } as const;

const commands: readonly EngineCommand[] = [
  { kind: "load", generation: 1, experiment: article },
  { kind: "load", generation: 1, experiment: article, saved: null },
  { kind: "open", generation: 1, file: Uint8Array.of(1, 2) },
  { kind: "save", generation: 1, experiment: article, runs: [] },
  { kind: "play" },
  { kind: "advance", unit: "epoch", count: 3 },
  { kind: "go-to", step: 5 },
  { kind: "check-cell", generation: 1, matrix: w1, row: 0, column: 1 },
  { kind: "prove", generation: 1, parameters: [w1] },
  { kind: "pace", stepsPerSecond: null },
  { kind: "stop-at", stop: { steps: 3 } },
  { kind: "compare-runs", ticket: 1, runs: null, end: 0 },
  { kind: "taken" },
];

describe("a message of its channel's shape", () => {
  test.each(commands)("reaches the worker: $kind", (command) => {
    post("engine:post", command);
    expect(shell.worker().received).toEqual([command]);
    expect(said).toEqual([]);
  });
});

describe("a message of another shape is refused, and that is said:", () => {
  test.each([
    ["engine:post", null],
    ["engine:post", "play"],
    ["engine:post", { kind: "format-disk" }],
    ["engine:post", { kind: "toString" }],
    ["engine:post", { kind: "play", also: 1 }],
    ["engine:post", { kind: "advance", unit: "year", count: 1 }],
    ["engine:post", { kind: "advance", unit: "step", count: 1.5 }],
    ["engine:post", { kind: "go-to", step: -1 }],
    ["engine:post", { kind: "pace", stepsPerSecond: NaN }],
    ["engine:post", { kind: "load", generation: 1, experiment: "article" }],
    ["engine:post", { kind: "open", generation: 1, file: "/etc/passwd" }],
    ["engine:post", { kind: "prove", generation: 1, parameters: w1 }],
    ["engine:restart", { hard: true }],
    ["document:show", { name: "a" }],
    ["document:show", shownDocument({ name: 7 as never })],
    ["document:show", shownDocument({ place: "/etc/passwd" as never })],
    ["window:close-answered", "yes"],
    ["window:print", { silent: true, deviceName: "all" }],
  ])("%s with %j", (channel, payload) => {
    post(channel, payload);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`${channel} is refused`);
    expect(workers.map((worker) => worker.received)).toEqual([[]]);
    expect(shell.window.webContents.prints).toEqual([]);
    expect(shell.window.edited).toBe(false);
  });

  test.each([
    ["files:open", "/etc/passwd", ""],
    ["files:open-dropped", { path: "/etc/passwd" }, ""],
    ["files:save", null, ""],
    ["files:save", { ...request, text: 7 }, "text: "],
    ["files:save", { ...request, place: { id: 1, name: "a" } }, "place.id: "],
    ["files:save", { ...request, file: "bytes" }, "file: no bytes"],
    ["files:save", { ...request, silently: true }, "silently: "],
    ["export:file", { name: 1, bytes: Uint8Array.of(1) }, "name: "],
    ["export:file", { name: "a.py", bytes: "text" }, "bytes: no bytes"],
    ["export:file", { name: "a.py", bytes: Uint8Array.of(1), path: "/etc" }, "path: "],
    ["export:pdf", "a".repeat(300), ""],
  ])("%s with %j", (channel, asked, where) => {
    expect(() => call(channel, asked)).toThrow(`${channel} is refused: ${where}`);
    expect(dialog.saveAsked).toEqual([]);
  });
});

test("a page that claims a place it was never given is asked where to save", async () => {
  const place = { id: "/etc/passwd", name: "passwd" };
  expect(await call("files:save", { ...request, place })).toEqual({ kind: "cancelled" });
  expect(dialog.saveAsked).toHaveLength(1);
});
