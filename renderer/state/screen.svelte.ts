import type { Diagnosis } from "../../core/training/diagnosis.ts";
import { readFrame, type Frame, type FrameMessage, type HistoryPoints } from "../../core/training/frame.ts";
import type { EngineEvent } from "../../core/training/protocol.ts";
import { Checks } from "./checks.svelte.ts";
import type { Trained } from "./filing.ts";
import { Proofs } from "./proofs.svelte.ts";
import type { Stage } from "./stage.ts";

const NO_HISTORY: HistoryPoints = { even: new Float64Array(), octaves: new Float64Array(), test: null };

/** What the engine says of numbers that it sent before. */
type Finding = Extract<EngineEvent, { kind: "diagnosis" | "proved" | "checked" | "cell-checked" }>;

/** What is shown of the training: stage, frame and curve, and what is known of the numbers in them. */
export class Screen {
  /** Stage and frame always belong together, also while the engine builds another experiment. */
  stage = $state.raw<Stage | null>(null);
  /** What the views draw. */
  frame = $state.raw<Frame | null>(null);
  /** The newest frame, whose step and cost are read also while views rest. */
  now = $state.raw<Frame | null>(null);
  history = $state.raw<HistoryPoints>(NO_HISTORY);
  /** The curve of the branch that the last fork cut off, from the fork on. */
  ghost = $state.raw<HistoryPoints | null>(null);
  /** What broke the numbers of the step that is shown, once the engine has found it out. */
  diagnosis = $state.raw<Diagnosis | null>(null);
  /** How far training has got by all that is known. */
  trained = $state.raw<Trained>({ branch: 0, latest: 0 });
  /** What is known of the gradients. */
  readonly checks = new Checks();
  /** What the numbers said of the derivations of this training's gradients. */
  readonly proofs = new Proofs();
  /** The curve of the newest frame. */
  #history = NO_HISTORY;
  readonly #beforeStage: () => void;

  /** `beforeStage` runs just before another stage is shown: nothing of the old one may be looked at then. */
  constructor(beforeStage: () => void) {
    this.#beforeStage = beforeStage;
  }

  /** Another training begins; what is shown stays until its first frame. */
  begin(latest: number): void {
    this.diagnosis = null;
    this.trained = { branch: this.trained.branch + 1, latest };
  }

  /** Takes a frame of this stage; views draw it unless they rest. */
  show(message: FrameMessage, stage: Stage, follows: boolean): Frame {
    const fresh = this.stage !== stage;
    if (fresh) this.#change(stage);
    const now = readFrame(message, stage.layout, stage.loaded);
    this.now = now;
    this.#history = message.history ?? this.#history;
    if (message.ghost) this.#fork(message.ghost);
    if (follows || message.status !== "running" || fresh) this.#draw();
    this.reach(message.latest);
    if (message.breakdown === null) this.diagnosis = null;
    return now;
  }

  /** Takes what the engine has found out about the numbers that are shown. */
  learn(event: Finding): void {
    if (event.kind === "diagnosis") this.diagnosis = event.diagnosis;
    else if (event.kind === "proved") this.proofs.take(event.step, event.verdict);
    else this.checks.take(event);
  }

  reach(latest: number): void {
    if (latest !== this.trained.latest) this.trained = { ...this.trained, latest };
  }

  #change(stage: Stage): void {
    this.#beforeStage();
    this.stage = stage;
    this.#history = NO_HISTORY;
    this.ghost = null;
    this.checks.forget();
    this.checks.giveUp();
    this.proofs.forget();
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
