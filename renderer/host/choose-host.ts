import { createBrowserHost } from "./browser-host.ts";
import { createDesktopHost } from "./desktop-host.ts";
import type { Host } from "./host.ts";

/** The edition this page runs in: the desktop's where its preload script left a bridge, else the browser's. */
export function chooseHost(): Host {
  return window.rematrix === undefined ? createBrowserHost() : createDesktopHost(window.rematrix);
}
