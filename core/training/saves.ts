import type { Experiment } from "../experiment/experiment.ts";
import type { Problem, Result } from "../result.ts";
import type { EngineCommand, EngineEvent } from "./protocol.ts";
import type { SavedRun } from "./saved-run.ts";
import type { Stage } from "./stage.ts";

/** Makes the bytes of an experiment file; the worker hands it in, since files stand above training. */
export type PackRun = (experiment: Experiment, saved: SavedRun) => Result<Uint8Array>;

type Save = Extract<EngineCommand, { kind: "save" }>;

/** Saves that were asked for: each is answered once, with the step at which training stands then. */
export class Saves {
  readonly #pack: PackRun;
  readonly #post: (event: EngineEvent, transfer: ArrayBuffer[]) => void;
  #asked: Save[] = [];

  constructor(pack: PackRun, post: (event: EngineEvent, transfer: ArrayBuffer[]) => void) {
    this.#pack = pack;
    this.#post = post;
  }

  /** Takes a save that waits while a past step is sought. */
  ask(save: Save): void {
    this.#asked.push(save);
  }

  /** Answers every save that waits, with what is on the stage; null before anything was loaded. */
  answer(stage: Stage | null): void {
    const asked = this.#asked;
    this.#asked = [];
    for (const { generation, experiment } of asked) {
      const step = stage?.trainer.step ?? 0;
      const file = stage?.generation === generation ? stage.save(experiment, this.#pack) : refused;
      this.#post(
        { kind: "saved", generation, step, file },
        file.ok ? [file.value.buffer as ArrayBuffer] : [],
      );
    }
  }
}

const message = "is not the one that is being trained";
const problem: Problem = { place: "", code: "contradiction", values: {}, message };
const refused: Result<never> = { ok: false, problems: [problem] };
