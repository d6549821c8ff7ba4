import type { Experiment, StopPlan } from "../experiment/experiment.ts";
import type { MatrixKey } from "../network/names.ts";
import type { Problem, Result } from "../result.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Breakdown, FrameMessage } from "./frame.ts";
import type { GradientCheck, MatrixCheck } from "./gradient-check.ts";
import type { KeptRun, RunOutcome } from "./kept-run.ts";
import type { ReplayPlan } from "./replay.ts";
import type { Distance } from "./run-comparison.ts";
import type { SavedRun } from "./saved-run.ts";
import type { DerivationVerdict } from "./step-proof.ts";

/** What the page asks of the engine. Every command is answered by a frame, or by `refused`. */
export type EngineCommand =
  /** Build this experiment and show its start, or where a saved run of it stands; frames carry the generation. */
  | {
      readonly kind: "load";
      readonly generation: number;
      readonly experiment: Experiment;
      readonly saved?: SavedRun | null;
    }
  /**
   * Reads a file's bytes and shows its start, or where the run that it holds stands: answered by `opened`, or by
   * `refused`, and then what was loaded stays and goes on.
   */
  | { readonly kind: "open"; readonly generation: number; readonly file: Uint8Array }
  /**
   * Saves the run of this generation as it stands, training or not, with the experiment as it is by now and the
   * runs that are kept beside it: answered by `saved`, once a step that is sought is reached.
   */
  | {
      readonly kind: "save";
      readonly generation: number;
      readonly experiment: Experiment;
      readonly runs?: readonly KeptRun[];
    }
  /**
   * From now on files of the run of this generation come unasked, as `autosaved`, every few seconds while there is
   * something new; until another one is to be kept.
   */
  | {
      readonly kind: "autosave";
      readonly generation: number;
      readonly experiment: Experiment;
      readonly runs: readonly KeptRun[];
    }
  /** How far the run of this generation has come: answered by `kept`, as a save is. */
  | { readonly kind: "keep"; readonly generation: number }
  | { readonly kind: "play" }
  | { readonly kind: "pause" }
  /** Train this many steps or epochs more, then pause. */
  | { readonly kind: "advance"; readonly unit: "step" | "epoch"; readonly count: number }
  /** Back to step 0: the same start, the same weights; training on starts over with the rate of now. */
  | { readonly kind: "rewind" }
  /** Shows a past step of this branch exactly as it was, paused; a step beyond the latest is the latest. */
  | { readonly kind: "go-to"; readonly step: number }
  /** Pauses, and checks this step's gradients against central differences: answered by `checked`. */
  | { readonly kind: "check" }
  /** Pauses, and compares one number of dW or db (row 0) of this generation: answered by `cell-checked`. */
  | {
      readonly kind: "check-cell";
      readonly generation: number;
      readonly matrix: MatrixKey;
      readonly row: number;
      readonly column: number;
    }
  /** Whether gradients are checked unasked whenever training rests, where that takes but an instant. */
  | { readonly kind: "keep-checked"; readonly on: boolean }
  /**
   * Evaluates the derivations of these parameters, W and b, with the numbers of the step at which training rests,
   * or will rest next: each is answered by `proved`. Forgotten when training goes on before all are.
   */
  | { readonly kind: "prove"; readonly generation: number; readonly parameters: readonly MatrixKey[] }
  /** Steps per second while playing; null is as fast as it can. */
  | { readonly kind: "pace"; readonly stepsPerSecond: number | null }
  /** A new learning rate from the next step on, without a new start. */
  | { readonly kind: "learning-rate"; readonly learningRate: number }
  /** A new stop from now on, without a new start. */
  | { readonly kind: "stop-at"; readonly stop: StopPlan | null }
  /**
   * Trains two runs of the same start again, up to the last step that both have, while nothing else is to do: answered
   * by `compared`, again and again. A newer comparison takes the place of this one; one of no runs ends it.
   */
  | {
      readonly kind: "compare-runs";
      readonly ticket: number;
      readonly runs: readonly [ReplayPlan, ReplayPlan] | null;
      readonly end: number;
    }
  /** The weights of both runs at a step: answered by `compared` once both have got there; the newest wish counts. */
  | { readonly kind: "compare-at"; readonly ticket: number; readonly step: number }
  /** The last frame has been taken: the next one may come. */
  | { readonly kind: "taken" };

