import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { archiveLimits } from "../core/archive/limits.ts";
import { writeAtomically } from "./atomic-write.ts";
import type { LeftWork } from "./contract.ts";
import { reasonNotRead } from "./file-reasons.ts";
import { removeAllLeftovers } from "./leftovers.ts";
import { messages } from "./messages/en.ts";
import { readBounded } from "./read-bounded.ts";
import { readNote, writeNote, type RecoveryNote } from "./recovery-note.ts";

/** Work that was taken up again: its file, and where it lived. */
export type Recovered =
  | { readonly kind: "opened"; readonly file: Uint8Array; readonly home: RecoveryNote["home"] }
  | { readonly kind: "failed"; readonly name: string; readonly reason: string };

/**
 * The application's own folder for unsaved work: one file per window, and a note beside it. What lies there and
 * belongs to no open window was left behind when the application ended without a word.
 */
export class RecoveryFolder {
  readonly path: string;
  /** Work of open windows, and what one of them offers to its person: nobody else is offered that. */
  readonly #held = new Set<string>();

  constructor(path: string) {
    this.path = path;
  }

  /** The place of one window's work. */
  openKeeper(): Keeper {
    return new Keeper(this);
  }

  hold(id: string): void {
    this.#held.add(id);
  }

  release(id: string): void {
    this.#held.delete(id);
  }

  /** What was left behind, the newest first. */
  async list(): Promise<LeftWork[]> {
    await removeAllLeftovers(this.path);
    const names = await readdir(this.path).catch(() => []);
    const ids = names.flatMap((name) => (name.endsWith(".rematrix") ? [basename(name, ".rematrix")] : []));
    const left = await Promise.all(ids.filter((id) => !this.#held.has(id)).map((id) => this.#describe(id)));
    return left.flatMap((work) => work ?? []).sort((a, b) => b.time - a.time);
  }

  /** What stands in the note beside a kept file; it may be missing where the end came between the two. */
  async note(id: string): Promise<RecoveryNote | null> {
    return readFile(this.noteOf(id), "utf8").then(readNote, () => null);
  }

  fileOf(id: string): string {
    return join(this.path, `${id}.rematrix`);
  }

  noteOf(id: string): string {
    return join(this.path, `${id}.json`);
  }

  async #describe(id: string): Promise<LeftWork | null> {
    const found = await stat(this.fileOf(id)).catch(() => null);
    if (found === null) return null;
    const note = await this.note(id);
    return {
      id,
      name: note?.name ?? "",
      step: note?.step ?? null,
      time: note?.time ?? found.mtimeMs,
      file: note?.home ? basename(note.home.path) : null,
    };
  }
}

/** Keeps the unsaved work of one window, and takes up what was left behind. */
export class Keeper {
  readonly #folder: RecoveryFolder;
  #id: string = randomUUID();
  /** What was offered to this window's person. */
  #offered = new Set<string>();
  /** One thing after the other: the newest work is what stays. */
  #queue: Promise<unknown> = Promise.resolve();
  /** The window was closed with nothing unsaved in it. */
  #endedClean = false;

  constructor(folder: RecoveryFolder) {
    this.#folder = folder;
    folder.hold(this.#id);
  }

  /** Keeps a file in place of what was kept before. A disk that does not take it is no reason to bother anybody. */
  keep(file: Uint8Array, note: RecoveryNote): Promise<void> {
    const id = this.#id;
    return this.#next(async () => {
      if (this.#isOver(id)) return;
      await mkdir(this.#folder.path, { recursive: true });
      await writeAtomically(this.#folder.fileOf(id), file);
      await writeAtomically(this.#folder.noteOf(id), writeNote(note));
      if (this.#isOver(id)) this.#remove(id);
    });
  }

  /** There is nothing unsaved any more. */
  forget(): Promise<void> {
    const id = this.#id;
    return this.#next(async () => this.#remove(id));
  }

  /** The page is gone without a word: what was kept of it is left behind, whatever becomes of the window. */
  leave(): void {
    this.#folder.release(this.#id);
    this.#id = randomUUID();
    this.#folder.hold(this.#id);
  }

  /** What other windows left behind, and the page that was in this window before. */
  async left(): Promise<LeftWork[]> {
    await this.#queue;
    this.leave();
    for (const id of this.#offered) this.#folder.release(id);
    const left = await this.#folder.list();
    this.#offered = new Set(left.map(({ id }) => id));
    for (const id of this.#offered) this.#folder.hold(id);
    return left;
  }

  /** Takes up work that was offered: it is this window's from now on, and stays kept until it is saved. */
  async recover(id: string): Promise<Recovered> {
    const failed = (reason: string): Recovered => ({ kind: "failed", name: messages.recovery.work, reason });
    if (!this.#offered.has(id)) return failed(messages.files.missing);
    const folder = this.#folder;
    try {
      const file = await readBounded(folder.fileOf(id), archiveLimits.file);
      if (file === null) return failed(messages.files.tooLargeForDisk);
      const note = await folder.note(id);
      this.#offered.delete(id);
      folder.release(this.#id);
      this.#id = id;
      return { kind: "opened", file, home: note?.home ?? null };
    } catch (error) {
      return failed(reasonNotRead(error));
    }
  }

  /** Removes work that was offered. */
  async discard(id: string): Promise<void> {
    if (!this.#offered.delete(id)) return;
    await this.#next(async () => this.#remove(id));
    this.#folder.release(id);
  }

  /** The window is closed; `clean` where nothing unsaved was left in it. At once, since the process may end. */
  end(clean: boolean): void {
    this.#endedClean = clean;
    if (clean) this.#remove(this.#id);
    for (const id of [this.#id, ...this.#offered]) this.#folder.release(id);
  }

  /** Whether nobody will want what is kept under this id. */
  #isOver(id: string): boolean {
    return this.#endedClean && id === this.#id;
  }

  #remove(id: string): void {
    rmSync(this.#folder.fileOf(id), { force: true });
    rmSync(this.#folder.noteOf(id), { force: true });
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work).catch(() => undefined);
    this.#queue = done;
    return done;
  }
}
