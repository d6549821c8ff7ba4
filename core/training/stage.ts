import type { Experiment } from "../experiment/experiment.ts";
import { classesOf, countCorrect } from "./correct.ts";
import { layoutFrame, type FrameLayout, type FrameMessage, type TrainingStatus } from "./frame.ts";
import { packFrame } from "./pack-frame.ts";
import type { Loaded } from "./protocol.ts";
import type { Start } from "./start.ts";
import { Trainer } from "./trainer.ts";

/** The drawn start of an experiment, with names for its columns. */
export interface NamedStart extends Start {
  readonly featureNames: readonly string[];
  readonly targetNames: readonly string[];
}

/** One loaded experiment: its trainer, and what frames of it need. */
export class Stage {
  readonly trainer: Trainer;
  readonly #generation: number;
  readonly #start: NamedStart;
  readonly #layout: FrameLayout;
  readonly #classes: Uint32Array | null;
  /** What the page's history ends with; −2 is a page that has to be told of an empty one, too. */
  #historySent = -2;
  #historySentAt = -Infinity;

  constructor(generation: number, experiment: Experiment, start: NamedStart) {
    this.#generation = generation;
    this.#start = start;
    this.trainer = new Trainer(experiment, start);
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

  /** Back to step 0, and the page's history with it. */
  rewind(): void {
    this.trainer.rewind();
    this.#historySent = -2;
  }

  /** A picture of the trainer's step, brought up to date by `look`; the history at most every `historyEvery` ms. */
  frame(status: TrainingStatus, stepsPerSecond: number, now: number, historyEvery: number): FrameMessage {
    const { trainer } = this;
    const output = trainer.pass.layers[trainer.pass.layers.length - 1];
    const { lastStep } = trainer.history;
    const historyDue = lastStep !== this.#historySent && now - this.#historySentAt >= historyEvery;
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
      stepsPerSecond: status === "running" ? stepsPerSecond : 0,
      values: packFrame(trainer, this.#layout),
      history: historyDue ? trainer.history.points() : null,
      ghost: null,
      breakdown: status === "diverged" ? trainer.breakdown : null,
      stopReason: status === "stopped" ? "steps" : null,
      latest: trainer.step,
      testCost: null,
      penalty: 0,
      learningRate: trainer.learningRate,
      metrics: {
        train: { accuracy: correct === null ? null : correct / trainer.samples, r2: null },
        test: null,
      },
      rows: trainer.samples,
      gradientOf: "all",
    };
  }
}
