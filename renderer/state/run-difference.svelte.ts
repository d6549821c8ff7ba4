import type { Problem } from "../../core/result.ts";
import type { ComparisonNews, EngineCommand } from "../../core/training/protocol.ts";
import type { ReplayPlan } from "../../core/training/replay.ts";
import type { Distance, WeightPair } from "../../core/training/run-comparison.ts";

/** The weights of two runs side by side: what was asked of the engine, and what it has found out so far. */
export class RunDifference {
  /** What is compared, by a name of the caller's; null while nothing is. */
  subject = $state.raw<string | null>(null);
  /** How far apart the weights are, ascending in step. */
  distances = $state.raw<readonly Distance[]>([]);
  /** The weights of the step that is shown. */
  shown = $state.raw<WeightPair | null>(null);
  /** The step that was wished for last. */
  wanted = $state(0);
  made = $state(0);
  /** The last step that both runs have. */
  end = $state(0);
  /** How far it was to go: less is left where numbers stop being finite. */
  asked = $state(0);
  problems = $state.raw<readonly Problem[]>([]);
  readonly running = $derived(this.subject !== null && this.problems.length === 0 && this.made < this.end);
  readonly #post: (command: EngineCommand) => void;
  #ticket = 0;

  constructor(post: (command: EngineCommand) => void) {
    this.#post = post;
  }

  /** Begins a comparison up to a step that both runs have, in place of the one before. */
  begin(subject: string, runs: readonly [ReplayPlan, ReplayPlan], end: number): void {
    this.#forget();
    this.subject = subject;
    this.end = end;
    this.asked = end;
    this.#post({ kind: "compare-runs", ticket: this.#ticket, runs, end });
    this.lookAt(end);
  }

  /** Gives a comparison up. */
  cancel(): void {
    if (this.subject === null) return;
    this.#forget();
    this.#post({ kind: "compare-runs", ticket: this.#ticket, runs: null, end: 0 });
  }

  /** Shows the weights of a step once both runs have got there. */
  lookAt(step: number): void {
    this.wanted = Math.max(0, Math.min(this.end, step));
    this.#post({ kind: "compare-at", ticket: this.#ticket, step: this.wanted });
  }

  take(ticket: number, news: ComparisonNews): void {
    if (ticket !== this.#ticket || this.subject === null) return;
    switch (news.kind) {
      case "refused":
        this.problems = news.problems;
        return;
      case "distances":
        this.distances = [...this.distances, ...news.distances];
        this.made = news.made;
        this.end = news.end;
        this.wanted = Math.min(this.wanted, news.end);
        return;
      case "weights": {
        const { step, first, second } = news;
        this.shown = { step, first, second };
      }
    }
  }

  /** The engine is gone, and with it what it had trained. */
  giveUp(): void {
    this.#forget();
  }

  #forget(): void {
    this.#ticket += 1;
    this.subject = null;
    this.distances = [];
    this.shown = null;
    this.problems = [];
    this.made = 0;
    this.end = 0;
    this.asked = 0;
    this.wanted = 0;
  }
}
