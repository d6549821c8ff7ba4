import { dialog, type WebContents } from "electron";
import { access } from "node:fs/promises";
import { basename } from "node:path";
import type { ShellHandlers } from "./contract.ts";
import { reasonNotRead } from "./file-reasons.ts";
import { Lab, type LabFiles, type LabOwner } from "./lab.ts";
import { messages } from "./messages/en.ts";
import { WakeLock } from "./power.ts";
import type { RecentFiles } from "./recent-files.ts";

/**
 * Every window of this process, and where a file opens: a file that is open already comes to the front; an
 * untouched window takes another document; anything else gets a window of its own, so that opening never
 * takes a document away.
 */
export class Labs {
  readonly #files: LabFiles;
  readonly #recent: RecentFiles;
  readonly #open = new Set<Lab>();
  readonly #awake = new WakeLock();
  /** The window that was in front last. */
  #front: Lab | null = null;
  #listener: () => void = () => undefined;

  constructor(files: LabFiles, recent: RecentFiles) {
    this.#files = files;
    this.#recent = recent;
  }

  /** Every open window, in the order in which they were opened. */
  get all(): readonly Lab[] {
    return [...this.#open];
  }

  /** The files opened or written last, as absolute paths. */
  get recent(): readonly string[] {
    return this.#recent.paths;
  }

  /** The one listener: hears of everything that the menu tells. */
  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  clearRecent(): void {
    this.#recent.clear();
    this.#listener();
  }

  /** The window that commands go to, or null while none is open. */
  get front(): Lab | null {
    return this.#front;
  }

  /** Who answers this page. */
  handlersOf(page: WebContents): ShellHandlers | null {
    return [...this.#open].find((lab) => lab.page === page)?.handlers ?? null;
  }

  /** Opens one more window, beside the one in front. */
  openWindow(): Lab {
    const lab = new Lab(this.#files, this.#front?.window.getNormalBounds() ?? null, this.#owner);
    this.#open.add(lab);
    this.#front = lab;
    this.#changed();
    return lab;
  }

  /** Asks for a file to open, in the window in front. */
  askForFile(): void {
    const lab = this.#front ?? this.openWindow();
    lab.send({ kind: "open" });
  }

  /** Opens a file that a person named: by double click, on the command line, in a list. */
  async openFile(path: string): Promise<void> {
    const reason = await access(path).then(() => null, reasonNotRead);
    if (reason !== null) {
      this.#recent.drop(path);
      this.#changed();
      return this.#complain(path, reason);
    }
    // Only now, without a pause before it opens: the same file may be named twice in a row.
    const holder = this.#holderOf(path);
    if (holder !== null) return holder.focus();
    const lab = this.#front?.untouched === true ? this.#front : this.openWindow();
    lab.openFile(path);
    lab.focus();
  }

  /** Brings the application to the front, with a window if there is none. */
  focus(): void {
    (this.#front ?? this.openWindow()).focus();
  }

  /** Whether quitting would ask about unsaved work. */
  get asks(): boolean {
    return [...this.#open].some((lab) => lab.closing.asks());
  }

  /** Asks one window after the other about its unsaved work, up to the first that wants to stay. */
  async mayQuit(): Promise<boolean> {
    for (const lab of this.#open) {
      if (!lab.closing.asks()) continue;
      lab.focus();
      if (await lab.closing.mayClose()) continue;
      for (const asked of this.#open) asked.closing.stay();
      return false;
    }
    return true;
  }

  readonly #owner: LabOwner = {
    focused: (lab) => {
      this.#front = lab;
      this.#changed();
    },
    changed: () => this.#changed(),
    closed: (lab) => {
      this.#open.delete(lab);
      if (this.#front === lab) this.#front = [...this.#open].at(-1) ?? null;
      this.#changed();
    },
    filed: (path) => {
      this.#recent.add(path);
      this.#changed();
    },
    opensHere: (lab, path) => {
      const holder = this.#holderOf(path);
      if (holder === null && lab.untouched) return true;
      if (holder !== null) holder.focus();
      else this.openWindow().openFile(path);
      return false;
    },
  };

  #changed(): void {
    this.#awake.hold([...this.#open].some((lab) => lab.running));
    this.#listener();
  }

  #holderOf(path: string): Lab | null {
    return [...this.#open].find((lab) => lab.holds(path)) ?? null;
  }

  async #complain(path: string, reason: string): Promise<void> {
    const lab = this.#front ?? this.openWindow();
    const message = messages.files.openFailed(basename(path));
    await dialog.showMessageBox(lab.window, { type: "error", message, detail: reason });
  }
}
