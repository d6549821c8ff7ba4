import { EventEmitter } from "node:events";

/*
 * A stand-in for the `electron` module: it records what the shell sets up and lets a test play the system,
 * the person and the page. Use it as `vi.mock("electron", () => import("../support/electron.ts"))` and
 * call `resetElectron()` before each test. One long file, as the module it stands in for is one.
 */

type Listener = (...values: unknown[]) => unknown;

/** An Electron event that can be prevented. */
export class StandInEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** A frame as a message's sender has it. */
export interface StandInFrame {
  readonly url: string;
  readonly parent: StandInFrame | null;
}

class StandInWebContents extends EventEmitter {
  readonly sent: { channel: string; payload: unknown }[] = [];
  mainFrame: StandInFrame = { url: "app://rematrix/index.html", parent: null };
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  destroyed = false;
  crashed = false;
  reloads = 0;
  /** The ends of every print that was asked for, for a test to call. */
  readonly prints: ((printed: boolean, reason: string) => void)[] = [];

  send(channel: string, payload: unknown): void {
    this.sent.push({ channel, payload });
    for (const listener of rendererListeners.get(channel) ?? []) {
      listener(new StandInEvent(), structuredClone(payload));
    }
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  reload(): void {
    this.crashed = false;
    this.reloads++;
  }
  print(_options: object, done: (printed: boolean, reason: string) => void): void {
    this.prints.push(done);
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  /** The payloads sent on one channel. */
  payloads(channel: string): unknown[] {
    return this.sent.filter((message) => message.channel === channel).map(({ payload }) => payload);
  }
}

/** Every window opened since the last reset. */
export const windows: BrowserWindow[] = [];

export class BrowserWindow extends EventEmitter {
  readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> };
  readonly webContents = new StandInWebContents();
  readonly calls: string[] = [];
  loaded: string | null = null;
  edited = false;
  representedFilename = "";
  visible = false;
  minimized = false;
  maximized = false;
  destroyed = false;
  bounds = { x: 10, y: 20, width: 1100, height: 700 };

  constructor(options: BrowserWindow["options"]) {
    super();
    this.options = options;
    windows.push(this);
    log.push("window");
    app.emit("web-contents-created", new StandInEvent(), this.webContents);
  }
  loadURL(address: string): Promise<void> {
    this.loaded = address;
    return Promise.resolve();
  }
  show(): void {
    this.visible = true;
  }
  focus(): void {
    this.calls.push("focus");
    this.emit("focus");
  }
  isVisible(): boolean {
    return this.visible;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  getNormalBounds(): BrowserWindow["bounds"] {
    return this.bounds;
  }
  setDocumentEdited(edited: boolean): void {
    this.edited = edited;
  }
  setRepresentedFilename(path: string): void {
    this.representedFilename = path;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  /** As in Electron: listeners of `close` may prevent it. */
  close(): void {
    const event = new StandInEvent();
    this.emit("close", event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    this.destroyed = true;
    this.webContents.destroyed = true;
    this.emit("closed");
    if (windows.every((window) => window.destroyed)) app.allWindowsClosed();
  }
}

class StandInApp extends EventEmitter {
  isPackaged = false;
  ready = false;
  hasLock = true;
  lockData: unknown = null;
  paths: Record<string, string> = { userData: "/nowhere", documents: "/documents" };
  recent: string[] = [];
  /** The process is gone. */
  ended = false;
  /** Chromium's switches, and whether Electron was ready when they came. */
  switches = new Map<string, { value: string; late: boolean }>();
  readonly commandLine = {
    appendSwitch: (name: string, value: string): void =>
      void this.switches.set(name, { value, late: this.ready }),
  };
  #whenReady: (() => void)[] = [];
  #quitting = false;

  isReady(): boolean {
    return this.ready;
  }
  whenReady(): Promise<void> {
    log.push("whenReady");
    return new Promise((resolve) => (this.ready ? resolve() : this.#whenReady.push(resolve)));
  }
  /** The moment in which Electron is ready. */
  becomeReady(): void {
    this.ready = true;
    log.push("ready");
    this.#whenReady.splice(0).forEach((resolve) => resolve());
  }
  requestSingleInstanceLock(data: unknown): boolean {
    log.push("lock");
    this.lockData = data;
    return this.hasLock;
  }
  enableSandbox(): void {
    log.push("sandbox");
  }
  /** As in Electron: listeners of `before-quit` may prevent it, and any window may by staying open. */
  quit(): void {
    log.push("quit");
    const event = new StandInEvent();
    this.emit("before-quit", event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    for (const window of windows) if (!window.destroyed) window.close();
    this.#quitting = false;
    this.ended = windows.every((window) => window.destroyed);
  }
  allWindowsClosed(): void {
    if (!this.#quitting) this.emit("window-all-closed");
  }
  getPath(name: string): string {
    return this.paths[name];
  }
  getVersion(): string {
    return "0.0.0";
  }
  setAboutPanelOptions(): void {
    log.push("about");
  }
  addRecentDocument(path: string): void {
    this.recent.push(path);
  }
  clearRecentDocuments(): void {
    this.recent = [];
  }
}

/** What was called, in order, where the order matters. */
export const log: string[] = [];
export const app = new StandInApp();

export const protocol = {
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    log.push("declare scheme");
    protocol.schemes = schemes;
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    log.push("serve scheme");
    protocol.handlers.set(scheme, handler);
  },
};

/** The default session's handlers, as the shell set them. */
export const session = {
  defaultSession: {
    permissionRequest: null as Listener | null,
    permissionCheck: null as Listener | null,
    devicePermission: null as Listener | null,
    beforeRequest: null as Listener | null,
    setPermissionRequestHandler(handler: Listener): void {
      log.push("session");
      session.defaultSession.permissionRequest = handler;
    },
    setPermissionCheckHandler(handler: Listener): void {
      session.defaultSession.permissionCheck = handler;
    },
    setDevicePermissionHandler(handler: Listener): void {
      session.defaultSession.devicePermission = handler;
    },
    setSpellCheckerEnabled(): void {},
    webRequest: {
      onBeforeRequest(handler: Listener): void {
        session.defaultSession.beforeRequest = handler;
      },
    },
  },
};

export const ipcMain = {
  handlers: new Map<string, Listener>(),
  listeners: new Map<string, Listener>(),
  handle(channel: string, handler: Listener): void {
    if (ipcMain.handlers.has(channel)) throw new Error(`a second handler for '${channel}'`);
    ipcMain.handlers.set(channel, handler);
  },
  on(channel: string, listener: Listener): void {
    ipcMain.listeners.set(channel, listener);
  },
};

/** Who a message comes from: the last window's main frame, unless a test says otherwise. */
export function senderOf(frame?: StandInFrame, contents = windows.at(-1)?.webContents): object {
  return { sender: contents, senderFrame: frame ?? contents?.mainFrame ?? null };
}

const rendererListeners = new Map<string, Listener[]>();

/** The preload script's side, wired to `ipcMain` with copies, as between two processes. */
export const ipcRenderer = {
  async invoke(channel: string, payload: unknown): Promise<unknown> {
    const handler = ipcMain.handlers.get(channel);
    if (handler === undefined) throw new Error(`no handler for '${channel}'`);
    return structuredClone(await handler(senderOf(), structuredClone(payload)));
  },
  send(channel: string, payload: unknown): void {
    ipcMain.listeners.get(channel)?.(senderOf(), structuredClone(payload));
  },
  on(channel: string, listener: Listener): void {
    rendererListeners.set(channel, [...(rendererListeners.get(channel) ?? []), listener]);
  },
};

/** Files of the system by what the page has for them; what a script made is not among them. */
export const webUtils = {
  paths: new Map<object, string>(),
  getPathForFile: (file: object): string => webUtils.paths.get(file) ?? "",
};

export const contextBridge = {
  exposed: new Map<string, Record<string, unknown>>(),
  exposeInMainWorld(name: string, value: Record<string, unknown>): void {
    contextBridge.exposed.set(name, value);
  },
};

interface MessageBox {
  readonly message: string;
  readonly detail: string;
  readonly buttons: string[];
}

interface SaveDialog {
  readonly defaultPath: string;
  readonly filters: readonly { readonly extensions: readonly string[] }[];
}

/** Dialogs: a test sets the answers, and reads what was asked. */
export const dialog = {
  asked: [] as MessageBox[],
  messageAnswers: [] as number[],
  openAnswers: [] as string[][],
  saveAnswers: [] as string[],
  saveAsked: [] as SaveDialog[],
  /** The titles of errors that were shown without a window. */
  errors: [] as string[],
  showErrorBox: (title: string): void => void dialog.errors.push(title),
  showMessageBox(_window: BrowserWindow, options: MessageBox): Promise<{ response: number }> {
    dialog.asked.push(options);
    const response = dialog.messageAnswers.shift();
    // A question nobody answers stays open.
    return response === undefined ? new Promise(() => undefined) : Promise.resolve({ response });
  },
  showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    const filePaths = dialog.openAnswers.shift() ?? [];
    return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
  },
  showSaveDialog(
    _window: BrowserWindow,
    options: SaveDialog,
  ): Promise<{ canceled: boolean; filePath: string }> {
    dialog.saveAsked.push(options);
    const filePath = dialog.saveAnswers.shift() ?? "";
    return Promise.resolve({ canceled: filePath === "", filePath });
  },
};

/** One item of a menu's template. */
export interface StandInMenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly accelerator?: string;
  readonly click?: () => void;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly submenu?: StandInMenuItem[];
}

export const Menu = {
  shown: null as StandInMenuItem[] | null,
  buildFromTemplate: (template: StandInMenuItem[]): StandInMenuItem[] => template,
  setApplicationMenu(menu: StandInMenuItem[]): void {
    log.push("menu");
    Menu.shown = menu;
  },
};

export const nativeTheme = { shouldUseDarkColors: false, themeSource: "system" };

/** What keeps the machine awake, by number. */
export const powerSaveBlocker = {
  held: new Map<number, string>(),
  started: 0,
  start(kind: string): number {
    powerSaveBlocker.held.set(++powerSaveBlocker.started, kind);
    return powerSaveBlocker.started;
  },
  stop(id: number): void {
    powerSaveBlocker.held.delete(id);
  },
};

const display = (id: number, x: number, width: number): object => ({
  id,
  workArea: { x, y: 0, width, height: 1040 },
});
export const screen = {
  getPrimaryDisplay: (): object => display(1, 0, 1920),
  getAllDisplays: (): object[] => [display(2, 1920, 1280), display(1, 0, 1920)],
};

/** Forgets everything recorded: a fresh Electron, not ready yet. */
export function resetElectron(): void {
  windows.length = 0;
  log.length = 0;
  app.removeAllListeners();
  app.switches.clear();
  Object.assign(app, { isPackaged: false, ready: false, hasLock: true, lockData: null, recent: [] });
  app.ended = false;
  protocol.schemes = [];
  protocol.handlers.clear();
  ipcMain.handlers.clear();
  ipcMain.listeners.clear();
  rendererListeners.clear();
  contextBridge.exposed.clear();
  webUtils.paths.clear();
  Object.assign(dialog, {
    asked: [],
    messageAnswers: [],
    openAnswers: [],
    saveAnswers: [],
    saveAsked: [],
    errors: [],
  });
  Menu.shown = null;
  nativeTheme.themeSource = "system";
  powerSaveBlocker.held.clear();
  powerSaveBlocker.started = 0;
}

/** An item of the menu that is shown, by the labels that lead to it. */
export function menuItem(...labels: string[]): StandInMenuItem {
  let items = Menu.shown ?? [];
  let found: StandInMenuItem | undefined;
  for (const label of labels) {
    found = items.find((item) => item.label === label);
    items = found?.submenu ?? [];
  }
  if (found === undefined) throw new Error(`no menu item ${labels.join(" → ")}`);
  return found;
}
