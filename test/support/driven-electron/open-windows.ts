import type { EventEmitter } from "node:events";

/** What the application knows of a window. */
export interface OpenWindow extends EventEmitter {
  close(): void;
}

const windows: OpenWindow[] = [];
let focused: OpenWindow | null = null;

/** The windows that are open, in the order in which they were opened, and the one that has the focus. */
export const openWindows = {
  get all(): OpenWindow[] {
    return [...windows];
  },
  get focused(): OpenWindow | null {
    return focused;
  },
  add(window: OpenWindow): void {
    windows.push(window);
  },
  delete(window: OpenWindow): void {
    windows.splice(windows.indexOf(window), 1);
    if (focused === window) focused = windows.at(-1) ?? null;
  },
  /** Gives a window the focus, and says which one had it. */
  focus(window: OpenWindow): OpenWindow | null {
    const before = focused;
    focused = window;
    return before;
  },
};
