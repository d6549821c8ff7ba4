import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import type { NetworkPlan } from "../../core/network/plan.ts";
import {
  layoutFrame,
  readFrame,
  type Frame,
  type FrameLayout,
  type FrameMessage,
  type HistoryPoints,
} from "../../core/training/frame.ts";
import type { EngineEvent, Loaded } from "../../core/training/protocol.ts";
import type { Problem } from "../../core/result.ts";
import type { EngineCrash, EnginePort } from "../host/host.ts";

const NO_HISTORY: HistoryPoints = { even: new Float64Array(), octaves: new Float64Array(), test: null };

/** Runs a callback when the next picture is due: requestAnimationFrame, or a test's own clock. */
export type Schedule = (callback: () => void) => void;

/** What all frames of one training have in common; replaced together with the first frame it belongs to. */
export interface Stage {
  readonly network: NetworkPlan;
  readonly loaded: Loaded;
  readonly layout: FrameLayout;
}

/** The engine as the page sees it: the last frame, the history, and the transport's commands. */
export class Player {
  /** Stage and frame always belong together, also while the engine builds another experiment. */
  stage = $state.raw<Stage | null>(null);
  frame = $state.raw<Frame | null>(null);
  history = $state.raw<HistoryPoints>(NO_HISTORY);
  /** Why the engine refused the last experiment. */
  problems = $state.raw<readonly Problem[]>([]);
  /** What the engine said when it crashed, until it is restarted. */
  crash = $state.raw<string | null>(null);
  /** Steps per second while playing; null is as fast as it can. */
  pace = $state<number | null>(30);
  /** An experiment was sent and its first frame has not come yet. */
  #loading = $state(false);
  readonly playing = $derived(this.frame?.status === "running" && !this.#loading && this.crash === null);

  readonly #engine: EnginePort;
  readonly #schedule: Schedule;
  readonly #beforeStage: () => void;
  #generation = 0;
  #experiment: Experiment | null = null;
  #next: Stage | null = null;

  /** `beforeStage` runs just before another stage is shown: nothing of the old one may be looked at then. */
  constructor(engine: EnginePort, schedule: Schedule, beforeStage: () => void = () => undefined) {
    this.#engine = engine;
    this.#schedule = schedule;
    this.#beforeStage = beforeStage;
    engine.listen((event) => this.#receive(event));
    engine.post({ kind: "pace", stepsPerSecond: this.pace });
  }

  load(experiment: Experiment): void {
    this.#generation += 1;
    this.#experiment = experiment;
    this.#loading = true;
    this.#engine.post({ kind: "load", generation: this.#generation, experiment });
  }

  /** Without effect while the open experiment is refused: the engine still holds the one before. */
  play(): void {
    if (this.problems.length > 0) return;
    this.#engine.post({ kind: "play" });
  }

  pause(): void {
    this.#engine.post({ kind: "pause" });
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  advance(unit: "step" | "epoch"): void {
    if (this.problems.length > 0) return;
    this.#engine.post({ kind: "advance", unit, count: 1 });
  }

  rewind(): void {
    this.#engine.post({ kind: "rewind" });
  }

  setPace(stepsPerSecond: number | null): void {
    this.pace = stepsPerSecond;
    this.#engine.post({ kind: "pace", stepsPerSecond });
  }

  setLearningRate(learningRate: number): void {
    this.#engine.post({ kind: "learning-rate", learningRate });
  }

  setStop(stop: StopPlan | null): void {
    this.#engine.post({ kind: "stop-at", stop });
  }

  /** A new engine after a crash, with an experiment at its start; what was shown stays until it answers. */
  restart(experiment: Experiment): void {
    this.crash = null;
    this.#engine.restart();
    this.#engine.post({ kind: "pace", stepsPerSecond: this.pace });
    this.load(experiment);
  }

  #receive(event: EngineEvent | EngineCrash): void {
    switch (event.kind) {
      case "loaded": {
        const { loaded } = event;
        if (loaded.generation !== this.#generation || !this.#experiment) return;
        const { network } = this.#experiment;
        this.#next = { network, loaded, layout: layoutFrame({ ...loaded, network }) };
        return;
      }
      case "refused":
        if (event.generation !== this.#generation) return;
        this.problems = event.problems;
        this.#loading = false;
        return;
      case "frame":
        this.#schedule(() => this.#show(event.frame));
        return;
      case "crashed":
        this.crash = event.message;
    }
  }

  /** Frames of an experiment that is no longer the open one are taken, but not shown. */
  #show(message: FrameMessage): void {
    const stage = this.#next;
    if (stage !== null && message.generation === this.#generation) {
      if (this.stage !== stage) {
        this.#beforeStage();
        this.stage = stage;
        this.history = NO_HISTORY;
        this.problems = [];
      }
      this.#loading = false;
      this.frame = readFrame(message, stage.layout, stage.loaded);
      if (message.history) this.history = message.history;
    }
    this.#engine.post({ kind: "taken" });
  }
}
