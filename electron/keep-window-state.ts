import type { BrowserWindow } from "electron";
import { writeWindowState } from "./window-state.ts";

/** A window that is dragged changes with every picture; so often it is written down at most. */
const pauseMs = 500;

/** Writes down where the window is and how large whenever that changes, so that no sudden end loses it. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | null = null;

  const write = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (window.isDestroyed()) return;
    writeWindowState(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const changed = (): void => {
    timer ??= setTimeout(write, pauseMs).unref();
  };

  window.on("resize", changed);
  window.on("move", changed);
  window.on("maximize", changed);
  window.on("unmaximize", changed);
  window.on("close", write);
}
