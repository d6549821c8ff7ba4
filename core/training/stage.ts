import type { Samples } from "../data/samples.ts";
import { Measure } from "../network/metrics.ts";
import type { MatrixKey } from "../network/names.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { isCheapToCheck } from "./checking-work.ts";
import { Doctor } from "./doctor.ts";
import {
  layoutFrame,
  type FrameLayout,
  type FrameMessage,
  type StopReason,
  type TrainingStatus,
} from "./frame.ts";
import { packFrame } from "./pack-frame.ts";
import type { Loaded } from "./protocol.ts";
import type { Result } from "../result.ts";
import { Run } from "./run.ts";
import { saveRun, type SavedRun } from "./saved-run.ts";
import type { Start } from "./start.ts";
import type { Place } from "./shifted-cost.ts";
import { StepCheck } from "./step-check.ts";
import { StepProof, type DerivationVerdict } from "./step-proof.ts";
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
  readonly generation: number;
  /** Whether its gradients are checked in an instant. */
  readonly cheapToCheck: boolean;
  readonly #experiment: Experiment;
  readonly #samples: Samples | null;
  readonly #start: NamedStart;
  readonly #layout: FrameLayout;
  readonly #batches: boolean;
  readonly #measure: Measure;
  readonly #testMeasure: Measure | null;
  /** What the page's history ends with; −2 is a page that has to be told of an empty one, too. */
  #historySent = -2;
  #historySentAt = -Infinity;
  /** The step and the cost that the metrics belong to: after a fork, a step comes again. */
  #measured = { step: -1, cost: NaN };
  #correct: number | null = null;
  #metrics: FrameMessage["metrics"] = { train: { accuracy: null, r2: null }, test: null };

  /** `samples` is the experiment's data set, null where it needs none; `run` one that was saved. */
  constructor(
    generation: number,
    experiment: Experiment,
    samples: Samples | null,
    start: NamedStart,
    run: Run | null = null,
  ) {
    this.generation = generation;
    this.#experiment = experiment;
    this.#samples = samples;
    this.#start = start;
    this.run = run ?? new Run(new Trainer(experiment, start), experiment.training.stop);
    this.trainer = this.run.trainer;
    this.#batches = experiment.training.batch !== "full";
    const { rows, columns: features } = start.X;
    const { shown } = this.trainer;
    this.cheapToCheck = isCheapToCheck(experiment.network, rows, features);
    this.#layout = layoutFrame({ samples: rows, features, network: experiment.network, shown });
    this.#measure = new Measure(start.Y);
    this.#testMeasure = start.test ? new Measure(start.test.Y) : null;
  }

  /** What stays the same for every frame, as copies to be handed away. */
  loaded(): Loaded {
    const { X, Y, raw, scaling, featureNames, targetNames } = this.#start;
    return {
      generation: this.generation,
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
      shown: this.trainer.shown,
    };
  }

  /** The bytes of a file of the run as it stands; the experiment is the one by now, of the same numbers. */
  save(
    experiment: Experiment,
    pack: (experiment: Experiment, saved: SavedRun) => Result<Uint8Array>,
  ): Result<Uint8Array> {
    return pack(experiment, saveRun(this.run, this.#start));
  }

  /** Who finds out what broke this training down, and what would help. */
  doctor(): Doctor {
    const { machine } = this.run;
    return new Doctor({ experiment: this.#experiment, samples: this.#samples, start: this.#start, machine });
  }

  /** The gradient check of the step at which training rests: of everything, or of one number alone. */
  check(only: Place | null = null): StepCheck {
    return new StepCheck(this.#experiment, this.#start, this.trainer, only);
  }

  /** The derivations of these parameters with the numbers of the step at which training rests. */
  proof(wanted: readonly MatrixKey[], tell: (step: number, verdict: DerivationVerdict) => void): StepProof {
    return new StepProof(this.#experiment, this.#start, this.trainer, wanted, tell);
  }

  /** A picture of the trainer's step, brought up to date by `look` or `glance`. */
  frame({ status, stopReason, stepsPerSecond, now, historyEvery }: FrameFacts): FrameMessage {
    const { trainer } = this;
    this.run.machine.settle();
    const ghost = this.run.machine.takeGhost();
    if (ghost !== null) this.#historySent = -2;
    this.#bringMetricsUp();
    const { lastStep } = trainer.history;
    const historyDue =
      lastStep !== this.#historySent && (ghost !== null || now - this.#historySentAt >= historyEvery);
    if (historyDue) {
      this.#historySent = lastStep;
      this.#historySentAt = now;
    }
    return {
      generation: this.generation,
      step: trainer.step,
      epoch: trainer.epoch,
      status,
      cost: trainer.cost,
      costStep: trainer.costStep,
      correct: this.#correct,
      stepsPerSecond,
      values: packFrame(trainer, this.#layout),
      history: historyDue ? trainer.history.points() : null,
      ghost,
      breakdown: status === "diverged" ? trainer.breakdown : null,
      stopReason: status === "stopped" ? stopReason : null,
      latest: this.run.machine.latest,
      forks: this.run.machine.forks,
      testCost: trainer.testCost,
      penalty: trainer.penalty,
      learningRate: trainer.nextRate,
      metrics: this.#metrics,
      rows: trainer.shown,
      gradientOf: trainer.gradientKnown || !this.#batches ? "all" : "batch",
    };
  }

  /** Brings the metrics up to date where the whole output of this step is known. */
  #bringMetricsUp(): void {
    const { trainer } = this;
    const { step, cost } = trainer;
    if (trainer.costStep !== step) return;
    if (this.#measured.step === step && this.#measured.cost === cost) return;
    this.#measured = { step, cost };
    const { H } = trainer.pass.layers[trainer.pass.layers.length - 1];
    this.#correct = this.#measure.countCorrect(H);
    const { testOutput } = trainer;
    this.#metrics = {
      train: this.#measure.of(H),
      test: testOutput && this.#testMeasure && this.#testMeasure.of(testOutput),
    };
  }
}
