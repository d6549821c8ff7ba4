import type { Experiment } from "../../core/experiment/experiment.ts";
import type { MatrixKey, MatrixName } from "../../core/network/names.ts";
import type { Frame } from "../../core/training/frame.ts";
import { listMicroSteps } from "../../core/training/micro-steps/list-micro-steps.ts";
import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";
import { beatsOf, type Beat } from "../micro/beats.ts";
import { isAhead, lookAt, type MicroLook } from "../micro/look.ts";
import { withDescents, withWeightsOf } from "../micro/micro-frame.ts";
import type { Motion } from "../micro/motion.ts";
import { ALL, spellMicro } from "../micro/spell-micro.ts";
import { SpellSetting } from "../micro/spell-setting.ts";
import { countTerms } from "../micro/terms.ts";
import { sameKey, type Cell } from "./focus.svelte.ts";
import type { Player } from "./player.svelte.ts";

/** What micro-steps are told by, beside the step on the screen: the lab knows it. */
export interface MicroFacts {
  readonly experiment: Experiment;
  /** How every matrix of the shown network is called. */
  readonly nameOf: (key: MatrixKey) => MatrixName;
}

/** What is shown of a round: its micro-steps, the one on the screen, and how far that one is. */
export class MicroPicture {
  /** The step before its update; null where no round is shown. */
  round = $state.raw<Frame | null>(null);
  /** The step after it, from when the update was made until the next round begins. */
  after = $state.raw<Frame | null>(null);
  /** Which micro-step is on the screen, and which of its states. */
  index = $state(0);
  beatIndex = $state(0);

  readonly #player: Player;
  readonly #facts: MicroFacts;
  readonly #motion: Motion;

  constructor(player: Player, facts: MicroFacts, motion: Motion) {
    this.#player = player;
    this.#facts = facts;
    this.#motion = motion;
  }

  readonly steps = $derived.by((): readonly MicroStep[] => {
    const { round } = this;
    const { stage } = this.#player;
    if (round === null || stage === null) return [];
    const { network, cost, penalty } = stage;
    return listMicroSteps({
      network,
      cost,
      penalty,
      optimizer: this.#facts.experiment.training.optimizer,
      learningRate: round.learningRate,
      step: round.step,
      nameOf: this.#facts.nameOf,
    });
  });
  readonly step = $derived<MicroStep | null>(this.steps[this.index] ?? null);
  /** The round's frame, D included, with the weights before the update. */
  readonly before = $derived.by((): Frame | null => {
    const { stage } = this.#player;
    if (this.round === null || stage === null) return null;
    return withDescents(this.round, stage.network, stage.cost);
  });
  /** The same with the new weights once they are made: what all views show. */
  readonly frame = $derived(
    this.before !== null && this.after !== null ? withWeightsOf(this.before, this.after) : this.before,
  );
  readonly beats = $derived.by((): readonly Beat[] => {
    const { step, before } = this;
    if (step === null || before === null) return [];
    const [target] = step.targets;
    const { rows, columns } = before.matrix(target.key);
    const terms = countTerms(target, before.matrix);
    return beatsOf(step, { terms, rows, columns }, this.#motion.reduced);
  });
  readonly beat = $derived<Beat | null>(this.beats[this.beatIndex] ?? null);
  readonly look = $derived.by((): MicroLook | null =>
    this.beat === null ? null : lookAt(this.steps, this.index, this.beat),
  );
  readonly #setting = $derived.by((): SpellSetting | null => {
    const { before, after } = this;
    const { stage } = this.#player;
    if (before === null || stage === null) return null;
    const { network, cost, penalty } = stage;
    return new SpellSetting({
      network,
      cost,
      penalty,
      optimizer: this.#facts.experiment.training.optimizer,
      batches: this.batch !== null,
      samples: stage.loaded.samples,
      round: before,
      after,
      nameOf: this.#facts.nameOf,
    });
  });
  /** How the cell that is being made comes about, as far as it has been shown. */
  readonly lines = $derived.by((): readonly string[] => {
    const { step, beat } = this;
    const setting = this.#setting;
    if (step === null || beat === null || setting === null) return [];
    const cell: Cell = { key: step.targets[0].key, row: 0, column: 0 };
    const landed = beat.phase === "landed" || beat.phase === "rest" || beat.phase === "done";
    return spellMicro(step, cell, { terms: beat.terms, landed }, setting);
  });

  get atUpdate(): boolean {
    return this.step?.kind === "update";
  }

  get lastIndex(): number {
    return this.steps.length - 1;
  }

  get lastBeat(): number {
    return this.beats.length - 1;
  }

  /** How many samples an update is made of, where they are not all of them. */
  get batch(): number | null {
    const { batch } = this.#facts.experiment.training;
    const samples = this.#player.stage?.loaded.samples ?? 0;
    return batch === "full" || batch >= samples ? null : batch;
  }

  /** Whether a matrix has not been computed yet in this round: none of its numbers may be seen. */
  hides(key: MatrixKey): boolean {
    const { look } = this;
    if (look === null) return false;
    return isAhead(this.steps, this.index, key) || look.veil(key).shows === "nothing";
  }

  /** How a cell came about in this round, in full; null where no micro-step has made it. */
  spell(cell: Cell): readonly string[] | null {
    const setting = this.#setting;
    const step = this.steps.find(({ targets }) => targets.some(({ key }) => sameKey(key, cell.key)));
    if (setting === null || step === undefined || this.hides(cell.key)) return null;
    if (step.kind === "update" && !this.atUpdate) return null;
    return spellMicro(step, cell, ALL, setting);
  }

  show(index: number, beat: number): void {
    this.index = index;
    this.beatIndex = beat;
  }

  clear(): void {
    this.round = null;
    this.after = null;
    this.show(0, 0);
  }
}
