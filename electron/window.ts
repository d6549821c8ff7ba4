import { BrowserWindow, nativeTheme, screen } from "electron";
import { pageAddress } from "./scheme.ts";
import { fitBounds, readWindowState, smallest, writeWindowState } from "./window-state.ts";

/** The page's background, so that the window does not flash while it loads. */
const background = { light: "#f6f7f9", dark: "#12161c" } as const;

/** Where the window finds its preload script and its remembered size. */
export interface WindowFiles {
  readonly preload: string;
  readonly state: string;
}

/** Opens the lab's window where it was last time, and shows it once there is something to see. */
export function openWindow({ preload, state }: WindowFiles): BrowserWindow {
  const remembered = readWindowState(state);
  const window = new BrowserWindow({
    ...fitBounds(remembered?.bounds ?? null, workAreas()),
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
  window.on("close", () => {
    writeWindowState(state, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  void window.loadURL(pageAddress).catch(() => undefined);
  return window;
}

function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}
