import { dialog, type BrowserWindow, type WebContents } from "electron";
import { basename, extname } from "node:path";
import { setupClosing, type Closing } from "./closing.ts";
import type { ShellCommand, ShellHandlers, ShownDocument } from "./contract.ts";
import { DocumentFiles } from "./document-files.ts";
import { push } from "./ipc.ts";
import { messages } from "./messages/en.ts";
import { setupPageCrash } from "./page-crash.ts";
import { setupTraining, type Training } from "./training.ts";
import { openWindow, type WindowFiles } from "./window.ts";

const nothing: ShownDocument = { name: "", unsaved: false };

/** The one lab of this process: its window, its document, its training worker. */
export class Lab {
  readonly #files: DocumentFiles;
  readonly #training: Training;
  #window: BrowserWindow | null = null;
  #closing: Closing | null = null;
  #shown = nothing;
  /** Where the document was last read from or written to. */
  #path: string | null = null;
  /** A file from the system that waits for the page. */
  #waiting: string | null = null;
  #loaded = false;

  /** Starts the training worker from its file; the window comes with `open`. */
  constructor(workerFile: string) {
    this.#files = new DocumentFiles(
      () => this.#window,
      (path) => {
        this.#path = path;
        this.#represent();
      },
    );
    this.#training = setupTraining(workerFile, (event) => push(this.page, "engine:event", event));
  }

  /** The page, for the sender check and for what is sent to it. */
  get page(): WebContents | null {
    return this.#window?.webContents ?? null;
  }

  /** What the page's messages do. */
  readonly handlers: ShellHandlers = {
    calls: {
      "files:open": () => this.#files.open(),
      "files:save": (request) => this.#files.save(request),
    },
    posts: {
      "engine:post": (command) => this.#training.post(command),
      "engine:restart": () => this.#training.restart(),
      "document:show": (shown) => {
        this.#shown = shown;
        this.#window?.setDocumentEdited(shown.unsaved);
        this.#represent();
      },
      "window:close-answered": (saved) => this.#closing?.answered(saved),
    },
  };

  /** Opens the window. */
  open(files: WindowFiles): void {
    const window = openWindow(files);
    this.#window = window;
    this.#closing = setupClosing(
      window,
      () => this.#shown,
      () => this.send({ kind: "save-and-close" }),
    );
    setupPageCrash(window, () => this.#pageIsGone());
    window.webContents.on("did-finish-load", () => {
      this.#loaded = true;
      if (this.#waiting !== null) this.openFile(this.#waiting);
    });
    window.on("closed", () => {
      this.#window = null;
      this.#training.end();
    });
  }

  /** Sends a command to the page. */
  send(command: ShellCommand): void {
    push(this.page, "shell:command", command);
  }

  /** Brings the window to the front. */
  focus(): void {
    if (this.#window === null) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Hands the page a file that the system or a second start named, as soon as there is a page. */
  openFile(path: string): void {
    this.#waiting = path;
    if (this.#loaded) void this.#openWaiting();
  }

  async #openWaiting(): Promise<void> {
    const path = this.#waiting;
    this.#waiting = null;
    if (path === null) return;
    const outcome = await this.#files.openPath(path);
    if (outcome.kind === "opened") this.send(outcome);
    else if (outcome.kind === "failed" && this.#window !== null) {
      const message = messages.files.openFailed(outcome.name);
      await dialog.showMessageBox(this.#window, { type: "error", message, detail: outcome.reason });
    }
  }

  /** The page's unsaved work went with it, and the engine's frames have nobody to go to. */
  #pageIsGone(): void {
    this.#loaded = false;
    this.#shown = nothing;
    this.#path = null;
    this.#window?.setDocumentEdited(false);
    this.#represent();
    this.#training.restart();
  }

  /** macOS shows the document's file in the title bar; a document of another name is not in that file. */
  #represent(): void {
    const path = this.#path;
    const matches =
      path !== null && [basename(path), basename(path, extname(path))].includes(this.#shown.name);
    this.#window?.setRepresentedFilename(matches ? path : "");
  }
}
