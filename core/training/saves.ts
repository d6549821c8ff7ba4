import type { Experiment } from "../experiment/experiment.ts";
import type { Problem, Result } from "../result.ts";
import { buffersOfOutcome, outcomeOf, type KeptRun } from "./kept-run.ts";
import type { EngineCommand, EngineEvent } from "./protocol.ts";
import type { SavedRun } from "./saved-run.ts";
import type { Stage } from "./stage.ts";

/** Makes the bytes of an experiment file; the worker hands it in, since files stand above training. */
export type PackRun = (
  experiment: Experiment,
  saved: SavedRun,
  runs: readonly KeptRun[],
) => Result<Uint8Array>;

/** Reads the bytes of a file; the worker hands it in, too. The run is null where there is only an experiment. */
export type UnpackRun = (file: Uint8Array) => Result<{
  readonly experiment: Experiment;
  readonly saved: SavedRun | null;
  readonly runs: readonly KeptRun[];
}>;

type Save = Extract<EngineCommand, { kind: "save" }>;
type Keep = Extract<EngineCommand, { kind: "keep" }>;

/** What asks for the run as it stands, to save or to keep it: each is answered once, with the step of then. */
export class Saves {
  readonly #pack: PackRun;
  readonly #post: (event: EngineEvent, transfer: ArrayBuffer[]) => void;
  #asked: (Save | Keep)[] = [];

  constructor(pack: PackRun, post: (event: EngineEvent, transfer: ArrayBuffer[]) => void) {
    this.#pack = pack;
    this.#post = post;
  }

  /** Takes what waits while a past step is sought. */
  ask(asked: Save | Keep): void {
    this.#asked.push(asked);
  }

  /** Answers all that waits, with what is on the stage; null before anything was loaded. */
  answer(stage: Stage | null): void {
    const asked = this.#asked;
    this.#asked = [];
    for (const command of asked) {
      const found = stage?.generation === command.generation ? stage : null;
      if (command.kind === "save") this.#save(command, found, stage?.trainer.step ?? 0);
      else this.#keep(command, found);
    }
  }

  #save({ generation, experiment, runs = [] }: Save, stage: Stage | null, step: number): void {
    const file = stage?.save(experiment, (one, saved) => this.#pack(one, saved, runs)) ?? refused;
    const latest = stage?.run.machine.latest ?? 0;
    this.#post(
      { kind: "saved", generation, step, latest, file },
      file.ok ? [file.value.buffer as ArrayBuffer] : [],
    );
  }

  #keep({ generation }: Keep, stage: Stage | null): void {
    const outcome = stage && outcomeOf(stage.run);
    this.#post({ kind: "kept", generation, outcome }, outcome === null ? [] : buffersOfOutcome(outcome));
  }
}

const message = "is not the one that is being trained";
const problem: Problem = { place: "", code: "contradiction", values: {}, message };
const refused: Result<never> = { ok: false, problems: [problem] };
