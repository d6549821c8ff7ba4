import type { Experiment } from "../../core/experiment/experiment.ts";
import { keptLimits, type KeptRun } from "../../core/training/kept-run.ts";
import { locale } from "../messages/locale.svelte.ts";
import { dateText } from "./date-text.ts";
import { writeNumber } from "./edits/describe-values.ts";
import type { KeptRuns, ListedRun } from "./kept-runs.svelte.ts";
import type { Player } from "./player.svelte.ts";
import type { Session } from "./session.svelte.ts";

/** Keeps the run that is trained, and opens kept ones again: what buttons and keys call. */
export class RunKeeper {
  readonly kept: KeptRuns;
  /** What became of the last wish, in words. */
  notice = $state("");
  readonly #session: Session;
  readonly #player: Player;
  readonly #now: () => string;

  constructor(session: Session, player: Player, now: () => string = dateText) {
    this.kept = session.kept;
    this.#session = session;
    this.#player = player;
    this.#now = now;
    session.beforeNewStart = (experiment) => {
      if (this.kept.automatic) void this.#keep(experiment, true);
    };
  }

  /** Keeps the run as it stands at the step that is shown, under a name of its own. */
  async keep(): Promise<void> {
    if ((this.#player.now?.step ?? 0) === 0) {
      this.notice = locale.text.runs.nothingTrained;
      return;
    }
    await this.#keep(this.#session.experiment, false);
  }

  /** Makes a run's settings those of the experiment; its name and notes stay. */
  openAgain({ run }: ListedRun): void {
    const { name, notes } = this.#session.experiment;
    this.#session.edit({ ...run.experiment, name, notes });
    this.notice = locale.text.runs.opened(run.name);
  }

  delete({ id, run }: ListedRun): void {
    this.kept.delete(id);
    this.notice = locale.text.runs.deleted(run.name);
  }

  bringBack(): void {
    this.kept.bringBack();
    this.notice = "";
  }

  async #keep(experiment: Experiment, automatic: boolean): Promise<void> {
    const outcome = await this.#player.keep();
    const text = locale.text.runs;
    if (outcome === null || outcome.step === 0) {
      if (!automatic) this.notice = text.gone;
      return;
    }
    const { kind, learningRate } = experiment.training.optimizer;
    const name = text.name(this.kept.nextNumber, locale.text.optimizers[kind], writeNumber(learningRate));
    const run: KeptRun = { name, note: "", date: this.#now(), automatic, experiment, ...outcome };
    const kept = this.kept.keep(run);
    if (kept.kind !== "kept") this.notice = kept.kind === "full" ? text.full(keptLimits.runs) : text.tooLarge;
    else this.notice = kept.dropped === null ? text.kept(name) : text.keptInstead(name, kept.dropped);
  }
}
