import { divisorOf } from "../network/descent.ts";
import { Trace } from "../network/trace.ts";
import { countParameters, type Parameters } from "../network/parameters.ts";
import type { CostPlan, Place } from "./shifted-cost.ts";

/** The samples that a gradient is summed over: X (samples, features), Y (samples, outputs). */
export interface SummedSamples {
  readonly X: Float64Array;
  readonly Y: Float64Array;
  readonly samples: number;
  readonly features: number;
}

/** One piece of the sum takes about this many multiply-adds: a millisecond or less. */
const PIECE = 2 ** 18;

/**
 * What one number of δW⁽ˡ⁾ = c · H⁽ˡ⁻¹⁾.T · D⁽ˡ⁾ or δb⁽ˡ⁾ = c · Σᵢ D⁽ˡ⁾ is made of, term by term over all
 * samples: its sum, its constant and its penalty, in pieces: `while (sum.advance());`.
 *
 * Terms are added in ascending order from 0, as the backward pass adds them. `total` is then the backward
 * pass's number bit for bit where the constant is a power of 2 (sse; N or m a power of 2) and nothing in it
 * underflows, with two exceptions up to rounding: other constants, which the backward pass divides by before
 * it adds, and δb of a single unit, which NumPy adds in pairs.
 */
export class GradientSum {
  readonly place: Place;
  readonly samples: number;
  /** H⁽ˡ⁻¹⁾[i, m] of every sample i; null for a bias, where it is 1. */
  readonly left: Float64Array | null;
  /** D⁽ˡ⁾[i, n]. */
  readonly right: Float64Array;
  /** The sum of a sample's term and all before it. */
  readonly running: Float64Array;
  /** c = numerator ÷ divisor. */
  readonly numerator: number;
  readonly divisor: number;
  /** What the penalty adds to δ, after the constant: −(l1 · sign W + 2 · l2 · W). */
  readonly penalty: number;
  readonly #of: SummedSamples;
  readonly #trace: Trace;
  readonly #rows: number;
  #done = 0;

  /** X, Y and parameters have to stay as they are until it is done. */
  constructor(plan: CostPlan, of: SummedSamples, parameters: Pick<Parameters, "W" | "b">, place: Place) {
    const { network, cost, penalty } = plan;
    const { samples, features } = of;
    const outputs = network.layers[network.layers.length - 1].units;
    this.place = place;
    this.samples = samples;
    this.left = place.input === null ? null : new Float64Array(samples);
    this.right = new Float64Array(samples);
    this.running = new Float64Array(samples);
    this.#of = of;
    this.#rows = Math.max(1, Math.min(samples, Math.floor(PIECE / (2 * countParameters(network, features)))));
    this.#trace = new Trace(network, cost, features, parameters, this.#rows);
    this.numerator = this.#trace.descent.numerator;
    this.divisor = divisorOf(this.#trace.descent, samples, outputs);
    this.penalty =
      penalty === undefined || place.input === null
        ? 0
        : slopeOfPenalty(penalty, parameters.W[place.layer][place.input * this.#units + place.unit]);
  }

  /** Whether every term is there. */
  get done(): boolean {
    return this.#done === this.samples;
  }

  /** The sum of all terms, before the constant. */
  get sum(): number {
    return this.samples === 0 ? 0 : this.running[this.samples - 1];
  }

  /** c · sum. */
  get scaled(): number {
    return (this.numerator * this.sum) / this.divisor;
  }

  /** δ: c · sum and the penalty's part. */
  get total(): number {
    return this.scaled + this.penalty;
  }

  get #units(): number {
    return this.#trace.layers[this.place.layer].units;
  }

  /** One piece more; false when all is there. */
  advance(): boolean {
    const from = this.#done;
    const rows = Math.min(this.#rows, this.samples - from);
    if (rows === 0) return false;
    const { X, Y, features } = this.#of;
    this.#trace.run(X, Y, from, rows);
    const { layer, input, unit } = this.place;
    const { units, D } = this.#trace.layers[layer];
    const inputs = layer === 0 ? X.subarray(from * features) : this.#trace.layers[layer - 1].H;
    const columns = layer === 0 ? features : this.#trace.layers[layer - 1].units;
    let sum = from === 0 ? 0 : this.running[from - 1];
    for (let i = 0; i < rows; i++) {
      const right = D[i * units + unit];
      this.right[from + i] = right;
      if (this.left === null || input === null) sum += right;
      else {
        const left = inputs[i * columns + input];
        this.left[from + i] = left;
        sum += left * right;
      }
      this.running[from + i] = sum;
    }
    this.#done = from + rows;
    return !this.done;
  }
}

/** −∂penalty/∂w in the order of `addPenaltyGradient`. */
function slopeOfPenalty({ l1, l2 }: { readonly l1: number; readonly l2: number }, w: number): number {
  const sign = w > 0 ? 1 : w < 0 ? -1 : 0;
  return 0 - (l1 * sign + 2 * l2 * w);
}
