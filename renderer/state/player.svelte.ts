import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import type { MatrixKey } from "../../core/network/names.ts";
import type { Penalty } from "../../core/network/penalty.ts";
import type { CostName, NetworkPlan } from "../../core/network/plan.ts";
import type { Diagnosis } from "../../core/training/diagnosis.ts";
import {
  layoutFrame,
  readFrame,
  type Frame,
  type FrameLayout,
  type FrameMessage,
  type HistoryPoints,
} from "../../core/training/frame.ts";
import type { KeptRun, RunOutcome } from "../../core/training/kept-run.ts";
import type { EngineCommand, EngineEvent, Loaded } from "../../core/training/protocol.ts";
import type { Problem } from "../../core/result.ts";
import type { EngineCrash, EnginePort } from "../host/host.ts";
import { blobOf } from "./blob-of.ts";
import { compareExperiments } from "./changes.ts";
import { Checks } from "./checks.svelte.ts";
import { Filing, nothingSaved, type ReadFile, type SavedFile, type Trained } from "./filing.ts";
import type { Cell } from "./focus.svelte.ts";
import { LastCopy } from "./last-copy.ts";
import { Proofs } from "./proofs.svelte.ts";
import { RunDifference } from "./run-difference.svelte.ts";

const NO_HISTORY: HistoryPoints = { even: new Float64Array(), octaves: new Float64Array(), test: null };

/**
 * Runs a callback when the next picture is due, or, while views rest, some time later: `schedulePictures`, or a
 * test's own clock.
 */
export type Schedule = (callback: () => void, resting: boolean) => void;

/** What all frames of one training have in common; replaced together with the first frame it belongs to. */
export interface Stage {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly penalty: Penalty | undefined;
  /** What the columns of X went through. */
  readonly scaling: Experiment["scaling"];
  /** How its weights are updated; the learning rate and the stop may have been changed since. */
  readonly training: Experiment["training"];
  readonly loaded: Loaded;
  readonly layout: FrameLayout;
}

