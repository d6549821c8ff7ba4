import type { Experiment } from "../../core/experiment/experiment.ts";
import type { Problem, Result } from "../../core/result.ts";
import type { KeptRun, RunOutcome } from "../../core/training/kept-run.ts";
import { LastCopy } from "./last-copy.ts";

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

/** What the engine was asked for about files and runs and has not answered yet, and the last file there was. */
export class Filing {
  #opening: { readonly generation: number; readonly done: (read: ReadFile) => void } | null = null;
  /** The answers to `save` come in the order of asking. */
  #saving: ((saved: SavedFile) => void)[] = [];
  /** So do those to `keep`. */
  #keeping: ((outcome: RunOutcome | null) => void)[] = [];
  /** What another engine would go on from. */
  readonly #copy = new LastCopy();

  /**
   * Waits for what becomes of the file that `send` has the engine read as this generation, its bytes being handed over
   * and `copy` staying; of an earlier one nothing comes any more.
   */
  async open(generation: number, copy: Blob, send: () => void): Promise<ReadFile> {
    this.giveUpOpening();
    const reading = new Promise<ReadFile>((done) => (this.#opening = { generation, done }));
    send();
    const read = await reading;
    if (read?.ok) this.#copy.keep(generation, copy);
    return read;
  }

  /** Waits for the answer to a `save` that is asked for now. */
  save(): Promise<SavedFile> {
    return new Promise((done) => this.#saving.push(done));
  }

  /** Waits for the answer to a `keep` that is asked for now. */
  keep(): Promise<RunOutcome | null> {
    return new Promise((done) => this.#keeping.push(done));
  }

  /** A file of this training, which another engine would go on from. */
  copy(generation: number, file: Blob): void {
    this.#copy.keep(generation, file);
  }

  /** The last file there was of this training, once. */
  takeCopy(generation: number): Blob | null {
    return this.#copy.take(generation);
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

  kept(outcome: RunOutcome | null): void {
    this.#keeping.shift()?.(outcome);
  }

  giveUpOpening(): void {
    this.opened(null);
  }

  /** The engine is gone: nothing is answered any more. */
  giveUp(message: string, trained: Trained): void {
    this.giveUpOpening();
    for (const done of this.#saving.splice(0)) done(nothingSaved(message, trained));
    for (const done of this.#keeping.splice(0)) done(null);
  }
}

/** That there is nobody who could make a file of the training. */
export function nothingSaved(message: string, trained: Trained): SavedFile {
  const problem: Problem = { place: "", code: "missing", values: {}, message };
  return { file: { ok: false, problems: [problem] }, copy: null, trained };
}
