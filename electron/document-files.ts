import { app, dialog, type BrowserWindow, type FileFilter } from "electron";
import { existsSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { OpenOutcome, SaveOutcome, SaveRequest } from "./contract.ts";
import { readExperimentFile, writeExperimentFile } from "./experiment-file.ts";
import { messages } from "./messages/en.ts";

const extension = ".json";
const filters: FileFilter[] = [
  { name: messages.files.experiments, extensions: ["json"] },
  { name: messages.files.allFiles, extensions: ["*"] },
];

/** Experiment files through the system's dialogs; writes only where the person pointed in this session. */
export class DocumentFiles {
  /** Paths the person opened or picked: nothing else is ever written to. */
  readonly #chosen = new Set<string>();
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
      filters,
      properties: ["openFile"],
    });
    if (canceled || filePaths.length === 0 || !opensHere(filePaths[0])) return { kind: "cancelled" };
    return this.openPath(filePaths[0]);
  }

  /** Reads the file at a path that the person gave: in a dialog, by double click or on the command line. */
  async openPath(path: string): Promise<OpenOutcome> {
    const outcome = await readExperimentFile(path);
    if (outcome.kind === "opened") this.#remember(path);
    return outcome;
  }

  /** Writes to the document's own place, or asks where: without one, or with one never picked here. */
  async save({ text, place, suggestedName }: SaveRequest): Promise<SaveOutcome> {
    const known = place !== null && this.#chosen.has(place.id) ? place.id : null;
    const path = known ?? (await this.#ask(place?.name ?? suggestedName));
    if (path === null) return { kind: "cancelled" };
    const outcome = await writeExperimentFile(path, text);
    if (outcome.kind === "saved") this.#remember(path);
    return outcome;
  }

  async #ask(suggestedName: string): Promise<string | null> {
    const window = this.#window();
    if (window === null) return null;
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(this.#startFolder(), fileName(suggestedName)),
      filters,
      properties: ["showOverwriteConfirmation", "createDirectory"],
    });
    return canceled || filePath === "" ? null : withExtension(filePath);
  }

  #startFolder(): string {
    return this.#folder ?? app.getPath("documents");
  }

  #remember(path: string): void {
    this.#chosen.add(path);
    this.#folder = dirname(path);
    app.addRecentDocument(path);
    this.#onPlace(path);
  }
}

/** A name that every system takes for a file: `a/b: c` becomes `a-b- c.json`. */
export function fileName(suggested: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what Windows refuses
  const safe = basename(suggested.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "-")).replace(/^[. ]+|[. ]+$/g, "");
  const named = safe === "" ? "experiment" : safe;
  return extname(named).toLowerCase() === extension ? named : `${named}${extension}`;
}

/** Linux's dialog adds no ending; one is added unless it would overwrite a file nobody was asked about. */
function withExtension(path: string): string {
  if (extname(path) !== "") return path;
  const completed = `${path}${extension}`;
  return existsSync(completed) ? path : completed;
}