/** The engine as the page sees it: the last frame, the history, and the transport's commands. */
export class Player {
  /** Stage and frame always belong together, also while the engine builds another experiment. */
  stage = $state.raw<Stage | null>(null);
  /** What the views draw. */
  frame = $state.raw<Frame | null>(null);
  /** The newest frame, whose step and cost are read also while views rest. */
  now = $state.raw<Frame | null>(null);
  /**
   * Whether views follow while training runs. Otherwise they rest until it does: training goes as fast as it
   * can and has the machine for itself.
   */
  updates = $state(true);
  history = $state.raw<HistoryPoints>(NO_HISTORY);
  /** The curve of the branch that the last fork cut off, from the fork on. */
  ghost = $state.raw<HistoryPoints | null>(null);
  /** What broke the numbers of the step that is shown, once the engine has found it out. */
  diagnosis = $state.raw<Diagnosis | null>(null);
  /** What is known of the gradients. */
  readonly checks = new Checks();
  /** What the numbers said of the derivations of this training's gradients. */
  readonly proofs = new Proofs();
  /** The weights of two runs side by side. */
  readonly difference = new RunDifference((command) => this.#engine.post(command));
  /** Why the engine refused the last experiment. */
  problems = $state.raw<readonly Problem[]>([]);
  /** What the engine said when it crashed, until it is restarted. */
  crash = $state.raw<string | null>(null);
  /** Steps per second while playing; null is as fast as it can. */
  pace = $state<number | null>(30);
  /** An experiment was sent and its first frame has not come yet. */
  #loading = $state(false);
  readonly playing = $derived(this.now?.status === "running" && !this.#loading && this.crash === null);
  /** What is shown is what there was before an edit; the engine is at work on its successor. */
  readonly outdated = $derived(this.#loading && this.crash === null);
  /** Views stand still at a step that training has left behind. */
  readonly resting = $derived(this.playing && !this.updates);
  /** The past step that was wished for last and is not shown yet. */
  #sought = $state<number | null>(null);
  /** Where the playhead stands: at the step shown, or the one that is sought. */
  readonly position = $derived(this.#sought ?? this.now?.step ?? 0);
  /** The furthest step that there is to go to. */
  readonly latest = $derived(this.now?.latest ?? 0);
  /** Training rests at a step that others follow. */
  readonly inPast = $derived(this.now !== null && !this.playing && this.now.step < this.now.latest);

  /** How far training has got by all that is known. */
  trained = $state.raw<Trained>({ branch: 0, latest: 0 });

  /** Is given the files that `autosave` asks for. */
  onAutosaved: (kept: Extract<EngineEvent, { kind: "autosaved" }>) => void = () => undefined;
  /** Is told of every frame that is shown. */
  onFrame: (frame: Frame) => void = () => undefined;

  readonly #engine: EnginePort;
  readonly #schedule: Schedule;
  readonly #beforeStage: () => void;
  #generation = $state(0);
  /** The last generation that was given out: one that is being opened is not the shown one yet. */
  #issued = 0;
  readonly #filing = new Filing();
  /** What another engine would go on from. */
  readonly #copy = new LastCopy();
  /** Who waits for an answer to `keep`: they come in the order of asking. */
  #keeping: ((outcome: RunOutcome | null) => void)[] = [];
  #experiment: Experiment | null = null;
  #next: Stage | null = null;
  /** Frames that wait to be taken; an engine sends one at a time. */
  #arrived: readonly FrameMessage[] = [];
  /** The curve of the newest frame. */
  #history = NO_HISTORY;
  /** The past step that the engine was asked for and has not answered. */
  #asked: number | null = null;

  /** `beforeStage` runs just before another stage is shown: nothing of the old one may be looked at then. */
  constructor(engine: EnginePort, schedule: Schedule, beforeStage: () => void = () => undefined) {
    this.#engine = engine;
    this.#schedule = schedule;
    this.#beforeStage = beforeStage;
    engine.listen((event) => this.#receive(event));
    engine.post({ kind: "pace", stepsPerSecond: this.pace });
  }

  load(experiment: Experiment): void {
    this.#filing.giveUpOpening();
    this.#begin(++this.#issued, experiment, 0);
    this.#tell({ kind: "load", generation: this.#generation, experiment });
  }

  /**
   * Reads a file's bytes, of which there is a copy, and shows what they hold; the bytes are handed over to the engine.
   * Where they are refused, everything stays as it is; null where something else was loaded meanwhile.
   */
  async open(file: Uint8Array, copy: Blob): Promise<ReadFile> {
    const generation = ++this.#issued;
    const reading = this.#filing.open(generation);
    this.#tell({ kind: "open", generation, file });
    const read = await reading;
    if (read?.ok) this.#copy.keep(generation, copy);
    return read;
  }

  /** The bytes of a file of the training as it stands, with the experiment as it is by now and the runs kept beside it. */
  save(experiment: Experiment, runs: readonly KeptRun[]): Promise<SavedFile> {
    if (this.crash !== null) return Promise.resolve(nothingSaved(this.crash, this.trained));
    const saved = this.#filing.save();
    this.#tell({ kind: "save", generation: this.#generation, experiment, runs });
    return saved;
  }

  /** How far the run that is shown has come; null where it is gone by now. */
  keep(): Promise<RunOutcome | null> {
    if (this.crash !== null) return Promise.resolve(null);
    this.#settle();
    this.#engine.post({ kind: "keep", generation: this.#generation });
    return new Promise((done) => this.#keeping.push(done));
  }

  /** From now on, files of this generation's training come to `onAutosaved` every few seconds while there is something new. */
  autosave(generation: number, experiment: Experiment, runs: readonly KeptRun[]): void {
    this.#engine.post({ kind: "autosave", generation, experiment, runs });
  }

  /** Counts what was loaded; of what is shown, or will be as soon as the engine has drawn it. */
  get generation(): number {
    return this.#generation;
  }

  /** Without effect while the open experiment is refused: the engine still holds the one before. */
  play(): void {
    if (this.problems.length > 0) return;
    this.#settle();
    this.#stopSeeking();
    this.#tell({ kind: "play" });
  }

  pause(): void {
    this.#tell({ kind: "pause" });
  }

  /** Lets views follow while training runs, or rest. */
  setUpdates(on: boolean): void {
    this.updates = on;
    this.#postPace();
    this.#hurry();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  advance(unit: "step" | "epoch"): void {
    if (this.problems.length > 0) return;
    this.#settle();
    this.#stopSeeking();
    this.#tell({ kind: "advance", unit, count: 1 });
  }

  /**
   * Shows a past step, or the nearest one there is. Until the engine has shown what it was asked for, only
   * the newest wish is kept: dragging never runs ahead of what is drawn.
   */
  goTo(step: number): void {
    if (this.frame === null) return;
    this.#sought = Math.min(this.latest, Math.max(0, Math.round(step)));
    if (this.#asked === null) this.#ask(this.#sought);
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
    this.#settle();
    this.checks.checking = true;
    this.#tell({ kind: "check" });
  }

  /** Compares one number of a gradient of this step with its central difference. */
  checkCell({ key: matrix, row, column }: Cell): void {
    if (this.problems.length > 0 || this.frame === null) return;
    this.#settle();
    this.checks.checkingCell = true;
    this.#tell({ kind: "check-cell", generation: this.frame.generation, matrix, row, column });
  }

  /** Whether gradients shall be checked unasked whenever training rests, where that takes but an instant. */
  keepChecked(on: boolean): void {
    this.checks.unasked = on;
    this.#tell({ kind: "keep-checked", on });
  }

  /** Evaluates the derivations of these parameters with the numbers of this step, or the one training rests at next. */
  prove(parameters: readonly MatrixKey[]): void {
    this.#tell({ kind: "prove", generation: this.#generation, parameters });
  }

  /** Takes the cut branch off the curve. */
  forgetGhost(): void {
    this.ghost = null;
  }

  rewind(): void {
    this.#stopSeeking();
    this.#tell({ kind: "rewind" });
  }

  setPace(stepsPerSecond: number | null): void {
    this.pace = stepsPerSecond;
    this.#postPace();
  }

  setLearningRate(learningRate: number): void {
    this.#settle();
    this.#tell({ kind: "learning-rate", learningRate });
  }

  setStop(stop: StopPlan | null): void {
    this.#tell({ kind: "stop-at", stop });
  }

  /**
   * A new engine after a crash goes on from the last file that there was of this training, else with the experiment at
   * its start; what was shown stays until it answers. The furthest step that came back, 0 at the start; null where
   * something else was opened meanwhile, or the new engine crashed, too.
   */
  async restart(experiment: Experiment): Promise<number | null> {
    this.crash = null;
    this.#arrived = [];
    this.#engine.restart();
    this.#postPace();
    if (this.checks.unasked) this.#tell({ kind: "keep-checked", on: true });
    const copy = this.#copy.take(this.#generation);
    if (copy !== null) return this.#resume(copy, experiment);
    this.load(experiment);
    return 0;
  }

  /** Opens a copy of the training that is shown, and brings it up to the experiment as it is by now. */
  async #resume(copy: Blob, experiment: Experiment): Promise<number | null> {
    const generation = this.#generation;
    this.#loading = true;
    const bytes = new Uint8Array(await copy.arrayBuffer());
    if (generation !== this.#generation || this.crash !== null) return null;
    const read = await this.open(bytes, copy);
    if (read === null) return null;
    if (!read.ok) {
      this.load(experiment);
      return 0;
    }
    const { learningRate, stop } = compareExperiments(read.value.experiment, experiment);
    if (learningRate !== null) this.setLearningRate(learningRate);
    if (stop !== undefined) this.setStop(stop);
    return this.trained.latest;
  }

  #begin(generation: number, experiment: Experiment, latest: number): void {
    this.#generation = generation;
    this.#experiment = experiment;
    this.#loading = true;
    this.diagnosis = null;
    this.trained = { branch: this.trained.branch + 1, latest };
    this.#stopSeeking();
  }

  #reach(latest: number): void {
    if (latest !== this.trained.latest) this.trained = { ...this.trained, latest };
  }

  /** Its answer waits behind the frame that is on its way, which at the pace of resting views takes its time. */
  #tell(command: EngineCommand): void {
    this.#engine.post(command);
    if (!this.updates) this.#hurry();
  }

  #postPace(): void {
    this.#tell({ kind: "pace", stepsPerSecond: this.updates ? this.pace : null });
  }

  /** Takes at once what waits for its turn. */
  #hurry(): void {
    for (const message of this.#arrived) this.#take(message);
  }

  #ask(step: number): void {
    this.#asked = step;
    this.#tell({ kind: "go-to", step });
  }

  /** What is asked for next belongs to the step that was wished for last. */
  #settle(): void {
    if (this.#sought !== null && this.#sought !== this.#asked) this.#ask(this.#sought);
  }

  #stopSeeking(): void {
    this.#sought = null;
    this.#asked = null;
  }

  /** A frame at rest answers what was asked for; if something else is wished for by now, that is next. */
  #arrive(status: FrameMessage["status"]): void {
    const asked = this.#asked;
    if (asked === null || status === "running") return;
    this.#asked = null;
    if (this.#sought !== null && this.#sought !== asked) this.#ask(this.#sought);
    else this.#sought = null;
  }

  #receive(event: EngineEvent | EngineCrash): void {
    switch (event.kind) {
      case "loaded": {
        const { loaded } = event;
        if (loaded.generation !== this.#generation || !this.#experiment) return;
        const { network, cost, penalty, scaling, training } = this.#experiment;
        const layout = layoutFrame({ ...loaded, network });
        this.#next = { network, cost, penalty, scaling, training, loaded, layout };
        return;
      }
      case "opened":
        if (!this.#filing.isOpening(event.generation)) return;
        this.#begin(event.generation, event.experiment, event.latest);
        this.#filing.opened({ ok: true, value: event });
        return;
      case "autosaved":
        if (event.generation !== this.#generation) return;
        this.#reach(event.latest);
        this.#copy.keep(event.generation, blobOf(event.file));
        this.onAutosaved(event);
        return;
      case "saved": {
        const current = event.generation === this.#generation;
        const copy = event.file.ok ? blobOf(event.file.value) : null;
        if (current && copy !== null) {
          this.#reach(event.latest);
          this.#copy.keep(event.generation, copy);
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
      case "frame":
        this.#arrived = [...this.#arrived, event.frame];
        this.#schedule(() => this.#take(event.frame), !this.updates && event.frame.status === "running");
        return;
      case "diagnosis":
        if (event.generation === this.#generation) this.diagnosis = event.diagnosis;
        return;
      case "checked":
      case "cell-checked":
        // After the frame that it belongs to, which waits for the next picture, too.
        this.#schedule(() => {
          if (event.generation === this.#generation) this.checks.take(event);
        }, false);
        return;
      case "proved":
        if (event.generation === this.#generation) this.proofs.take(event.step, event.verdict);
        return;
      case "kept":
        this.#keeping.shift()?.(event.outcome);
        return;
      case "compared":
        this.difference.take(event.ticket, event.outcome);
        return;
      case "crashed":
        this.crash = event.message;
        this.#filing.giveUp(event.message, this.trained);
        this.#keeping.splice(0).forEach((done) => done(null));
        this.difference.giveUp();
        this.checks.giveUp();
        this.#stopSeeking();
    }
  }

  #take(message: FrameMessage): void {
    if (!this.#arrived.includes(message)) return;
    this.#arrived = this.#arrived.filter((other) => other !== message);
    this.#show(message);
  }

  /** Frames of an experiment that is no longer the open one are taken, but not shown. */
  #show(message: FrameMessage): void {
    const stage = this.#next;
    if (stage !== null && message.generation === this.#generation) {
      const fresh = this.stage !== stage;
      if (fresh) {
        this.#beforeStage();
        this.stage = stage;
        this.#history = NO_HISTORY;
        this.ghost = null;
        this.checks.forget();
        this.checks.giveUp();
        this.proofs.forget();
        this.problems = [];
      }
      this.#loading = false;
      this.now = readFrame(message, stage.layout, stage.loaded);
      this.#history = message.history ?? this.#history;
      if (message.ghost) this.#fork(message.ghost);
      if (this.updates || message.status !== "running" || fresh) this.#draw();
      this.#reach(message.latest);
      if (message.breakdown === null) this.diagnosis = null;
      this.#arrive(message.status);
      this.onFrame(this.now);
    }
    this.#engine.post({ kind: "taken" });
  }

  /** Lets the views draw the newest frame. */
  #draw(): void {
    this.frame = this.now;
    this.history = this.#history;
  }

  /** The step of a check may come again with other numbers; a branch of one point has no curve. */
  #fork(ghost: HistoryPoints): void {
    this.trained = { ...this.trained, branch: this.trained.branch + 1 };
    this.checks.forget();
    this.proofs.forget();
    if (ghost.even.length > 2) this.ghost = ghost;
  }
}
