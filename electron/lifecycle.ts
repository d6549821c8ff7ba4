import { app } from "electron";
import type { Labs } from "./labs.ts";

/** What the system tells an application apart from its windows: files to open, and when to end. */
export function setupLifecycle(labs: Labs, openFile: (path: string) => void): void {
  // macOS hands files over as events, also before the application is ready.
  app.on("open-file", (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  // There, an application without a window goes on, and its icon in the Dock opens a window again.
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("activate", (_event, hasVisibleWindows) => {
    if (!hasVisibleWindows && app.isReady()) labs.focus();
  });
  setupQuitting(labs);
}

/**
 * Asks about unsaved work before anything is closed, one window after the other: the system would close all
 * windows at once, and each would ask over the other.
 */
function setupQuitting(labs: Labs): void {
  let asking = false;
  app.on("before-quit", (event) => {
    if (!labs.asks) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void labs.mayQuit().then((may) => {
      asking = false;
      if (may) app.quit();
    });
  });
}
