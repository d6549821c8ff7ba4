import { BrowserWindow, nativeTheme, screen, type Rectangle } from "electron";
import { keepWindowState } from "./keep-window-state.ts";
import { pageAddress } from "./scheme.ts";
import { cascade, fitBounds, readWindowState, smallest } from "./window-state.ts";

/** The page's background, so that the window does not flash while it loads. */
const background = { light: "#f6f7f9", dark: "#12161c" } as const;

/** Where the window finds its preload script and its remembered size. */
export interface WindowFiles {
  readonly preload: string;
  readonly state: string;
}

/**
 * Opens a window a little below and beside another one, or else where the last one was, and shows it once
 * there is something to see.
 */
export function openWindow({ preload, state }: WindowFiles, beside: Rectangle | null): BrowserWindow {
  const areas = workAreas();
  const remembered = beside === null ? readWindowState(state) : null;
  const window = new BrowserWindow({
    ...(beside === null ? fitBounds(remembered?.bounds ?? null, areas) : cascade(beside, areas)),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: "Rematrix",
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (remembered?.maximized === true) window.maximize();
  window.once("ready-to-show", () => window.show());
  // A page that cannot be loaded is shown too: an application without a window looks like no start at all.
  window.webContents.once("did-fail-load", () => window.show());
  keepWindowState(window, state);
  void window.loadURL(pageAddress).catch(() => undefined);
  return window;
}

function workAreas(): Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}
