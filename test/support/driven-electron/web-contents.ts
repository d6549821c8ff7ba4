import { toChromium } from "./addresses.ts";
import type { Json } from "./connection.ts";
import { dragIn, factOf } from "./drops.ts";
import type { Frame } from "./frames.ts";
import { ask, deliver, type Sender } from "./ipc-main.ts";
import { Page } from "./page.ts";
import type { ToMain } from "./preload-world.ts";
import { handedOver } from "./system.ts";
import { printPage, type PdfOptions } from "./printing.ts";
import { defaultSession } from "./session.ts";
import { strict, StrictEmitter } from "./strict.ts";

type OpenHandler = (details: { readonly url: string }) => { readonly action: "allow" | "deny" };

/** A key that the page left alone. */
export type Key = Extract<ToMain, { kind: "key" }>;

/** What a window hears of its page besides the page's events. */
export interface PageListener {
  key(key: Key): void;
  touched(): void;
  titled(title: string): void;
}

let last = 0;

/** A page in Chromium, as main has it. */
export class WebContents extends StrictEmitter {
  static override readonly events = [
    "did-finish-load",
    "did-fail-load",
    "dom-ready",
    "did-start-loading",
    "did-navigate",
    "destroyed",
    "will-navigate",
    "will-frame-navigate",
    "will-redirect",
    "will-attach-webview",
    "will-prevent-unload",
    "render-process-gone",
    "unresponsive",
    "responsive",
    "before-input-event",
    "console-message",
    "page-title-updated",
  ];
  readonly id = ++last;
  readonly session = defaultSession;
  #page: Page | null = null;
  #opening: Promise<Page> | null = null;
  #openHandler: OpenHandler | null = null;
  #destroyed = false;
  #crashed = false;
  #zoom = 0;
  #title = "";

  /** Opens the page in Chromium; `preload` runs in it. */
  begin(preload: string | undefined, listener: PageListener): void {
    const owner = {
      happened: (event: string) => void this.emit(event),
      navigated: (url: string) => void this.emit("did-navigate", {}, url, 200, "OK"),
      crashed: () => {
        this.#crashed = true;
        this.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 });
      },
      gone: () => this.#end(),
      posted: (frame: Frame | null, message: ToMain) => this.#posted(frame, message, listener),
      mayNavigate: (url: string, isMainFrame: boolean) => {
        const details = { url, isMainFrame, isSameDocument: false };
        const free = this.emitPreventable("will-frame-navigate", details);
        return isMainFrame ? this.emitPreventable("will-navigate", details, url) && free : free;
      },
      mayOpen: (url: string) => this.#openHandler?.({ url }).action !== "deny",
      // Preventing this event is what lets the page be left.
      mayLeave: () => !this.emitPreventable("will-prevent-unload"),
    };
    this.#opening = Page.open(owner, preload);
    this.#opening.then(
      (page) => (this.#page = page),
      () => this.#end(),
    );
  }

  async loadURL(address: string): Promise<void> {
    const { session } = await this.#opened();
    await defaultSession.applyTo(address);
    const loaded = new Promise<void>((resolve) => session.once("Page.loadEventFired", () => resolve()));
    const { errorText } = await session.send("Page.navigate", { url: toChromium(address) });
    if (typeof errorText === "string") {
      this.emit("did-fail-load", {}, -2, errorText, address, true);
      throw new Error(`${errorText} loading '${address}'`);
    }
    await loaded;
  }
  send(channel: string, ...values: unknown[]): void {
    if (!this.#destroyed && !this.#crashed) this.#page?.post({ kind: "message", channel, values });
  }
  get mainFrame(): Frame | null {
    return this.#page?.frames.main ?? null;
  }
  getURL(): string {
    return this.mainFrame?.url ?? "";
  }
  getTitle(): string {
    return this.#title;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  reload(): void {
    this.#crashed = false;
    this.#tell("Page.reload");
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  setZoomLevel(level: number): void {
    this.#zoom = level;
  }
  getZoomLevel(): number {
    return this.#zoom;
  }
  setBackgroundThrottling(): void {}
  /** Paper is for people: whoever asks for it is told that it was printed. */
  print(_options: object = {}, done: (success: boolean, why: string) => void = () => undefined): void {
    handedOver.push({ what: "print", value: this.#title });
    setImmediate(() => done(true, ""));
  }
  async printToPDF(options: PdfOptions): Promise<Buffer> {
    return printPage((await this.#opened()).session, options);
  }
  async executeJavaScript(source: string): Promise<unknown> {
    const { session } = await this.#opened();
    const given = { expression: source, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", given);
    if (exceptionDetails !== undefined) throw new Error("Script failed to execute");
    return (result as Json).value;
  }
  forcefullyCrashRenderer(): void {
    this.#tell("Page.crash");
  }
  /** Asks the page to close, as a window does that nobody keeps open. */
  close(): void {
    this.#tell("Page.close");
  }
  /** Ends the page without asking it. */
  destroy(): void {
    void this.#opening?.then((page) => page.destroy()).catch(() => undefined);
  }

  /** For tests: a person drops files of this machine on the page. */
  static async drop(contents: WebContents, paths: readonly string[]): Promise<void> {
    const page = await contents.#opened();
    page.post({ kind: "drops", files: paths.map(factOf) });
    await dragIn(page.session, paths);
  }

  #opened(): Promise<Page> {
    return this.#opening ?? Promise.reject(new Error("internal: the page was not begun"));
  }

  #tell(method: string): void {
    void this.#opening?.then(({ session }) => session.tell(method)).catch(() => undefined);
  }

  #posted(frame: Frame | null, message: ToMain, listener: PageListener): void {
    if (message.kind === "key") return listener.key(message);
    if (message.kind === "touched") return listener.touched();
    if (message.kind === "title") {
      if (message.title !== this.#title) listener.titled(message.title);
      this.#title = message.title;
      return;
    }
    const event: Sender = { sender: this, senderFrame: frame, processId: 1, frameId: 1 };
    const { channel, values } = message;
    if (message.kind === "send") return deliver(event, channel, values);
    const { id } = message;
    void ask(event, channel, values).then((answer) => this.#page?.post({ kind: "answer", id, ...answer }));
  }

  #end(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit("destroyed");
  }
}
strict(WebContents.prototype, "webContents");
