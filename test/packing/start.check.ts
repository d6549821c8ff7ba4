import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import type { EngineEvent } from "../../core/training/protocol.ts";
import { app, ipcMain, protocol, resetElectron, senderOf, windows } from "../support/electron.ts";
import { shippedExperiment } from "../support/shipped-experiments.ts";
import { contentOf, namesIn } from "./archive.ts";
import { layOut } from "./lay-out.ts";
import { waitUntil } from "../support/wait.ts";

vi.mock("electron", () => import("../support/electron.ts"));

/*
 * The packed main bundle, started from what is in the archive, with a real thread and a recording Electron.
 */

const { resources } = inject("packed");
const { folder, archive } = layOut(resources.linux);

beforeAll(async () => {
  resetElectron();
  app.paths.userData = folder;
  app.isPackaged = true;
  await import(/* @vite-ignore */ pathToFileURL(join(archive, "out/electron/main.js")).href);
  app.becomeReady();
  await waitUntil(() => windows.length === 1);
});

afterAll(() => {
  windows[0].destroy();
  rmSync(folder, { recursive: true, force: true });
});

function get(address: string): Promise<Response> {
  const handler = protocol.handlers.get("app");
  if (handler === undefined) throw new Error("app:// is not served");
  return handler(new Request(address));
}

test("opens its window on the packed page, with the packed preload script", () => {
  expect(windows[0].loaded).toBe("app://rematrix/index.html");
  expect(windows[0].options.webPreferences.preload).toBe(join(archive, "out/electron/preload.cjs"));
});

test("serves every file of the page from the archive, byte for byte, under its policy", async () => {
  const names = namesIn(resources.linux).filter((name) => name.startsWith("out/renderer/"));
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const answer = await get(`app://rematrix/${name.slice("out/renderer/".length)}`);
    expect(answer.status, name).toBe(200);
    expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(Buffer.from(await answer.arrayBuffer()).equals(contentOf(resources.linux, name)), name).toBe(true);
  }
  expect((await get("app://rematrix/../electron/main.js")).status).toBe(404);
});

test("trains in the worker that stands beside the archive", async () => {
  const [{ webContents }] = windows;
  const post = (command: object): void => void ipcMain.listeners.get("engine:post")?.(senderOf(), command);
  const events = (): EngineEvent[] => webContents.payloads("engine:event") as EngineEvent[];
  const untilStep = (step: number): Promise<boolean> =>
    waitUntil(() => events().some((event) => event.kind === "frame" && event.frame.step === step));
  post({ kind: "load", generation: 1, experiment: shippedExperiment("article") });
  await untilStep(0);
  post({ kind: "taken" });
  post({ kind: "advance", unit: "step", count: 1 });
  await untilStep(1);
  expect(events().filter(({ kind }) => kind === "refused")).toEqual([]);
});
