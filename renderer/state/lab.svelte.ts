import { Bench } from "../bench/bench.svelte.ts";
import { explainCell, type Explanation } from "../chain/explain.ts";
import { lampOf, type Lamp } from "../chain/lamp.ts";
import { findLimits, type Limits } from "../chain/limits.ts";
import { composeChain, matricesOf, readCell, spellCell } from "../chain/picture.ts";
import { spellExplanation } from "../chain/spell.ts";
import { nameMatrices, type MatrixKey } from "../../core/network/names.ts";
import type { Remedy } from "../../core/training/diagnosis.ts";
import type { TabName } from "../desk/tabs.ts";
import { formatFull } from "../format/number.ts";
import { StepNumbers } from "../inspect/step-numbers.ts";
import { Trail } from "../inspect/trail.svelte.ts";
import type { Host, HostDocument } from "../host/host.ts";
import { locale } from "../messages/locale.svelte.ts";
import { STILL, type Motion } from "../micro/motion.ts";
import { Autosave } from "./autosave.svelte.ts";
import { Documents } from "./documents.svelte.ts";
import { withRemedy } from "./edits/remedies.ts";
import { Focus, sameKey, type Cell } from "./focus.svelte.ts";
import { Micro } from "./micro.svelte.ts";
import { naming } from "./naming.svelte.ts";
import type { Schedule } from "./engine-line.svelte.ts";
import { Player } from "./player.svelte.ts";
import { Recovery } from "./recovery.svelte.ts";
import type { Sample } from "./samples.ts";
import { RunKeeper } from "./run-keeper.svelte.ts";
import { Session } from "./session.svelte.ts";

/** Typing that pauses so long has come to rest. */
const CHECK_AFTER_MS = 250;

const NO_LIMITS: Limits = { data: 1, weights: 1, gradients: 1 };

/** Everything the page knows: what is open, what is shown, what is looked at, and what follows from them. */
export class Lab {
  readonly player: Player;
  readonly session: Session;
  readonly documents: Documents;
  readonly autosave: Autosave;
  readonly recovery: Recovery;
  readonly micro: Micro;
  /** The runs that the document keeps, and what keeps them. */
  readonly runs: RunKeeper;
  readonly focus = new Focus();
  /** The expression bench; its checks wait until typing has come to rest. */
  readonly bench = new Bench((callback) => setTimeout(callback, CHECK_AFTER_MS));
  /** The way into the inspected number. */
  readonly trail = new Trail(this.focus);
  /** Which of the details is in front. */
  details = $state<TabName>("notes");

