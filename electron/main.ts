import { app, dialog } from "electron";
import { join } from "node:path";
import { fileArguments } from "./file-argument.ts";
import { setupIpc } from "./ipc.ts";
import { Labs } from "./labs.ts";
import { setupLifecycle } from "./lifecycle.ts";
import { setupMenu } from "./menu.ts";
import { messages } from "./messages/en.ts";
import { setupNavigation } from "./navigation.ts";
import { setupOffline } from "./offline.ts";
import { RecentFiles } from "./recent-files.ts";
import { RecoveryFolder } from "./recovery.ts";
import { declareScheme, setupScheme } from "./scheme.ts";
import { setupSession } from "./session.ts";
import { setupSingleInstance } from "./single-instance.ts";
import { Theme } from "./theme.ts";
import { isWorkerIntact, workerFile } from "./worker-file.ts";

const here = import.meta.dirname;

/** Files named before there is a window to open them in. */
let waiting: string[] | null = fileArguments(process.argv, process.cwd());
let labs: Labs | null = null;

if (setupSingleInstance(comeForward)) boot();
else app.quit();

/** Boots the lab, one concern after the other; what must come before `ready` stands before it. */
function boot(): void {
  app.enableSandbox();
  setupOffline();
  declareScheme();
  setupNavigation();
  const kept = (name: string): string => join(app.getPath("userData"), name);
  const files = {
    preload: join(here, "preload.cjs"),
    state: kept("window-state.json"),
    worker: workerFile(here),
    recovery: new RecoveryFolder(kept("recovery")),
  };
  const opened = new Labs(files, new RecentFiles(kept("recent-files.json")));
  labs = opened;
  setupLifecycle(opened, (path) => openFiles([path]));
  setupIpc((page) => opened.handlersOf(page));
  void app.whenReady().then(() => {
    if (app.isPackaged && !isWorkerIntact(here)) return refuse();
    setupScheme(join(here, "../renderer"));
    setupSession();
    setupMenu(opened, new Theme(kept("theme.json")));
    opened.openWindow();
    const named = waiting ?? [];
    waiting = null;
    openFiles(named);
  });
}

/** Ends a program of which a part was changed or is gone. */
function refuse(): void {
  dialog.showErrorBox(messages.worker.changed, messages.worker.installAgain);
  app.quit();
}

/** A second start: its files open here, or the lab comes to the front. */
function comeForward(files: readonly string[]): void {
  if (files.length === 0 && waiting === null) labs?.focus();
  openFiles(files);
}

function openFiles(files: readonly string[]): void {
  if (waiting !== null) waiting.push(...files);
  else for (const file of files) void labs?.openFile(file);
}
