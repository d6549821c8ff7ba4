import { validateExperiment } from "../../core/experiment/read-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { Problem } from "../../core/result.ts";
import type { KeptRun } from "../../core/training/kept-run.ts";
import type { FilePlace } from "../host/host.ts";
import { locale } from "../messages/locale.svelte.ts";
import { compareExperiments } from "./changes.ts";
import { describeEdit, type WeightEdit } from "./edits/describe-edit.ts";
import { fitExperiment, listMends, type Mend } from "./fitting.ts";
import type { OpenedFile, Trained } from "./filing.ts";
import { KeptRuns } from "./kept-runs.svelte.ts";
import type { Player } from "./player.svelte.ts";

/** How many edits can be undone. */
const UNDO_LIMIT = 200;

/** What a file holds of a document; or, before there is one, what the document began with. */
interface Saved {
  /** Null where no file holds this document yet, however little was done to it. */
  readonly experiment: Experiment | null;
  readonly trained: Trained;
}

/**
 * The open experiment and its edits. Every edit makes a whole new experiment value; undo goes back to
 * the old one; the engine is told only what a change needs.
 */
export class Session {
  experiment: Experiment = $state.raw() as Experiment;
  place = $state.raw<FilePlace | null>(null);
  /** What moved along with the last edit, until the next one. */
  mends = $state.raw<readonly Mend[]>([]);
  /** The runs that the document keeps: part of it, but not of its undo. */
  readonly kept = new KeptRuns(() => localStorage);
  /** Is told before an edit ends the training of this experiment. */
  beforeNewStart: (experiment: Experiment) => void = () => undefined;
  #saved = $state.raw() as Saved;
  /** An example, or a new experiment: what training makes of it comes back by pressing Play. */
  #repeatable = $state(true);
  #past = $state.raw<readonly Experiment[]>([]);
  #future = $state.raw<readonly Experiment[]>([]);
  #merging: string | null = null;
  readonly #player: Player;

  /** Whether there are steps that the file does not have. */
  readonly #trainedOn = $derived.by(() => {
    const { branch, latest } = this.#player.trained;
    const { trained } = this.#saved;
    return latest > 0 && (branch !== trained.branch || latest > trained.latest);
  });
  /** Whether the document holds anything that its file does not. */
  readonly modified = $derived.by(
    () => this.experiment !== this.#saved.experiment || this.#trainedOn || this.kept.unsaved,
  );
  /** Whether leaving the document would lose work: nobody is asked about an example that was only watched. */
  readonly unsaved = $derived.by(
    () =>
      this.modified &&
      !(
        this.#repeatable &&
        this.experiment === this.#saved.experiment &&
        !this.kept.unsaved &&
        this.#onlyPlayed
      ),
  );
  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);
  /** What undo would take back and redo make again, in words; null where there is nothing. */
  readonly undoName = $derived.by(() => this.#nameOf(this.#past.at(-1), this.experiment));
  readonly redoName = $derived.by(() => this.#nameOf(this.experiment, this.#future.at(-1)));
  /** The weight that an edit wrote down, by the experiment that it made. */
  readonly #weights = new WeakMap<Experiment, WeightEdit>();

  constructor(player: Player, experiment: Experiment) {
    this.#player = player;
    this.begin(experiment);
  }

  /** A new document takes the place of this one, with nothing to undo and nothing to save. */
  begin(experiment: Experiment): void {
    this.#player.load(experiment);
    this.take({ experiment, runs: [] }, null);
    this.#repeatable = true;
  }

  /** What the player has opened takes the place of this document, with nothing to undo; `saved` unless it was recovered. */
  take({ experiment, runs }: OpenedFile, place: FilePlace | null, saved = true): void {
    this.experiment = experiment;
    this.kept.replace(runs, saved);
    this.#saved = { experiment: saved ? experiment : null, trained: this.#player.trained };
    this.#repeatable = false;
    this.place = place;
    this.#past = [];
    this.#future = [];
    this.#merging = null;
    this.mends = [];
  }

  /** So much of what is open now stands in this place. */
  markSaved(
    experiment: Experiment,
    place: FilePlace | null,
    trained: Trained,
    runs: readonly KeptRun[] = this.kept.runs,
  ): void {
    this.#saved = { experiment, trained };
    this.kept.markSaved(runs);
    this.#repeatable = false;
    this.place = place;
  }

  /** The document goes on as another one, which no file holds yet. */
  detach(name: string): void {
    this.place = null;
    this.#saved = { ...this.#saved, experiment: null };
    this.edit({ ...this.experiment, name });
  }

  /**
   * Makes an edited experiment the open one, with everything that hangs on the edit moved along, where it
   * is valid; otherwise returns what is wrong with it and changes nothing. Edits in a row with the same
   * `merge` (a slider being dragged) are undone as one. `weight` is the one weight that was written down.
   */
  edit(
    edited: Experiment,
    merge: string | null = null,
    weight: WeightEdit | null = null,
  ): readonly Problem[] {
    const fitted = fitExperiment(edited, this.experiment);
    const checked = validateExperiment(fitted);
    if (!checked.ok) return checked.problems;
    this.mends = listMends(edited, fitted);
    if (JSON.stringify(checked.value) === JSON.stringify(this.experiment)) return [];
    if (merge === null || merge !== this.#merging) {
      this.#past = [...this.#past.slice(1 - UNDO_LIMIT), this.experiment];
    }
    this.#merging = merge;
    if (weight !== null) this.#weights.set(checked.value, weight);
    this.#future = [];
    this.#become(checked.value);
    return [];
  }

  /** The gesture is over: the next edit is undone on its own. */
  endMerge(): void {
    this.#merging = null;
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.experiment];
    this.#merging = null;
    this.mends = [];
    this.#become(before);
  }

  redo(): void {
    const after = this.#future.at(-1);
    if (!after) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.experiment];
    this.#merging = null;
    this.mends = [];
    this.#become(after);
  }

  #nameOf(before: Experiment | undefined, after: Experiment | undefined): string | null {
    if (before === undefined || after === undefined) return null;
    return describeEdit({ before, after, weight: this.#weights.get(after) ?? null }, locale.text);
  }

  /** Whether training has not gone beyond where the experiment's own stop holds it. */
  get #onlyPlayed(): boolean {
    const { steps, epochs } = this.experiment.training.stop ?? {};
    if (steps === undefined && epochs === undefined) return this.#player.trained.latest === 0;
    const perEpoch = this.#player.stage?.loaded.stepsPerEpoch ?? 1;
    return this.#player.trained.latest <= Math.min(steps ?? Infinity, (epochs ?? Infinity) * perEpoch);
  }

  #become(next: Experiment): void {
    const before = this.experiment;
    const change = compareExperiments(before, next);
    this.experiment = next;
    if (change.newStart) {
      this.beforeNewStart(before);
      this.#player.load(next);
      return;
    }
    if (change.learningRate !== null) this.#player.setLearningRate(change.learningRate);
    if (change.stop !== undefined) this.#player.setStop(change.stop);
  }
}
