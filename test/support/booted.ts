import { app, resetElectron, windows, type BrowserWindow } from "./electron.ts";
import { workers, type Worker } from "./worker-threads.ts";
import { waitUntil } from "./wait.ts";

let runs = 0;

/** The whole shell as main.ts boots it on the stand-ins, with its one window and its one worker. */
export interface Booted {
  readonly window: BrowserWindow;
  readonly worker: () => Worker;
}

/**
 * Boots the shell and waits for its window and the loaded page. The test file mocks `electron` and
 * `node:worker_threads` with the stand-ins.
 */
export async function bootShell(): Promise<Booted> {
  // The menu of an earlier boot may still be about to be put in place.
  if (runs > 0) await new Promise((resolve) => setTimeout(resolve, 75));
  resetElectron();
  workers.length = 0;
  await runFresh("main");
  app.becomeReady();
  await waitUntil(() => windows.length === 1);
  const window = windows[0];
  window.webContents.emit("did-finish-load");
  return { window, worker: () => workers[workers.length - 1] };
}

/** Runs one of the shell's programs from its first line, as every start of a process does. */
export async function runFresh(program: "main" | "preload"): Promise<void> {
  await import(/* @vite-ignore */ `../../electron/${program}.ts?run=${++runs}`);
}
