import { deviationFromSmooth, Extrapolation } from "../calculus/extrapolation.ts";
import { NO_CROSSING, SEVERAL_CROSSINGS, type Place, type ShiftedCost } from "./shifted-cost.ts";

/** What differences say of one derivative. */
export interface CheckedCell {
  /** The slopes that they allow; the same number twice where there is no kink. */
  readonly low: number;
  readonly high: number;
  /** What low and high are unsure by. */
  readonly error: number;
  readonly kink: boolean;
  /** Whether several units of one sample are at their kinks, so that low and high bound nothing. */
  readonly several: boolean;
}

/** A step moves no Z by more than this at first: small beside 1, on whose scale activations bend. */
const FIRST_REACH = 2 ** -8;
/** Crossing a kink, steps are shortened by this, so many times; then the parameter counts as at the kink. */
const SHORTER = 4;
const SHORTENINGS = 10;
/** Differences that agree with the gradient so far, relative to its matrix, need no second look. */
const AGREEMENT = 1e-7;
/** Halvings of the step where they do not. */
const HALVINGS = 12;
/** A bound on rounding, from σ of seven values. */
const SAFETY = 6;

/** Compares the derivatives of one matrix, in slices of one or two shifted costs. */
export class CellCheck {
  readonly #cost: ShiftedCost;
  readonly #scale: number;
  /** The last step that crossed no kink, as a share of the longest. */
  #share = 1;
  /** σ of the cost's rounding: the largest seen so far. */
  #deviation: number;

  /** `scale` is the largest magnitude in the gradient matrix. */
  constructor(cost: ShiftedCost, scale: number) {
    this.#cost = cost;
    this.#scale = scale;
    this.#deviation = 2 ** -53 * Math.abs(cost.unshifted);
  }

  /**
   * The derivative at one place. First D(h) and D(h/2), the central differences, extrapolated; where that does
   * not agree with the gradient, Ridders' method down to h/2¹¹, with the cost's rounding measured at the place.
   *
   * Steps are powers of 2 that move Z by at most 2⁻⁸, shortened until no unit crosses a kink. Where Z is large
   * such steps drown in rounding: then steps of 2⁻⁸ of its size come first.
   */
  *compare(place: Place, gradient: number): Generator<undefined, CheckedCell> {
    const cost = this.#cost;
    const size = cost.sizeOfZ(place);
    const candidates: number[] = [];
    let closest = NaN;
    for (const scale of size > 1 ? [size, 1] : [1]) {
      const step = yield* this.#findStep(place, scale);
      if (Number.isNaN(step)) continue;
      if (step < 0) {
        closest = -step;
        continue;
      }
      candidates.push(step);
      const quick = new Extrapolation();
      quick.add((cost.at(place, step) - cost.at(place, -step)) / (2 * step), 0);
      yield;
      quick.add((cost.at(place, step / 2) - cost.at(place, -step / 2)) / step, 0);
      yield;
      if (Math.abs(quick.latest - gradient) <= AGREEMENT * this.#scale) {
        return { low: quick.latest, high: quick.latest, error: 0, kink: false, several: false };
      }
    }
    let best = notComparable;
    for (const step of candidates) {
      const cell = yield* this.#lookAgain(place, step);
      if (Number.isNaN(best.error) || cell.error < best.error) best = cell;
    }
    return Number.isNaN(best.error) && !Number.isNaN(closest) ? this.#bracket(place, closest) : best;
  }

  /**
   * A step that crosses no kink either way, with finite costs; the shortest one, negative, where all cross, and
   * NaN where costs are not finite. It begins a little above the last one found, since this unit may not be as
   * near to a kink.
   */
  *#findStep(place: Place, scale: number): Generator<undefined, number> {
    const cost = this.#cost;
    let share = Math.min(1, SHORTER * this.#share);
    for (let shortened = 0; ; shortened++, share /= SHORTER) {
      const step = cost.longestStep(place, FIRST_REACH * scale * share);
      const up = cost.at(place, step);
      const crossed = cost.crossed;
      const down = crossed ? NaN : cost.at(place, -step);
      yield;
      if (Number.isFinite(up - down)) {
        this.#share = share;
        return step;
      }
      if (shortened === SHORTENINGS) return crossed || cost.crossed ? -step : NaN;
    }
  }

  *#lookAgain(place: Place, longest: number): Generator<undefined, CheckedCell> {
    const cost = this.#cost;
    const values: number[] = [];
    for (let k = -3; k <= 3; k++) {
      values.push(cost.at(place, k * longest * 2 ** -16));
      yield;
    }
    const deviation = deviationFromSmooth(values);
    if (deviation > this.#deviation) this.#deviation = deviation;
    const patient = new Extrapolation();
    for (let halvings = 0, step = longest; halvings < HALVINGS; halvings++, step /= 2) {
      const up = cost.at(place, step);
      const down = cost.at(place, -step);
      const rounding = Math.max(SAFETY * this.#deviation, 2 ** -52 * (Math.abs(up) + Math.abs(down)));
      patient.add((up - down) / (2 * step), rounding / step);
      yield;
    }
    const { value } = patient;
    const error = Math.max(patient.error, cost.roundingOfGradient(place));
    return { low: value, high: value, error, kink: false, several: false };
  }

  /**
   * Both sides' slopes, sample by sample: the cost is a sum over samples, and so are its subgradients. A side's
   * slope is (4 c(h/2) − 3 c(0) − c(h)) / h, which a parabola does not bend.
   */
  #bracket(place: Place, step: number): CheckedCell {
    const cost = this.#cost;
    const shifts = [-1, -0.5, 0, 0.5, 1].map((share) => share * step);
    cost.forgetCrossings();
    const [far, near, here, ahead, beyond] = shifts.map((shift) => cost.samplesAt(place, shift));
    const penalty = shifts.map((shift) => cost.penaltyChange(place, shift));
    const left = (3 * penalty[2] - 4 * penalty[1] + penalty[0]) / step;
    const right = (4 * penalty[3] - 3 * penalty[2] - penalty[4]) / step;
    let low = Math.min(left, right);
    let high = Math.max(left, right);
    let total = Math.abs(penalty[0]) + Math.abs(penalty[4]);
    for (let s = 0; s < cost.samples; s++) {
      total += Math.abs(beyond[s]) + Math.abs(here[s]) + Math.abs(far[s]);
      const before = (3 * here[s] - 4 * near[s] + far[s]) / step;
      const after = (4 * ahead[s] - 3 * here[s] - beyond[s]) / step;
      const smooth = cost.crossings[s] === NO_CROSSING;
      low += smooth ? (beyond[s] - far[s]) / (2 * step) : Math.min(before, after);
      high += smooth ? (beyond[s] - far[s]) / (2 * step) : Math.max(before, after);
    }
    const rounding = Math.max(SAFETY * this.#deviation, 2 ** -50 * total) / step;
    const error = Math.max(rounding, BRACKET_SHARE * this.#scale, cost.roundingOfGradient(place));
    return { low, high, error, kink: true, several: cost.crossings.includes(SEVERAL_CROSSINGS) };
  }
}

/** One-sided differences are good to about so much of the matrix's largest slope. */
const BRACKET_SHARE = 1e-7;

/** The cost is not finite on both sides, however short the step. */
const notComparable: CheckedCell = { low: NaN, high: NaN, error: NaN, kink: false, several: false };
