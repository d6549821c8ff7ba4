import { dialog, type BrowserWindow, type Rectangle, type WebContents } from "electron";
import { setupClosing, type Closing } from "./closing.ts";
import type {
  KeptWork,
  OpenOutcome,
  RecoverOutcome,
  ShellCommand,
  ShellHandlers,
  ShownDocument,
} from "./contract.ts";
import { DocumentFiles } from "./document-files.ts";
import { exportFile, exportPdf } from "./exports.ts";
import { push } from "./ipc.ts";
import { messages } from "./messages/en.ts";
import type { Keeper, RecoveryFolder } from "./recovery.ts";
import { setupPageCrash } from "./page-crash.ts";
import { samePlace } from "./same-place.ts";
import { setupTraining, type Training } from "./training.ts";
import { openWindow, type WindowFiles } from "./window.ts";

const nothing: ShownDocument = {
  name: "",
  unsaved: false,
  place: null,
  untouched: true,
  undo: null,
  redo: null,
  revertible: false,
  training: { ready: false, playing: false, started: false, begun: false, inPast: false },
  view: { typing: false, projector: false, updates: true, micro: false },
};

/** Where a lab finds the files it is made of. */
export interface LabFiles extends WindowFiles {
  readonly worker: string;
  readonly recovery: RecoveryFolder;
}

/** What a lab tells and asks the application it belongs to. */
export interface LabOwner {
  /** The window came to the front. */
  focused(lab: Lab): void;
  /** What it shows, or what it is busy with, is another. */
  changed(lab: Lab): void;
  closed(lab: Lab): void;
  /** A file was opened or written. */
  filed(path: string): void;
  /** Whether a file picked in this lab opens in it; otherwise the owner has seen to it. */
  opensHere(lab: Lab, path: string): boolean;
}

/** One window with everything that is its own: the document, its files, the training worker. */
export class Lab {
  readonly window: BrowserWindow;
  readonly #owner: LabOwner;
  readonly #files: DocumentFiles;
  readonly #training: Training;
  readonly #closing: Closing;
  readonly #keeper: Keeper;
  /** Files that were opened or written here: the page can claim no other for its document. */
  readonly #known = new Set<string>();
  #shown = nothing;
  /** A file from the system, until the page shows it or has refused it. */
  #coming: string | null = null;
  #loaded = false;
  #queued: ShellCommand[] = [];
  #running = false;

