import { toElectron } from "./addresses.ts";
import { chromium, settings } from "./browser.ts";
import type { Connection, Session } from "./connection.ts";
import { Frames, type Frame } from "./frames.ts";
import { intercept } from "./interception.ts";
import type { ToMain, ToPage } from "./preload-world.ts";
import { addPreload, onPost, sendTo, worldName } from "./worlds.ts";

/** Who is told what happens in a page, and asked what may. */
export interface PageOwner {
  happened(event: "did-finish-load" | "dom-ready"): void;
  navigated(url: string): void;
  crashed(): void;
  gone(): void;
  posted(frame: Frame | null, message: ToMain): void;
  /** Asked about what a page starts by itself. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  mayOpen(url: string): boolean;
  /** Asked where the page would rather not be left. */
  mayLeave(): boolean;
}

/** A page's target in Chromium, with its frames, its preload script and its requests. */
export class Page {
  readonly #owner: PageOwner;
  readonly #targetId: string;
  readonly frames: Frames;
  readonly session: Session;
  /** Frames in which a script of the page wants to go elsewhere. */
  readonly #asked = new Set<string>();

  private constructor(owner: PageOwner, targetId: string, session: Session) {
    this.#owner = owner;
    this.#targetId = targetId;
    this.session = session;
    this.frames = new Frames(session, targetId, worldName);
  }

  /** Opens an empty page in Chromium, and has `preload` run in it before everything that is loaded later. */
  static async open(owner: PageOwner, preload: string | undefined): Promise<Page> {
    const connection = await chromium;
    const { browser } = connection;
    const { targetId } = await browser.send("Target.createTarget", {
      url: "about:blank",
      browserContextId: settings.context,
    });
    const page = new Page(owner, String(targetId), await connection.attach(String(targetId)));
    page.#hearBrowser(connection);
    page.#hear();
    await page.#prepare(connection, preload);
    return page;
  }

  /** Sends to the preload script in the main frame; nobody hears it where there is none. */
  post(message: ToPage): void {
    const world = this.frames.mainWorld;
    if (world !== null) sendTo(this.session, world, message);
  }

  /** Ends the page without asking it. */
  destroy(): void {
    const target = { targetId: this.#targetId };
    void chromium.then(({ browser }) => browser.tell("Target.closeTarget", target));
  }

  async #prepare(connection: Connection, preload: string | undefined): Promise<void> {
    const { session } = this;
    session.on("Target.attachedToTarget", ({ sessionId }: { sessionId: string }) => {
      const worker = connection.session(sessionId);
      // What a worker imports is requested on its own session.
      void intercept(worker, () => true).catch(() => undefined);
      worker.tell("Runtime.runIfWaitingForDebugger");
    });
    // A window that the page opens would wait for somebody to let it go on; it is closed instead.
    const filter = [{ type: "page", exclude: true }, {}];
    const workers = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter };
    await Promise.all([
      connection.browser.send("Target.setDiscoverTargets", { discover: true }),
      session.send("Page.enable"),
      session.send("Runtime.enable"),
      session.send("Inspector.enable"),
      session.send("Target.setAutoAttach", workers),
      intercept(session, (frame, url) => this.#mayNavigate(frame, url)),
      preload === undefined ? null : addPreload(session, preload),
    ]);
  }

  #hearBrowser(connection: Connection): void {
    const { browser } = connection;
    browser.on("Target.detachedFromTarget", ({ sessionId }: { sessionId: string }) => {
      if (sessionId === this.session.id) this.#owner.gone();
    });
    browser.on("Target.targetCreated", ({ targetInfo }: { targetInfo: TargetFact }) => {
      if (targetInfo.openerId === this.#targetId) void this.#opened(connection, targetInfo);
    });
  }

  #hear(): void {
    const { session, frames } = this;
    session.on("Page.loadEventFired", () => this.#owner.happened("did-finish-load"));
    session.on("Page.domContentEventFired", () => this.#owner.happened("dom-ready"));
    session.on("Page.frameNavigated", ({ frame }: { frame: { id: string; url: string } }) => {
      if (frame.id === frames.main.id) this.#owner.navigated(toElectron(frame.url));
    });
    session.on("Page.frameRequestedNavigation", ({ frameId }: { frameId: string }) => {
      this.#asked.add(frameId);
    });
    session.on("Inspector.targetCrashed", () => this.#owner.crashed());
    session.on("Page.javascriptDialogOpening", ({ type }: { type: string }) => {
      const accept = type === "beforeunload" && this.#owner.mayLeave();
      session.tell("Page.handleJavaScriptDialog", { accept });
    });
    onPost(session, (world, value) => this.#owner.posted(frames.ofWorld(world), value as ToMain));
  }

  #mayNavigate(frame: string, url: string): boolean {
    if (!this.#asked.delete(frame)) return true;
    return this.#owner.mayNavigate(url, frame === this.frames.main.id);
  }

  /**
   * Chromium has already opened what a page asked for: it loads nothing and is closed. Not before it asks for its
   * document, or has it: a page whose window ends while it is being opened waits for it forever.
   */
  async #opened(connection: Connection, { targetId, url }: TargetFact): Promise<void> {
    if (this.#owner.mayOpen(toElectron(url))) {
      throw new Error("Electron's stand-in has no windows that a page opens");
    }
    const opened = await connection.attach(targetId);
    const close = (): void => connection.browser.tell("Target.closeTarget", { targetId });
    opened.once("Page.frameNavigated", close);
    await opened.send("Page.enable");
    await intercept(opened, () => {
      close();
      return false;
    });
    const { frameTree } = await opened.send("Page.getFrameTree");
    if ((frameTree as { frame: { url: string } }).frame.url.startsWith("chrome-error:")) close();
  }
}

interface TargetFact {
  readonly targetId: string;
  readonly openerId?: string;
  readonly url: string;
}
