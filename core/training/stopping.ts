import type { StopPlan } from "../experiment/experiment.ts";
import type { StopReason } from "./frame.ts";

/** Where and why training has to stop. */
export interface StopPlace {
  readonly step: number;
  readonly reason: StopReason;
}

/** What was seen of the costs so far: what a saved run holds. */
export interface StoppingSnapshot {
  /** A condition that was met while training rested. */
  readonly met: StopPlace | null;
  /** The last step whose cost was looked at. */
  readonly seen: number;
  /** The cost was below its bound when training stopped for it, and has not been above since. */
  readonly passed: boolean;
  /** The lowest cost, Infinity before the first, and the step from which patience counts. */
  readonly lowest: number;
  readonly lowestStep: number;
}

/**
 * Watches a training for the conditions of its stop, whichever comes first. Steps and epochs are known
 * beforehand: `next`. Conditions on the cost are looked at wherever a cost on all training samples becomes
 * known: after every step with the full batch, else at the epochs' ends alone, so that it does not matter
 * who looks at it in between. A condition that was met stops
 * training once: training may be taken up beyond it.
 */
export class Stopping {
  readonly #stepsPerEpoch: number;
  #plan: StopPlan = {};
  #met: StopPlace | null = null;
  /** The last step whose cost was looked at. */
  #seen = -1;
  /** The cost was below its bound when training stopped for it, and has not been above since. */
  #passed = false;
  #lowest = Infinity;
  #lowestStep = 0;

  constructor(stepsPerEpoch: number) {
    this.#stepsPerEpoch = stepsPerEpoch;
  }

  /** Whether costs have to be looked at. */
  get watchesCost(): boolean {
    return this.#plan.costBelow !== undefined || this.#plan.noProgressFor !== undefined;
  }

  /** The first step whose cost met a condition since this was last asked, or null. */
  takeMet(): StopPlace | null {
    const met = this.#met;
    this.#met = null;
    return met;
  }

  /** Other conditions from `step` on; null is none. */
  change(plan: StopPlan | null, step: number): void {
    this.#plan = plan ?? {};
    this.goTo(step);
  }

  /** Training is at another step: what was seen elsewhere does not count. */
  goTo(step: number): void {
    this.#met = null;
    this.#seen = step - 1;
    this.#passed = false;
    this.#lowest = Infinity;
    this.#lowestStep = step;
  }

  /** What was seen so far. */
  snapshot(): StoppingSnapshot {
    return {
      met: this.#met,
      seen: this.#seen,
      passed: this.#passed,
      lowest: this.#lowest,
      lowestStep: this.#lowestStep,
    };
  }

  /** Goes on from what was seen under the same conditions. */
  restore({ met, seen, passed, lowest, lowestStep }: StoppingSnapshot): void {
    this.#met = met;
    this.#seen = seen;
    this.#passed = passed;
    this.#lowest = lowest;
    this.#lowestStep = lowestStep;
  }

  /** The stop after `step` that the number of steps or epochs asks for, or null. */
  next(step: number): StopPlace | null {
    const { steps, epochs } = this.#plan;
    const places: StopPlace[] = [];
    if (steps !== undefined) places.push({ step: steps, reason: "steps" });
    if (epochs !== undefined) places.push({ step: epochs * this.#stepsPerEpoch, reason: "epochs" });
    const ahead = places.filter((place) => place.step > step);
    return ahead.sort((a, b) => a.step - b.step)[0] ?? null;
  }

  /** Looks at the costs of steps `first`, `first` + 1, …: the first `count` of `costs`. */
  see(first: number, costs: Float64Array, count: number): void {
    const { costBelow = -Infinity, noProgressFor = Infinity } = this.#plan;
    const patience = noProgressFor * this.#stepsPerEpoch;
    for (let i = Math.max(0, this.#seen + 1 - first); i < count && this.#met === null; i++) {
      const step = first + i;
      if (step % this.#stepsPerEpoch !== 0) continue;
      const cost = costs[i];
      this.#seen = step;
      if (cost < this.#lowest) {
        this.#lowest = cost;
        this.#lowestStep = step;
      } else if (step - this.#lowestStep >= patience) {
        this.#met = { step, reason: "noProgressFor" };
        this.#lowestStep = step;
      }
      if (!(cost < costBelow)) this.#passed = false;
      else if (!this.#passed) {
        this.#passed = true;
        this.#met = { step, reason: "costBelow" };
      }
    }
  }
}