/** What the engine tells the page. */
export type EngineEvent =
  | { readonly kind: "loaded"; readonly loaded: Loaded }
  | { readonly kind: "refused"; readonly generation: number; readonly problems: readonly Problem[] }
  /** The answer to `open`, before `loaded`: what the file holds, and the furthest step of its training. */
  | {
      readonly kind: "opened";
      readonly generation: number;
      readonly experiment: Experiment;
      readonly runs: readonly KeptRun[];
      readonly latest: number;
    }
  | { readonly kind: "frame"; readonly frame: FrameMessage }
  /** The answer to `save`: the bytes of an experiment file up to the furthest step, or why there are none. */
  | {
      readonly kind: "saved";
      readonly generation: number;
      readonly step: number;
      readonly latest: number;
      readonly file: Result<Uint8Array>;
    }
  /** What `autosave` asked for, up to the furthest step. */
  | {
      readonly kind: "autosaved";
      readonly generation: number;
      readonly latest: number;
      readonly file: Uint8Array;
    }
  /** The answer to `keep`; null where that run is no longer there. */
  | { readonly kind: "kept"; readonly generation: number; readonly outcome: RunOutcome | null }
  /** Some time after a frame that is `diverged`. */
  | { readonly kind: "diagnosis"; readonly generation: number; readonly diagnosis: Diagnosis }
  /** The answer to `check`; unasked while `keep-checked` is on. */
  | {
      readonly kind: "checked";
      readonly generation: number;
      readonly step: number;
      readonly check: GradientCheck;
    }
  /** The answer to `check-cell`: its matrix with this number alone compared. */
  | {
      readonly kind: "cell-checked";
      readonly generation: number;
      readonly step: number;
      readonly check: MatrixCheck;
    }
  /** How a comparison of two runs goes on. */
  | { readonly kind: "compared"; readonly ticket: number; readonly outcome: ComparisonNews }
  /** An answer to `prove`, one for each parameter. */
  | {
      readonly kind: "proved";
      readonly generation: number;
      readonly step: number;
      readonly verdict: DerivationVerdict;
    };

/** What a comparison of two runs has found out since it was last heard of. */
export type ComparisonNews =
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  | {
      readonly kind: "distances";
      readonly distances: readonly Distance[];
      /** How far both runs have been trained, and how far they go: less than was asked for where numbers break. */
      readonly made: number;
      readonly end: number;
    }
  /** The weights of both runs at a step: W1, b1, W2, b2, … row-major. */
  | {
      readonly kind: "weights";
      readonly step: number;
      readonly first: Float64Array;
      readonly second: Float64Array;
    };

/** What stays the same for every frame of one generation. */
export interface Loaded {
  readonly generation: number;
  /** Samples that are trained on. */
  readonly samples: number;
  readonly features: number;
  readonly targets: number;
  /** X as the network sees it, row-major (samples, features). */
  readonly X: Float64Array;
  /** X before its columns were scaled, row-major (samples, features); null without a scaling. */
  readonly raw: Float64Array | null;
  /** What X went through: (x − shift) ÷ scale, one of each per column; null without a scaling. */
  readonly scaling: { readonly shift: Float64Array; readonly scale: Float64Array } | null;
  /** Y, row-major (samples, targets). */
  readonly Y: Float64Array;
  readonly featureNames: readonly string[];
  readonly targetNames: readonly string[];
  readonly stepsPerEpoch: number;
  /** How many samples' Z, H and error every frame holds: the first ones, all of them unless there are many. */
  readonly shown: number;
}

export type { Breakdown };