  /** Opens the window, `beside` another one if there is one, and starts its training worker. */
  constructor(files: LabFiles, beside: Rectangle | null, owner: LabOwner) {
    const window = openWindow(files, beside);
    this.window = window;
    this.#owner = owner;
    this.#files = new DocumentFiles(
      () => (window.isDestroyed() ? null : window),
      (path) => {
        this.#known.add(path);
        owner.filed(path);
      },
    );
    this.#training = setupTraining(files.worker, (event) => {
      if (event.kind === "frame") this.#runs(event.frame.status === "running");
      if (event.kind === "crashed") this.#runs(false);
      push(this.page, "engine:event", event);
    });
    this.#closing = setupClosing(
      window,
      () => this.#shown,
      () => this.send({ kind: "save-and-close" }),
    );
    this.#keeper = files.recovery.openKeeper();
    let clean = false;
    window.on("close", ({ defaultPrevented }) => {
      clean = !defaultPrevented;
    });
    setupPageCrash(window, () => this.#pageIsGone());
    this.page.on("did-finish-load", () => {
      this.#loaded = true;
      for (const command of this.#queued.splice(0)) this.send(command);
      void this.#openComing();
    });
    window.on("focus", () => owner.focused(this));
    window.on("closed", () => {
      this.#keeper.end(clean);
      this.#training.end();
      owner.closed(this);
    });
  }

  /** The page, for what is sent to it. */
  get page(): WebContents {
    return this.window.webContents;
  }

  /** What the page shows, as it said last. */
  get shown(): ShownDocument {
    return this.#shown;
  }

  /** The file that the document was read from or written to, or that is on its way in. */
  get path(): string | null {
    const id = this.#shown.place?.id;
    return this.#coming ?? (id !== undefined && this.#known.has(id) ? id : null);
  }

  /** Nothing was opened, edited or trained here: another document takes nothing away. */
  get untouched(): boolean {
    return this.#coming === null && this.#shown.untouched;
  }

  /** Whether the engine trains. */
  get running(): boolean {
    return this.#running;
  }

  /** What is asked before the window closes. */
  get closing(): Pick<Closing, "asks" | "mayClose" | "stay"> {
    return this.#closing;
  }

  /** What the page's messages do. */
  readonly handlers: ShellHandlers = {
    calls: {
      "files:open": () => this.#files.open((path) => this.#owner.opensHere(this, path)),
      "files:open-dropped": (path) =>
        this.#files.openDropped(path, (dropped) => this.#owner.opensHere(this, dropped)),
      "files:save": (request) => this.#files.save(request),
      "recovery:left": () => this.#keeper.left(),
      "recovery:recover": (id) => this.#recover(id),
      "recovery:discard": async (id) => {
        await this.#keeper.discard(id);
        return null;
      },
      "export:file": (request) => exportFile(this.window, request),
      "export:pdf": (name) => exportPdf(this.window, name),
    },
    posts: {
      "engine:post": (command) => this.#training.post(command),
      "engine:restart": () => this.#restart(),
      "document:show": (shown) => this.#show(shown),
      "recovery:keep": (work) => void this.#keep(work),
      "recovery:forget": () => void this.#keeper.forget(),
      "window:close-answered": (saved) => this.#closing.answered(saved),
      "window:print": () => this.#print(),
    },
  };

  /** Whether this file's document is open here, or about to be. */
  holds(path: string): boolean {
    return this.path !== null && samePlace(this.path, path);
  }

  /** Sends a command to the page, as soon as there is one. */
  send(command: ShellCommand): void {
    if (this.#loaded) push(this.page, "shell:command", command);
    else this.#queued.push(command);
  }

  /** Brings the window to the front; one that has nothing to show yet comes by itself. */
  focus(): void {
    if (!this.#loaded && !this.window.isVisible()) return;
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  /** Hands the page a file that the system, another window or a second start named, once there is a page. */
  openFile(path: string): void {
    this.#coming = path;
    if (this.#loaded) void this.#openComing();
  }

  async #openComing(): Promise<void> {
    const path = this.#coming;
    if (path === null) return;
    const outcome = await this.#files.openPath(path);
    if (this.window.isDestroyed()) return;
    if (outcome.kind === "opened") this.send(outcome);
    else {
      this.#coming = null;
      await this.#complain(outcome);
    }
  }

  async #complain(outcome: OpenOutcome): Promise<void> {
    if (outcome.kind !== "failed") return;
    const message = messages.files.openFailed(outcome.name);
    await dialog.showMessageBox(this.window, { type: "error", message, detail: outcome.reason });
  }

  #keep({ file, name, step, place }: KeptWork): Promise<void> {
    const known = place !== null && this.#known.has(place.id);
    const home = known ? { path: place.id, found: this.#files.foundAt(place.id) } : null;
    return this.#keeper.keep(file, { name, step, time: Date.now(), home });
  }

  async #recover(id: string): Promise<RecoverOutcome> {
    const outcome = await this.#keeper.recover(id);
    if (outcome.kind === "failed") return outcome;
    const { file, home } = outcome;
    return { kind: "opened", file, place: home && this.#files.adopt(home.path, home.found) };
  }

  /** The page says what it shows, also when it has refused a file: nothing is on its way in any more. */
  #show(shown: ShownDocument): void {
    this.#shown = shown;
    if (this.#loaded) this.#coming = null;
    this.window.setDocumentEdited(shown.unsaved);
    // macOS shows the document's file in the title bar.
    this.window.setRepresentedFilename(this.path ?? "");
    this.#owner.changed(this);
  }

  /** What the page held went with it, but for what was kept; the engine's frames have nobody to go to. */
  #pageIsGone(): void {
    this.#keeper.leave();
    this.#loaded = false;
    this.#queued = [];
    this.#show(nothing);
    this.#restart();
  }

  #restart(): void {
    this.#runs(false);
    this.#training.restart();
  }

  #runs(running: boolean): void {
    if (running === this.#running) return;
    this.#running = running;
    this.#owner.changed(this);
  }

  /** Prints the page in the system's dialog, which may be cancelled. */
  #print(): void {
    this.page.print({}, (printed, reason) => {
      if (printed || reason === "Print job canceled" || this.window.isDestroyed()) return;
      const message = messages.print.failed;
      void dialog.showMessageBox(this.window, {
        type: "error",
        message,
        detail: messages.print.reason(reason),
      });
    });
  }
}
