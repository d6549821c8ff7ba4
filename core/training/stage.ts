import type { Experiment } from "../experiment/experiment.ts";
import type { Schedule } from "../optimizer/plan.ts";
import { rateAt } from "../optimizer/schedules.ts";
import { classesOf, countCorrect } from "./correct.ts";
import {
  layoutFrame,
  type FrameLayout,
  type FrameMessage,
  type StopReason,
  type TrainingStatus,
} from "./frame.ts";
import { packFrame } from "./pack-frame.ts";
import type { Loaded } from "./protocol.ts";
import { Run } from "./run.ts";
import type { Start } from "./start.ts";
import { Trainer } from "./trainer.ts";

/** The drawn start of an experiment, with names for its columns. */
export interface NamedStart extends Start {
  readonly featureNames: readonly string[];
  readonly targetNames: readonly string[];
}

/** What a frame says beside the trainer's numbers. */
export interface FrameFacts {
  readonly status: TrainingStatus;
  /** Why training stopped, where it did. */
  readonly stopReason: StopReason | null;
  readonly stepsPerSecond: number;
  /** The clock's time in milliseconds. */
  readonly now: number;
  /** The history is handed out at most every so many milliseconds. */
  readonly historyEvery: number;
}

/** One loaded experiment: its trainer, and what frames of it need. */
export class Stage {
  readonly trainer: Trainer;
  readonly run: Run;
  readonly #generation: number;
  readonly #start: NamedStart;
  readonly #layout: FrameLayout;
  readonly #schedule: Schedule | undefined;
  readonly #classes: Uint32Array | null;
  /** What the page's history ends with; −2 is a page that has to be told of an empty one, too. */
  #historySent = -2;
  #historySentAt = -Infinity;

  constructor(generation: number, experiment: Experiment, start: NamedStart) {
    this.#generation = generation;
    this.#start = start;
    this.trainer = new Trainer(experiment, start);
    this.run = new Run(this.trainer, experiment.training.stop);
    this.#schedule = experiment.training.schedule;
    const { rows: samples, columns: features } = start.X;
    this.#layout = layoutFrame({ samples, features, network: experiment.network });
    this.#classes = classesOf(start.Y);
  }

  /** What stays the same for every frame, as copies to be handed away. */
  loaded(): Loaded {
    const { X, Y, raw, scaling, featureNames, targetNames } = this.#start;
    return {
      generation: this.#generation,
      samples: X.rows,
      features: X.columns,
      targets: Y.columns,
      X: X.values.slice(),
      Y: Y.values.slice(),
      raw: raw?.values.slice() ?? null,
      scaling: scaling ?? null,
      featureNames,
      targetNames,
      stepsPerEpoch: this.trainer.stepsPerEpoch,
    };
  }

  /** A picture of the trainer's step, brought up to date by `look`. */
  frame({ status, stopReason, stepsPerSecond, now, historyEvery }: FrameFacts): FrameMessage {
    const { trainer } = this;
    const ghost = this.run.machine.takeGhost();
    if (ghost !== null) this.#historySent = -2;
    const output = trainer.pass.layers[trainer.pass.layers.length - 1];
    const { lastStep } = trainer.history;
    const historyDue =
      lastStep !== this.#historySent && (ghost !== null || now - this.#historySentAt >= historyEvery);
    if (historyDue) {
      this.#historySent = lastStep;
      this.#historySentAt = now;
    }
    const correct = this.#classes && countCorrect(output.H, this.#classes, output.units);
    return {
      generation: this.#generation,
      step: trainer.step,
      epoch: trainer.epoch,
      status,
      cost: trainer.cost,
      correct,
      stepsPerSecond,
      values: packFrame(trainer, this.#layout),
      history: historyDue ? trainer.history.points() : null,
      ghost,
      breakdown: status === "diverged" ? trainer.breakdown : null,
      stopReason: status === "stopped" ? stopReason : null,
      latest: this.run.machine.latest,
      testCost: null,
      penalty: 0,
      learningRate: rateAt(this.#schedule, trainer.learningRate, trainer.step),
      metrics: {
        train: { accuracy: correct === null ? null : correct / trainer.samples, r2: null },
        test: null,
      },
      rows: trainer.samples,
      gradientOf: "all",
    };
  }
}
