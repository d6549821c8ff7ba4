import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import type { MatrixKey } from "../../core/network/names.ts";
import type { Frame, FrameMessage } from "../../core/training/frame.ts";
import type { KeptRun, RunOutcome } from "../../core/training/kept-run.ts";
import type { EngineEvent } from "../../core/training/protocol.ts";
import type { Problem } from "../../core/result.ts";
import type { EngineCrash, EnginePort } from "../host/host.ts";
import { blobOf } from "./blob-of.ts";
import { EngineLine, type Schedule } from "./engine-line.svelte.ts";
import { Filing, nothingSaved, type ReadFile, type SavedFile } from "./filing.ts";
import type { Cell } from "./focus.svelte.ts";
import { resumeFrom } from "./resume-from.ts";
import { RunDifference } from "./run-difference.svelte.ts";
import { Screen } from "./screen.svelte.ts";
import { Seeking } from "./seeking.svelte.ts";
import { stageOf, type Stage } from "./stage.ts";

/** The engine as the page sees it: the last frame, the history, and the transport's commands. */
export class Player {
  readonly #line: EngineLine;
  readonly #beforeStage: () => void;
  readonly #screen = new Screen(() => this.#beforeStage());
  readonly #seeking = new Seeking((step) => this.#line.tell({ kind: "go-to", step }));
  readonly #filing = new Filing();
  /** The weights of two runs side by side. */
  readonly difference = new RunDifference((command) => this.#line.post(command));
  /** Why the engine refused the last experiment. */
  problems = $state.raw<readonly Problem[]>([]);
  /** What the engine said when it crashed, until it is restarted. */
  crash = $state.raw<string | null>(null);
  /** An experiment was sent and its first frame has not come yet. */
  #loading = $state(false);
  #generation = $state(0);
  /** The last generation that was given out: one that is being opened is not the shown one yet. */
  #issued = 0;
  #experiment: Experiment | null = null;
  #next: Stage | null = null;

  // What is shown, and how: see `Screen` and `EngineLine`.
  readonly stage = $derived(this.#screen.stage);
  readonly frame = $derived(this.#screen.frame);
  readonly now = $derived(this.#screen.now);
  readonly history = $derived(this.#screen.history);
  readonly ghost = $derived(this.#screen.ghost);
  readonly diagnosis = $derived(this.#screen.diagnosis);
  readonly trained = $derived(this.#screen.trained);
  readonly checks = this.#screen.checks;
  readonly proofs = this.#screen.proofs;
  readonly playing = $derived(this.now?.status === "running" && !this.#loading && this.crash === null);
  /** What is shown is what there was before an edit; the engine is at work on its successor. */
  readonly outdated = $derived(this.#loading && this.crash === null);
  /** Views stand still at a step that training has left behind. */
  readonly resting = $derived(this.playing && !this.updates);
  /** Where the playhead stands: at the step shown, or the one that is sought. */
  readonly position = $derived(this.#seeking.wished ?? this.now?.step ?? 0);
  /** The furthest step that there is to go to. */
  readonly latest = $derived(this.now?.latest ?? 0);
  /** Training rests at a step that others follow. */
  readonly inPast = $derived(this.now !== null && !this.playing && this.now.step < this.now.latest);

  /** Is given the files that `autosave` asks for. */
  onAutosaved: (kept: Extract<EngineEvent, { kind: "autosaved" }>) => void = () => undefined;
  /** Is told of every frame that is shown. */
  onFrame: (frame: Frame) => void = () => undefined;

  /** `beforeStage` runs just before another stage is shown: nothing of the old one may be looked at then. */
  constructor(engine: EnginePort, schedule: Schedule, beforeStage: () => void = () => undefined) {
    this.#beforeStage = beforeStage;
    this.#line = new EngineLine(engine, schedule, {
      receive: (event) => this.#receive(event),
      show: (message) => this.#show(message),
    });
  }

  /** Whether views follow while training runs, or rest until it does. */
  get updates(): boolean {
    return this.#line.updates;
  }

  /** Steps per second while playing; null is as fast as it can. */
  get pace(): number | null {
    return this.#line.pace;
  }

  load(experiment: Experiment): void {
    this.#filing.giveUpOpening();
    this.#begin(++this.#issued, experiment, 0);
    this.#line.tell({ kind: "load", generation: this.#generation, experiment });
  }

  /**
   * Reads a file's bytes, of which there is a copy, and shows what they hold; the bytes are handed over to the engine.
   * Where they are refused, everything stays as it is; null where something else was loaded meanwhile.
   */
  open(file: Uint8Array, copy: Blob): Promise<ReadFile> {
    const generation = ++this.#issued;
    return this.#filing.open(generation, copy, () => this.#line.tell({ kind: "open", generation, file }));
  }

  /** The bytes of a file of the training as it stands, with the experiment as it is by now and the runs kept beside it. */
  save(experiment: Experiment, runs: readonly KeptRun[]): Promise<SavedFile> {
    if (this.crash !== null) return Promise.resolve(nothingSaved(this.crash, this.trained));
    const saved = this.#filing.save();
    this.#line.tell({ kind: "save", generation: this.#generation, experiment, runs });
    return saved;
  }

  /** How far the run that is shown has come; null where it is gone by now. */
  keep(): Promise<RunOutcome | null> {
    if (this.crash !== null) return Promise.resolve(null);
    this.#seeking.settle();
    this.#line.post({ kind: "keep", generation: this.#generation });
    return this.#filing.keep();
  }

  /** From now on, files of this generation's training come to `onAutosaved` every few seconds while there is something new. */
  autosave(generation: number, experiment: Experiment, runs: readonly KeptRun[]): void {
    this.#line.post({ kind: "autosave", generation, experiment, runs });
  }

  /** Counts what was loaded; of what is shown, or will be as soon as the engine has drawn it. */
  get generation(): number {
    return this.#generation;
  }

  /** Without effect while the open experiment is refused: the engine still holds the one before. */
  play(): void {
    if (this.problems.length > 0) return;
    this.#seeking.settle();
    this.#seeking.stop();
    this.#line.tell({ kind: "play" });
  }

  pause(): void {
    this.#line.tell({ kind: "pause" });
  }

  /** Lets views follow while training runs, or rest. */
  setUpdates(on: boolean): void {
    this.#line.setUpdates(on);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  advance(unit: "step" | "epoch"): void {
    if (this.problems.length > 0) return;
    this.#seeking.settle();
    this.#seeking.stop();
    this.#line.tell({ kind: "advance", unit, count: 1 });
  }

  /** Shows a past step, or the nearest one there is. */
  goTo(step: number): void {
    if (this.frame !== null) this.#seeking.wish(Math.min(this.latest, Math.max(0, Math.round(step))));
  }

  /** One step into the past. */
  stepBack(): void {
    if (this.position > 0) this.goTo(this.position - 1);
  }

  /** Out of the past, to where training got to. */
  toEnd(): void {
    this.goTo(this.latest);
  }

  /** Compares this step's gradients with central differences. */
  check(): void {
    if (this.problems.length > 0 || this.frame === null) return;
    this.#seeking.settle();
    this.checks.checking = true;
    this.#line.tell({ kind: "check" });
  }

  /** Compares one number of a gradient of this step with its central difference. */
  checkCell({ key: matrix, row, column }: Cell): void {
    if (this.problems.length > 0 || this.frame === null) return;
    this.#seeking.settle();
    this.checks.checkingCell = true;
    this.#line.tell({ kind: "check-cell", generation: this.frame.generation, matrix, row, column });
  }

  /** Whether gradients shall be checked unasked whenever training rests, where that takes but an instant. */
  keepChecked(on: boolean): void {
    this.checks.unasked = on;
    this.#line.tell({ kind: "keep-checked", on });
  }

  /** Evaluates the derivations of these parameters with the numbers of this step, or the one training rests at next. */
  prove(parameters: readonly MatrixKey[]): void {
    this.#line.tell({ kind: "prove", generation: this.#generation, parameters });
  }

  /** Takes the cut branch off the curve. */
  forgetGhost(): void {
    this.#screen.ghost = null;
  }

  rewind(): void {
    this.#seeking.stop();
    this.#line.tell({ kind: "rewind" });
  }

  setPace(stepsPerSecond: number | null): void {
    this.#line.setPace(stepsPerSecond);
  }

  setLearningRate(learningRate: number): void {
    this.#seeking.settle();
    this.#line.tell({ kind: "learning-rate", learningRate });
  }

  setStop(stop: StopPlan | null): void {
    this.#line.tell({ kind: "stop-at", stop });
  }

  /**
   * A new engine after a crash goes on from the last file that there was of this training, else with the experiment at
   * its start; what was shown stays until it answers. The furthest step that came back, 0 at the start; null where
   * something else was opened meanwhile, or the new engine crashed, too.
   */
  async restart(experiment: Experiment): Promise<number | null> {
    this.crash = null;
    this.#line.restart();
    if (this.checks.unasked) this.#line.tell({ kind: "keep-checked", on: true });
    const copy = this.#filing.takeCopy(this.#generation);
    if (copy !== null) {
      this.#loading = true;
      return resumeFrom(copy, experiment, this);
    }
    this.load(experiment);
    return 0;
  }

  #begin(generation: number, experiment: Experiment, latest: number): void {
    this.#generation = generation;
    this.#experiment = experiment;
    this.#loading = true;
    this.#screen.begin(latest);
    this.#seeking.stop();
  }

  #receive(event: Exclude<EngineEvent, { kind: "frame" }> | EngineCrash): void {
    switch (event.kind) {
      case "loaded": {
        const { loaded } = event;
        if (loaded.generation !== this.#generation || !this.#experiment) return;
        this.#next = stageOf(this.#experiment, loaded);
        return;
      }
      case "opened":
        if (!this.#filing.isOpening(event.generation)) return;
        this.#begin(event.generation, event.experiment, event.latest);
        this.#filing.opened({ ok: true, value: event });
        return;
      case "autosaved":
        if (event.generation !== this.#generation) return;
        this.#screen.reach(event.latest);
        this.#filing.copy(event.generation, blobOf(event.file));
        this.onAutosaved(event);
        return;
      case "saved": {
        const current = event.generation === this.#generation;
        const copy = event.file.ok ? blobOf(event.file.value) : null;
        if (current && copy !== null) {
          this.#screen.reach(event.latest);
          this.#filing.copy(event.generation, copy);
        }
        const { branch } = this.trained;
        // What was saved of a training that is no longer the open one has nothing to do with this one's steps.
        const trained = { branch: current ? branch : -1, latest: event.latest };
        this.#filing.saved({ file: event.file, copy, trained });
        return;
      }
      case "refused":
        if (this.#filing.isOpening(event.generation)) {
          this.#filing.opened({ ok: false, problems: event.problems });
        }
        if (event.generation !== this.#generation) return;
        this.problems = event.problems;
        this.#loading = false;
        return;
      case "diagnosis":
      case "proved":
        if (event.generation === this.#generation) this.#screen.learn(event);
        return;
      case "checked":
      case "cell-checked":
        // After the frame that it belongs to, which waits for the next picture, too.
        this.#line.atNextPicture(() => {
          if (event.generation === this.#generation) this.#screen.learn(event);
        });
        return;
      case "kept":
        this.#filing.kept(event.outcome);
        return;
      case "compared":
        this.difference.take(event.ticket, event.outcome);
        return;
      case "crashed":
        this.crash = event.message;
        this.#filing.giveUp(event.message, this.trained);
        this.difference.giveUp();
        this.checks.giveUp();
        this.#seeking.stop();
    }
  }

  /** Frames of an experiment that is no longer the open one are taken, but not shown. */
  #show(message: FrameMessage): void {
    const stage = this.#next;
    if (stage === null || message.generation !== this.#generation) return;
    if (stage !== this.stage) this.problems = [];
    this.#loading = false;
    const now = this.#screen.show(message, stage, this.updates);
    this.#seeking.arrive(message.status);
    this.onFrame(now);
  }
}
