import { app, dialog, type BrowserWindow, type FileFilter } from "electron";
import { basename, dirname, extname, isAbsolute, join } from "node:path";
import type { FilePlace, OpenOutcome, SaveOutcome, SaveRequest } from "./contract.ts";
import { isPlain, readExperimentFile, writeExperimentFile } from "./experiment-file.ts";
import { isExperimentName } from "./file-argument.ts";
import { fileName, withExtension } from "./file-names.ts";
import { hasChanged, type Fingerprint } from "./fingerprint.ts";
import { removeLeftovers } from "./leftovers.ts";
import { messages } from "./messages/en.ts";

const text = messages.files;
const whole: FileFilter = { name: text.whole, extensions: ["rematrix"] };
const plain: FileFilter = { name: text.plain, extensions: ["json"] };
const allFiles: FileFilter = { name: text.allFiles, extensions: ["*"] };
const openFilters: FileFilter[] = [{ name: text.experiments, extensions: ["rematrix", "json"] }, allFiles];

/** Experiment files through the system's dialogs; writes only where the person pointed in this session. */
export class DocumentFiles {
  /** Paths the person opened or picked, and what lay there then: nothing else is ever written to. */
  readonly #chosen = new Map<string, Fingerprint>();
  readonly #window: () => BrowserWindow | null;
  readonly #onPlace: (path: string) => void;
  #folder: string | null = null;

  /** `onPlace` hears of every file opened or written. */
  constructor(window: () => BrowserWindow | null, onPlace: (path: string) => void) {
    this.#window = window;
    this.#onPlace = onPlace;
  }

  /** Asks for a file, and reads it if it shall open in this window. */
  async open(opensHere: (path: string) => boolean): Promise<OpenOutcome> {
    const window = this.#window();
    if (window === null) return { kind: "cancelled" };
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      defaultPath: this.#startFolder(),
      filters: openFilters,
      properties: ["openFile"],
    });
    if (canceled || filePaths.length === 0 || !opensHere(filePaths[0])) return { kind: "cancelled" };
    return this.openPath(filePaths[0]);
  }

  /** Reads a file that the person dropped, if it shall open in this window; null where its name is no experiment's. */
  async openDropped(path: string, opensHere: (path: string) => boolean): Promise<OpenOutcome | null> {
    if (!isAbsolute(path) || !isExperimentName(path)) return null;
    return opensHere(path) ? this.openPath(path) : { kind: "cancelled" };
  }

  /** Reads the file at a path that the person gave: in a dialog, by double click or on the command line. */
  async openPath(path: string): Promise<OpenOutcome> {
    const outcome = await readExperimentFile(path);
    if (outcome.kind === "failed") return outcome;
    this.#remember(path, outcome.found);
    void removeLeftovers(path);
    return { kind: "opened", file: outcome.file, place: outcome.place };
  }

  /**
   * Writes to the document's own place, or asks where: without one, or with one never picked here. A file that
   * somebody else changed since it was read or written is left alone, and told of.
   */
  async save(request: SaveRequest): Promise<SaveOutcome> {
    const { place, suggestedName, overwrite } = request;
    const known = place === null ? undefined : this.#chosen.get(place.id);
    if (place === null || known === undefined) {
      const path = await this.#ask(place?.name ?? suggestedName, request.file === null);
      // Whoever picks a file that is there is asked about it by the system's dialog.
      return path === null ? { kind: "cancelled" } : this.#write(path, request);
    }
    const changed = overwrite ? false : await hasChanged(place.id, known).catch(() => false);
    return changed ? { kind: "changed" } : this.#write(place.id, request);
  }

  /** What lay at a place when it was last read or written here. */
  foundAt(path: string): Fingerprint | null {
    return this.#chosen.get(path) ?? null;
  }

  /** A document of an earlier session goes on here: its file is asked about where it is another one by now. */
  adopt(path: string, found: Fingerprint | null): FilePlace {
    this.#chosen.set(path, found ?? { size: -1, modified: 0, hash: "" });
    this.#onPlace(path);
    return { id: path, name: basename(path) };
  }

  async #write(path: string, { file, text }: SaveRequest): Promise<SaveOutcome> {
    const written = file === null || isPlain(path) ? null : file;
    const outcome = await writeExperimentFile(path, written ?? new TextEncoder().encode(text));
    if (outcome.kind === "failed") return outcome;
    this.#remember(path, outcome.found);
    return { kind: "saved", place: outcome.place, whole: written !== null };
  }

  async #ask(suggestedName: string, onlyPlain: boolean): Promise<string | null> {
    const window = this.#window();
    if (window === null) return null;
    const name = fileName(suggestedName, onlyPlain ? ".json" : ".rematrix");
    const kinds = isPlain(name) ? [plain, whole] : [whole, plain];
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(this.#startFolder(), name),
      filters: [...(onlyPlain ? [plain] : kinds), allFiles],
      properties: ["showOverwriteConfirmation", "createDirectory"],
    });
    return canceled || filePath === "" ? null : withExtension(filePath, extname(name));
  }

  #startFolder(): string {
    return this.#folder ?? app.getPath("documents");
  }

  #remember(path: string, found: Fingerprint): void {
    this.#chosen.set(path, found);
    this.#folder = dirname(path);
    app.addRecentDocument(path);
    this.#onPlace(path);
  }
}
