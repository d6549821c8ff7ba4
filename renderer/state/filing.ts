import type { Experiment } from "../../core/experiment/experiment.ts";
import type { Problem, Result } from "../../core/result.ts";
import type { KeptRun } from "../../core/training/kept-run.ts";

/** How far training has got: the furthest step, and which of all branches since the page began it is a step of. */
export interface Trained {
  readonly branch: number;
  readonly latest: number;
}

/** What the engine saved: a file's bytes, or why there are none, their copy, and how far training had got then. */
export interface SavedFile {
  readonly file: Result<Uint8Array>;
  readonly copy: Blob | null;
  readonly trained: Trained;
}

/** What a file held beside its training. */
export interface OpenedFile {
  readonly experiment: Experiment;
  readonly runs: readonly KeptRun[];
}

/** What became of reading a file: null where something else was opened meanwhile, or the engine is gone. */
export type ReadFile = Result<OpenedFile> | null;

/** What the engine was asked for about files and has not answered yet. */
export class Filing {
  #opening: { readonly generation: number; readonly done: (read: ReadFile) => void } | null = null;
  /** The answers to `save` come in the order of asking. */
  #saving: ((saved: SavedFile) => void)[] = [];

  /** Waits for what becomes of the file that is read as this generation; of an earlier one nothing comes any more. */
  open(generation: number): Promise<ReadFile> {
    this.giveUpOpening();
    return new Promise((done) => (this.#opening = { generation, done }));
  }

  /** Waits for the answer to a `save` that is asked for now. */
  save(): Promise<SavedFile> {
    return new Promise((done) => this.#saving.push(done));
  }

  isOpening(generation: number): boolean {
    return this.#opening?.generation === generation;
  }

  opened(read: ReadFile): void {
    this.#opening?.done(read);
    this.#opening = null;
  }

  saved(saved: SavedFile): void {
    this.#saving.shift()?.(saved);
  }

  giveUpOpening(): void {
    this.opened(null);
  }

  /** The engine is gone: nothing is answered any more. */
  giveUp(message: string, trained: Trained): void {
    this.giveUpOpening();
    for (const done of this.#saving.splice(0)) done(nothingSaved(message, trained));
  }
}

/** That there is nobody who could make a file of the training. */
export function nothingSaved(message: string, trained: Trained): SavedFile {
  const problem: Problem = { place: "", code: "missing", values: {}, message };
  return { file: { ok: false, problems: [problem] }, copy: null, trained };
}
