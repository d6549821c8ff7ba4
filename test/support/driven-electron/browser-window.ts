import { app } from "./app.ts";
import { accelerate } from "./accelerators.ts";
import { openWindows } from "./open-windows.ts";
import { strict, StrictEmitter } from "./strict.ts";
import { WebContents } from "./web-contents.ts";

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Options extends Partial<Bounds> {
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
  };
}

let last = 0;

/**
 * A window: a page in Chromium, and what a window is besides. Where it stands and whether it is seen is
 * only remembered: the page's size is the test's to choose.
 */
export class BrowserWindow extends StrictEmitter {
  static override readonly events = [
    "close",
    "closed",
    "ready-to-show",
    "show",
    "hide",
    "focus",
    "blur",
    "resize",
    "resized",
    "move",
    "moved",
    "maximize",
    "unmaximize",
    "minimize",
    "restore",
    "enter-full-screen",
    "leave-full-screen",
    "page-title-updated",
    "unresponsive",
    "responsive",
    "session-end",
    "query-session-end",
  ];
  readonly id = ++last;
  readonly webContents = new WebContents();
  #bounds: Bounds;
  #title: string;
  #visible: boolean;
  #edited = false;
  #represented = "";
  #minimized = false;
  #maximized = false;
  #full = false;
  #destroyed = false;

  constructor(options: Options = {}) {
    super();
    const { show = true, title = app.name, webPreferences = {} } = options;
    const { preload, sandbox = true, contextIsolation = true, nodeIntegration = false } = webPreferences;
    if (!sandbox || !contextIsolation || nodeIntegration) {
      throw new Error("Electron's stand-in has sandboxed, isolated pages only");
    }
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = title;
    this.#visible = show;
    const { webContents } = this;
    webContents.once("destroyed", () => this.#gone());
    webContents.once("dom-ready", () => this.emit("ready-to-show"));
    openWindows.add(this);
    webContents.begin(preload, {
      key: accelerate,
      touched: () => this.focus(),
      titled: (text) => this.#titled(text),
    });
    app.emit("web-contents-created", {}, webContents);
    app.emit("browser-window-created", {}, this);
    if (show) this.focus();
  }

  static getAllWindows(): BrowserWindow[] {
    return openWindows.all as BrowserWindow[];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return openWindows.focused as BrowserWindow | null;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }
  reload(): void {
    this.webContents.reload();
  }
  /** As a person closes it: whoever listens may keep it open. */
  close(): void {
    if (this.#destroyed || !this.emitPreventable("close")) return;
    if (this.webContents.isCrashed()) this.destroy();
    else this.webContents.close();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.webContents.destroy();
    this.#gone();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }

  show(): void {
    this.#visible = true;
    this.emit("show");
    this.focus();
  }
  showInactive(): void {
    this.#visible = true;
    this.emit("show");
  }
  hide(): void {
    this.#visible = false;
    this.emit("hide");
  }
  isVisible(): boolean {
    return this.#visible;
  }
  focus(): void {
    const before = openWindows.focus(this);
    if (before === this) return;
    before?.emit("blur");
    this.emit("focus");
    app.emit("browser-window-focus", {}, this);
  }
  isFocused(): boolean {
    return openWindows.focused === this;
  }
  moveTop(): void {}

  getBounds(): Bounds {
    return { ...this.#bounds };
  }
  getNormalBounds(): Bounds {
    return this.getBounds();
  }
  getContentBounds(): Bounds {
    return this.getBounds();
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit("resize");
    this.emit("move");
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y];
  }
  maximize(): void {
    this.#maximized = true;
    this.emit("maximize");
  }
  unmaximize(): void {
    this.#maximized = false;
    this.emit("unmaximize");
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  minimize(): void {
    this.#minimized = true;
    this.emit("minimize");
  }
  restore(): void {
    this.#minimized = false;
    this.emit("restore");
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  setFullScreen(full: boolean): void {
    this.#full = full;
    this.emit(full ? "enter-full-screen" : "leave-full-screen");
  }
  isFullScreen(): boolean {
    return this.#full;
  }

  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setDocumentEdited(edited: boolean): void {
    this.#edited = edited;
  }
  isDocumentEdited(): boolean {
    return this.#edited;
  }
  setRepresentedFilename(path: string): void {
    this.#represented = path;
  }
  getRepresentedFilename(): string {
    return this.#represented;
  }
  setBackgroundColor(): void {}
  setMenuBarVisibility(): void {}
  setProgressBar(): void {}
  flashFrame(): void {}

  /** The page's title becomes the window's, unless a listener prevents it. */
  #titled(title: string): void {
    this.webContents.emit("page-title-updated", {}, title, true);
    if (this.emitPreventable("page-title-updated", {}, title, true)) this.#title = title;
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    openWindows.delete(this);
    this.emit("closed");
    app.windowClosed();
  }
}
strict(BrowserWindow, "BrowserWindow");
strict(BrowserWindow.prototype, "BrowserWindow");
