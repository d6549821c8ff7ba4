import type { DatasetShelf } from "../data/load-dataset.ts";
import { drawExperiment } from "../experiment/draw-experiment.ts";
import { validateExperiment } from "../experiment/read-experiment.ts";
import type { Problem, Result } from "../result.ts";
import type { Clock } from "./clock.ts";
import type { ComparisonNews, EngineCommand, EngineEvent } from "./protocol.ts";
import { Replay, type ReplayPlan } from "./replay.ts";
import { RunComparison } from "./run-comparison.ts";
import { differingStart } from "./same-start.ts";

type Compare = Extract<EngineCommand, { kind: "compare-runs" }>;

/** How often it is told how far a comparison has come. */
const TELL_MS = 100;

/** What the engine hands in. */
export interface ComparingPorts {
  readonly post: (event: EngineEvent, transfer: ArrayBuffer[]) => void;
  readonly clock: Clock;
  readonly datasets: DatasetShelf;
  /** There is something to do again. */
  readonly wake: () => void;
}

/** The comparison of two runs that was asked for last: it outlives the training beside which it is made. */
export class Comparing {
  readonly #ports: ComparingPorts;
  #ticket: number | null = null;
  #comparison: RunComparison | null = null;
  /** A step that was asked for before there was a comparison. */
  #wanted: number | null = null;
  #toldAt = -Infinity;

  constructor(ports: ComparingPorts) {
    this.#ports = ports;
  }

  get idle(): boolean {
    return this.#comparison?.idle ?? true;
  }

  /** Begins a comparison, at once or when its data set is there, in place of the one before. */
  begin({ ticket, runs, end }: Compare): void {
    this.#ticket = ticket;
    this.#comparison = null;
    this.#wanted = null;
    this.#toldAt = -Infinity;
    if (runs === null) return;
    void this.#build(runs, end).then((built) => {
      if (this.#ticket !== ticket) return;
      if (!built.ok) return this.#tell({ kind: "refused", problems: built.problems });
      this.#comparison = built.value;
      if (this.#wanted !== null) built.value.lookAt(this.#wanted);
      this.#ports.wake();
    });
  }

  /** Asks for a step of the comparison of this ticket. */
  lookAt(ticket: number, step: number): void {
    if (ticket !== this.#ticket) return;
    this.#wanted = step;
    this.#comparison?.lookAt(step);
  }

  /** One bounded piece of work. */
  advance(): void {
    const comparison = this.#comparison;
    if (comparison === null) return;
    const { clock } = this.#ports;
    const pair = comparison.advance();
    const now = clock.now();
    if (comparison.idle || pair !== null || now - this.#toldAt >= TELL_MS) {
      this.#toldAt = now;
      const { made, end } = comparison;
      this.#tell({ kind: "distances", distances: comparison.takeDistances(), made, end });
    }
    if (pair === null) return;
    const buffers = [pair.first, pair.second].map(({ buffer }) => buffer as ArrayBuffer);
    this.#tell({ kind: "weights", ...pair }, buffers);
  }

  #tell(outcome: ComparisonNews, transfer: ArrayBuffer[] = []): void {
    if (this.#ticket !== null)
      this.#ports.post({ kind: "compared", ticket: this.#ticket, outcome }, transfer);
  }

  async #build(
    [first, second]: readonly [ReplayPlan, ReplayPlan],
    end: number,
  ): Promise<Result<RunComparison>> {
    const differing = differingStart(first.experiment, second.experiment);
    if (differing.length > 0) return { ok: false, problems: differing.map(differs) };
    const valid = validateExperiment(first.experiment);
    if (!valid.ok) return valid;
    const other = validateExperiment(second.experiment);
    if (!other.ok) return other;
    const samples = await this.#ports.datasets.load(valid.value.data);
    if (!samples.ok) return samples;
    const drawn = drawExperiment(valid.value, samples.value);
    if (!drawn.ok) return drawn;
    // Both begin with the same draws, but each goes on with a generator of its own: a trainer restores it.
    const replays = [
      new Replay({ ...first, experiment: valid.value }, drawn.value),
      new Replay({ ...second, experiment: other.value }, drawn.value),
    ] as const;
    return { ok: true, value: new RunComparison(...replays, end) };
  }
}

function differs(part: string): Problem {
  return { place: part, code: "contradiction", values: {}, message: "is not the same in both runs" };
}
