import { explainCell, type Explanation } from "../chain/explain.ts";
import { findLimits, type Limits } from "../chain/limits.ts";
import { composeChain, drawnName, matricesOf, readCell, spellCell } from "../chain/picture.ts";
import { spellExplanation } from "../chain/spell.ts";
import { formatFull } from "../format/number.ts";
import type { Host } from "../host/host.ts";
import { Documents } from "./documents.svelte.ts";
import { Focus, type Cell } from "./focus.svelte.ts";
import { Player, type Schedule } from "./player.svelte.ts";
import type { Sample } from "./samples.ts";
import { Session } from "./session.svelte.ts";

const NO_LIMITS: Limits = { data: 1, weights: 1, gradients: 1 };

/** Everything the page knows: what is open, what is shown, what is looked at, and what follows from them. */
export class Lab {
  readonly player: Player;
  readonly session: Session;
  readonly documents: Documents;
  readonly focus = new Focus();

  readonly stage = $derived.by(() => this.player.stage);
  readonly frame = $derived.by(() => this.player.frame);
  readonly experiment = $derived.by(() => this.session.experiment);
  readonly learningRate = $derived(this.experiment.training.optimizer.learningRate);
  readonly layers = $derived(this.stage?.network.layers ?? []);
  /** How every matrix of the shown network is called. */
  readonly nameOf = $derived(drawnName(this.layers));
  readonly blocks = $derived(
    this.stage ? composeChain({ ...this.stage.loaded, network: this.stage.network }) : [],
  );
  readonly #matrices = $derived(matricesOf(this.blocks));
  readonly limits = $derived(this.frame ? findLimits(this.#matrices, this.frame) : NO_LIMITS);
  readonly #explained = $derived(this.explain(this.focus.cell));
  /** How the looked-at number comes about, line by line. */
  readonly lines = $derived(
    this.focus.cell && this.#explained
      ? spellExplanation(this.focus.cell, this.#explained, this.layers, this.learningRate, this.nameOf)
      : [],
  );
  /** The looked-at number in full precision: `A[0,1] = −0.2912…`. */
  readonly hovered = $derived(
    this.focus.cell && this.#explained
      ? `${spellCell(this.focus.cell, this.nameOf)} = ${formatFull(this.#explained.value)}`
      : "",
  );

  constructor(host: Host, first: Sample, schedule: Schedule) {
    this.player = new Player(host.engine, schedule, () => this.focus.reset());
    this.session = new Session(this.player, first.experiment);
    this.documents = new Documents(this.session, host.files);
  }

  /** How a number of the shown step comes about, or null where there is nothing to explain. */
  explain(cell: Cell | null): Explanation | null {
    const { stage, frame, layers } = this;
    if (!cell || !stage || !frame) return null;
    const innerSize = (layer: number): number =>
      layer === 0 ? stage.loaded.features : layers[layer - 1].units;
    return explainCell(cell, layers, stage.network.bias, innerSize, (one) => readCell(frame, one));
  }
}