  readonly stage = $derived.by(() => this.player.stage);
  readonly frame = $derived.by(() => this.player.frame);
  /** What the views show: the step, or as much of it as the micro-steps have reached. */
  readonly drawn = $derived.by(() => this.micro.picture.frame ?? this.frame);
  readonly experiment = $derived.by(() => this.session.experiment);
  /** Of the update from the shown step to the next, schedule included. */
  readonly learningRate = $derived(
    this.frame?.learningRate ?? this.experiment.training.optimizer.learningRate,
  );
  readonly layers = $derived(this.stage?.network.layers ?? []);
  /** How every matrix of the shown network is called, as the person chose. */
  readonly nameOf = $derived(nameMatrices(this.layers, naming.style));
  readonly blocks = $derived(
    this.stage
      ? composeChain({
          samples: this.stage.loaded.shown,
          features: this.stage.loaded.features,
          network: this.stage.network,
          scaled: this.stage.scaling,
          style: naming.style,
        })
      : [],
  );
  readonly #matrices = $derived(matricesOf(this.blocks));
  readonly limits = $derived(this.drawn ? findLimits(this.#matrices, this.drawn) : NO_LIMITS);
  readonly #checkStale = $derived.by(() => {
    const { whole } = this.player.checks;
    return whole !== null && whole.step !== this.frame?.step;
  });
  /** What is known of a gradient of the shown step. */
  readonly lampOf = (matrix: MatrixKey): Lamp => {
    const { whole, checking } = this.player.checks;
    return lampOf(matrix, { checked: whole, checking, stale: this.#checkStale });
  };
  // One fact each: what is told changes with them, not with every frame.
  readonly #ready = $derived.by(() => this.player.stage !== null && this.player.problems.length === 0);
  readonly #started = $derived.by(() => this.player.latest > 0);
  readonly #begun = $derived.by(() => this.player.position > 0);
  readonly #training = $derived.by(() => {
    const { playing, inPast } = this.player;
    return { ready: this.#ready, playing, started: this.#started, begun: this.#begun, inPast };
  });
  /** What the edition is told about the document. */
  readonly shown = $derived.by((): Omit<HostDocument, "view"> => {
    const { experiment, unsaved, place, undoName: undo, redoName: redo } = this.session;
    return {
      name: experiment.name,
      unsaved,
      place,
      untouched: !unsaved && place === null && undo === null && redo === null && !this.#training.started,
      undo,
      redo,
      revertible: this.documents.canRevert,
      training: this.#training,
    };
  });
  readonly #explained = $derived(this.explain(this.focus.cell));
  /** How the looked-at number comes about, line by line. */
  readonly lines = $derived.by((): readonly string[] => {
    const { cell } = this.focus;
    const { micro } = this;
    if (cell === null || this.#explained === null) return micro.picture.lines;
    const lines = micro.picture.spell(cell);
    if (lines !== null) return lines;
    // What a weight's next step will be is not known before its gradient is.
    if (micro.open && this.#explained.kind === "weight") return [this.hovered];
    const { learningRate } = this;
    const update = { ...(this.stage?.training ?? this.experiment.training), learningRate };
    return spellExplanation(cell, this.#explained, this.layers, update, this.nameOf);
  });
  /** The looked-at number in full precision: `A[0,1] = −0.2912…`. */
  readonly hovered = $derived(
    this.focus.cell && this.#explained
      ? `${spellCell(this.focus.cell, this.nameOf)} = ${formatFull(this.#explained.value)}`
      : "",
  );

  constructor(host: Host, first: Sample, schedule: Schedule, motion: Motion = STILL) {
    this.player = new Player(host.engine, schedule, () => this.focus.reset());
    this.session = new Session(this.player, first.experiment);
    this.documents = new Documents(this.session, this.player, host.files);
    this.autosave = new Autosave(this.session, this.player, host.recovery);
    this.recovery = new Recovery(host.recovery, this.documents, this.autosave);
    this.micro = new Micro(this.player, this, motion);
    this.player.onFrame = (frame) => this.micro.take(frame);
    this.runs = new RunKeeper(this.session, this.player);
  }

  /** Opens the training step, or closes it; the panel of its micro-steps comes to the front. */
  toggleMicro(): void {
    this.micro.toggle();
    if (this.micro.open) this.details = "micro";
  }

  /** One micro-step on; the first one opens them. */
  advanceMicro(): void {
    if (this.micro.open) this.micro.next();
    else this.toggleMicro();
  }

  /** Keeps this run among the runs; where they are not in front, the status bar says what became of it. */
  async keepRun(): Promise<void> {
    await this.runs.keep();
    if (this.details !== "runs") this.documents.notice = this.runs.notice;
  }

  /** A new engine in the place of the one that crashed; the status bar says how far back that is. */
  async restartEngine(): Promise<void> {
    const latest = await this.player.restart(this.experiment);
    if (latest !== null) this.documents.notice = locale.text.crash.restarted(latest);
  }

  /** Compares the shown step's gradients with central differences, and shows how that goes. */
  check(): void {
    this.details = "check";
    this.player.check();
  }

  /**
   * Takes a remedy that was tried against a breakdown. With another rate training goes on at once, from the
   * step it was tried from; with scaled columns it is at another start.
   */
  apply(remedy: Remedy): void {
    const rate = remedy.kind === "learning-rate";
    if (rate) this.player.goTo(remedy.from);
    this.session.edit(withRemedy(this.experiment, remedy));
    if (rate) this.player.play();
  }

  /**
   * The matrix that micro-steps have not come to yet and that a number of this one is, or is explained by: a weight
   * by its gradient.
   */
  waitsFor(key: MatrixKey): MatrixKey | null {
    const { kind, layer } = key;
    const gradient: MatrixKey = { kind: kind === "b" ? "db" : "dW", layer };
    const needed = kind === "W" || kind === "b" ? [key, gradient] : [key];
    return needed.find((one) => this.micro.hides(one)) ?? null;
  }

  /** Whether a cell stands in the chain: samples beyond those that are shown do not. */
  draws(cell: Cell): boolean {
    const drawn = this.#matrices.find(({ key }) => sameKey(key, cell.key));
    return drawn !== undefined && cell.row < drawn.rows && cell.column < drawn.columns;
  }

  /** How a number of the shown step comes about, or null where there is nothing to explain. */
  explain(cell: Cell | null): Explanation | null {
    const { stage, drawn: frame, layers } = this;
    if (!cell || !stage || !frame || this.micro.hides(cell.key)) return null;
    const innerSize = (layer: number): number =>
      layer === 0 ? stage.loaded.features : layers[layer - 1].units;
    const numbers = new StepNumbers(stage, frame);
    const read = (one: Cell): number => readCell(frame, one);
    return explainCell(cell, layers, stage.network.bias, innerSize, read, (one) => numbers.termsOf(one));
  }
}
