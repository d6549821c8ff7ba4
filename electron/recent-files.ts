import { app } from "electron";
import { array, maxLength, pipe, string } from "valibot";
import { readKept, writeKept } from "./kept-json.ts";
import { samePlace } from "./same-place.ts";

const most = 10;
const shape = pipe(array(string()), maxLength(most));

/** The files that were opened or written last, the newest first; kept from one start to the next. */
export class RecentFiles {
  readonly #file: string;
  #paths: readonly string[];

  /** `file` is where the list is kept. */
  constructor(file: string) {
    this.#file = file;
    this.#paths = readKept(file, shape) ?? [];
  }

  /** Absolute paths, at most ten. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  /** Puts a file first. */
  add(path: string): void {
    if (path !== this.#paths[0]) this.#become([path, ...this.#without(path)].slice(0, most));
  }

  /** Takes a file off that is not there any more. */
  drop(path: string): void {
    this.#become(this.#without(path));
  }

  /** Forgets all of them, the system's own list included. */
  clear(): void {
    app.clearRecentDocuments();
    this.#become([]);
  }

  #without(path: string): string[] {
    return this.#paths.filter((other) => !samePlace(path, other));
  }

  #become(paths: readonly string[]): void {
    this.#paths = paths;
    writeKept(this.#file, paths);
  }
}
