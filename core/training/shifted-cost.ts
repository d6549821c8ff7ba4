import { plainKernels } from "../matrix/kernels/plain-kernels.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { activationOf, type Activation } from "../network/activations.ts";
import { costOf, type Cost } from "../network/costs.ts";
import { addRowInPlace } from "../network/forward-output.ts";
import type { Parameters } from "../network/parameters.ts";
import type { Penalty } from "../network/penalty.ts";
import type { CostName, NetworkPlan } from "../network/plan.ts";

/** Which parameter is shifted: W[input, unit] of a layer (from 0), or b[unit] where `input` is null. */
export interface Place {
  readonly layer: number;
  readonly input: number | null;
  readonly unit: number;
}

/** What the cost is a function of, apart from the parameters. */
export interface CostPlan {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly penalty?: Penalty | undefined;
}

/** W is (inputs, units). */
export interface LayerSizes {
  readonly inputs: number;
  readonly units: number;
}

interface LayerRoom extends LayerSizes {
  readonly activation: Activation;
  /** Unshifted (samples, units). */
  readonly Z0: Float64Array;
  readonly H0: Float64Array;
  /** Shifted. */
  readonly Z: Float64Array;
  readonly H: Float64Array;
  /** What |∂cost/∂Z| would be if nothing cancelled, and no activation were saturated. */
  readonly M: Float64Array;
}

/** No unit of a sample crossed a kink, or more than one did; else the unit's own number. */
export const NO_CROSSING = -1;
export const SEVERAL_CROSSINGS = -2;

/** Multiplications between two moments at which somebody else may have a turn. */
const SLICE_WORK = 4e6;

/** More than a layer has units. */
const LAYER_STRIDE = 2 ** 16;

/**
 * The cost with one parameter shifted, for differences. A shift of W[i, j] moves one column of Z; from there
 * on only what depends on it is computed again: the next layer by what that column's change adds to it, later
 * layers whole. Nothing of the backward pass is used.
 *
 * Costs leave out what the other parameters' penalty adds, which no difference sees.
 */
export class ShiftedCost {
  readonly samples: number;
  /** The cost without a shift. */
  unshifted = NaN;
  /** Whether the last `at` met a kink on its way. */
  crossed = false;
  /** Sample by sample, the unit that crossed a kink since `forgetCrossings`, or one of the two above. */
  readonly crossings: Int32Array;
  readonly #X: Float64Array;
  readonly #Y: Float64Array;
  readonly #parameters: Parameters;
  readonly #penalty: Penalty;
  readonly #cost: Cost;
  readonly #rooms: readonly LayerRoom[];
  readonly #error: Float64Array;
  readonly #column: Float64Array;
  readonly #shiftedColumn: Float64Array;
  readonly #out = new Float64Array(1);

  /** X (samples, features), Y (samples, targets); none of the arrays may change while this is used. */
  constructor({ network, cost, penalty }: CostPlan, X: Matrix, Y: Matrix, parameters: Parameters) {
    const samples = X.rows;
    this.samples = samples;
    this.#X = X.values;
    this.#Y = Y.values;
    this.#parameters = parameters;
    this.#penalty = penalty ?? { l1: 0, l2: 0 };
    this.#cost = costOf(cost, network.layers[network.layers.length - 1].activation);
    let inputs = X.columns;
    this.#rooms = network.layers.map((layer) => {
      const { units } = layer;
      const room = (): Float64Array => new Float64Array(samples * units);
      const made = { inputs, units, activation: activationOf(layer.activation) };
      inputs = units;
      return { ...made, Z0: room(), H0: room(), Z: room(), H: room(), M: room() };
    });
    this.#error = new Float64Array(samples * inputs);
    this.#column = new Float64Array(samples);
    this.#shiftedColumn = new Float64Array(samples);
    this.crossings = new Int32Array(samples).fill(NO_CROSSING);
  }

  /** Makes the cost without a shift known, some samples at a time: to be run to its end before anything else. */
  *prepare(): Generator<undefined, undefined> {
    const { samples } = this;
    const most = this.#rooms.reduce((sum, { inputs, units }) => sum + inputs * units, 0);
    const rows = Math.max(1, Math.floor(SLICE_WORK / most));
    for (let start = 0; start < samples; start += rows) {
      this.#fillForward(start, Math.min(samples, start + rows));
      this.#fillMagnitudes(start, Math.min(samples, start + rows));
      yield;
    }
    this.unshifted = this.#total(0, samples);
  }

  /** Z0 and H0, and the output's error, of the samples from `start` to before `end`. */
  #fillForward(start: number, end: number): void {
    const rows = end - start;
    let from = this.#X;
    this.#rooms.forEach(({ inputs, units, activation, Z0, H0, Z, H }, l) => {
      const z = Z0.subarray(start * units, end * units);
      const h = H0.subarray(start * units, end * units);
      const input = from.subarray(start * inputs, end * inputs);
      plainKernels.multiplyInto(z, input, this.#parameters.W[l], rows, inputs, units);
      const b = this.#parameters.b[l];
      if (b !== null) addRowInPlace(z, b, rows);
      activation.applyInto(h, z, rows, units);
      Z.set(z, start * units);
      H.set(h, start * units);
      from = H0;
    });
    const { units } = this.#rooms[this.#rooms.length - 1];
    for (let i = start * units; i < end * units; i++) this.#error[i] = this.#Y[i] - from[i];
  }

  /** M of these samples: |Y| + |Ŷ| at the output, then M · |W|ᵀ times |f′| + 1 from layer to layer. */
  #fillMagnitudes(start: number, end: number): void {
    const last = this.#rooms.length - 1;
    const { units, H0, M } = this.#rooms[last];
    const weight = 2 / (this.#cost.reduction === "sum" ? 1 : this.samples);
    for (let i = start * units; i < end * units; i++) {
      M[i] = weight * (Math.abs(this.#Y[i]) + Math.abs(H0[i])) * this.#steepness(last, i);
    }
    for (let l = last; l > 0; l--) {
      const { inputs, units } = this.#rooms[l];
      const before = this.#rooms[l - 1].M;
      const m = this.#rooms[l].M.subarray(start * units, end * units);
      const W = this.#parameters.W[l].map(Math.abs);
      const out = before.subarray(start * inputs, end * inputs);
      plainKernels.multiplyTransposedRightInto(out, m, W, end - start, units, inputs);
      for (let i = start * inputs; i < end * inputs; i++) before[i] *= this.#steepness(l - 1, i);
    }
  }

  #steepness(layer: number, position: number): number {
    const { activation, Z0 } = this.#rooms[layer];
    return activation.acts === "on rows" ? 1 : Math.abs(activation.derivative(Z0[position])) + 1;
  }

  /**
   * How far off rounding alone can make the backward pass's ∂cost/∂parameter, roughly: 2⁻⁵⁰ Σ |input| · M over
   * the samples. Where slopes cancel, or activations are saturated, that is all there is in it.
   */
  roundingOfGradient({ layer, input, unit }: Place): number {
    const { inputs, units, M } = this.#rooms[layer];
    const from = this.#inputOf(layer);
    let sum = 0;
    for (let s = 0; s < this.samples; s++) {
      sum += Math.abs(input === null ? 1 : from[s * inputs + input]) * M[s * units + unit];
    }
    return 2 ** -50 * sum;
  }

  /** The largest |Z| of the place's unit. */
  sizeOfZ({ layer, unit }: Place): number {
    const { units, Z0 } = this.#rooms[layer];
    let largest = 0;
    for (let i = unit; i < Z0.length; i += units) largest = Math.max(largest, Math.abs(Z0[i]));
    return largest;
  }

  /** The largest magnitude that the parameter is multiplied by in any sample; 1 for a bias. */
  #factorOf({ layer, input }: Place): number {
    if (input === null) return 1;
    const { inputs } = this.#rooms[layer];
    const from = this.#inputOf(layer);
    let largest = 0;
    for (let i = input; i < from.length; i += inputs) largest = Math.max(largest, Math.abs(from[i]));
    return largest;
  }

  /**
   * The longest step for differences: it moves no Z by more than `reach`, and a weight that is penalised by no
   * more than that beside its own size or 1. A power of 2, so that w ± step is mostly exact.
   */
  longestStep(place: Place, reach: number): number {
    const factor = this.#factorOf(place);
    const step = factor === 0 ? reach : reach / factor;
    const { l1, l2 } = this.#penalty;
    if (place.input === null || (l1 === 0 && l2 === 0)) return powerOfTwoBelow(step);
    return powerOfTwoBelow(Math.min(step, reach * Math.max(1, Math.abs(this.#weight(place)))));
  }

  /** How many multiplications, at most and roughly, one shifted cost of a layer's parameters takes. */
  work(layer: number): number {
    return workOfShift(this.#rooms, this.samples, layer);
  }

  /** The cost with the parameter shifted; NaN, with `crossed` set, if any unit or |W| meets a kink. */
  at(place: Place, shift: number): number {
    this.crossed = this.#penaltyCrosses(place, shift) || !this.#shift(place, shift, true);
    if (this.crossed) return NaN;
    return this.#total(0, this.samples) + this.penaltyChange(place, shift);
  }

  /** Each sample's part of the cost with the parameter shifted, through kinks, which `crossings` gathers. */
  samplesAt(place: Place, shift: number): Float64Array {
    this.#shift(place, shift, false);
    return Float64Array.from({ length: this.samples }, (_, s) => this.#total(s, s + 1));
  }

  /** No sample has crossed a kink. */
  forgetCrossings(): void {
    this.crossings.fill(NO_CROSSING);
  }

  /** What the shift adds to the penalty. */
  penaltyChange(place: Place, shift: number): number {
    const { l1, l2 } = this.#penalty;
    if (place.input === null || (l1 === 0 && l2 === 0)) return 0;
    const w = this.#weight(place);
    return l1 * (Math.abs(w + shift) - Math.abs(w)) + l2 * shift * (2 * w + shift);
  }

  #penaltyCrosses(place: Place, shift: number): boolean {
    if (place.input === null || this.#penalty.l1 === 0) return false;
    const w = this.#weight(place);
    return Math.sign(w) !== Math.sign(w + shift);
  }

  #weight({ layer, input, unit }: Place): number {
    return this.#parameters.W[layer][(input ?? 0) * this.#rooms[layer].units + unit];
  }

  /** Fills Z and H from the shifted layer on; false if it stopped at a kink. */
  #shift({ layer, input, unit }: Place, shift: number, stop: boolean): boolean {
    const { inputs, units, activation, Z0, H0, Z } = this.#rooms[layer];
    const from = this.#inputOf(layer);
    const column = this.#column;
    for (let s = 0; s < this.samples; s++) {
      column[s] = Z0[s * units + unit] + shift * (input === null ? 1 : from[s * inputs + input]);
      if (this.#crosses(layer, s, unit, column[s]) && stop) return false;
    }
    if (layer === this.#rooms.length - 1 || activation.acts === "on rows") {
      Z.set(Z0);
      for (let s = 0; s < this.samples; s++) Z[s * units + unit] = column[s];
      return this.#goOn(layer, stop);
    }
    const shifted = this.#shiftedColumn;
    activation.applyInto(shifted, column, this.samples, 1);
    const next = this.#rooms[layer + 1];
    const W = this.#parameters.W[layer + 1];
    const kinks = next.activation.kinks.length > 0;
    for (let s = 0, position = 0; s < this.samples; s++) {
      const change = shifted[s] - H0[s * units + unit];
      for (let j = 0; j < next.units; j++, position++) {
        const z = next.Z0[position] + change * W[unit * next.units + j];
        next.Z[position] = z;
        if (kinks && this.#crosses(layer + 1, s, j, z) && stop) return false;
      }
    }
    return this.#goOn(layer + 1, stop);
  }

  /** From the Z of a layer, whose kinks have been looked at, to the output; false if it stopped at a kink. */
  #goOn(first: number, stop: boolean): boolean {
    for (let l = first; l < this.#rooms.length; l++) {
      const { units, activation, Z, H } = this.#rooms[l];
      if (l > first && activation.kinks.length > 0) {
        for (let s = 0, position = 0; s < this.samples; s++) {
          for (let j = 0; j < units; j++, position++) {
            if (this.#crosses(l, s, j, Z[position]) && stop) return false;
          }
        }
      }
      activation.applyInto(H, Z, this.samples, units);
      if (l + 1 < this.#rooms.length) this.#multiply(l + 1);
    }
    const { H } = this.#rooms[this.#rooms.length - 1];
    const error = this.#error;
    for (let i = 0; i < error.length; i++) error[i] = this.#Y[i] - H[i];
    return true;
  }

  /** Z = H · W + b of one layer, from the shifted H before it. */
  #multiply(layer: number): void {
    const { inputs, units, Z } = this.#rooms[layer];
    const from = layer === 0 ? this.#X : this.#rooms[layer - 1].H;
    plainKernels.multiplyInto(Z, from, this.#parameters.W[layer], this.samples, inputs, units);
    const b = this.#parameters.b[layer];
    if (b !== null) addRowInPlace(Z, b, this.samples);
  }

  /** Whether z lies on another side of a kink than without the shift; if so, that is noted. */
  #crosses(layer: number, sample: number, unit: number, z: number): boolean {
    const { units, activation, Z0 } = this.#rooms[layer];
    const { kinks } = activation;
    const before = Z0[sample * units + unit];
    for (let k = 0; k < kinks.length; k++) {
      if (Math.sign(before - kinks[k]) === Math.sign(z - kinks[k])) continue;
      const name = layer * LAYER_STRIDE + unit;
      const known = this.crossings[sample];
      this.crossings[sample] = known === NO_CROSSING || known === name ? name : SEVERAL_CROSSINGS;
      return true;
    }
    return false;
  }

  #inputOf(layer: number): Float64Array {
    return layer === 0 ? this.#X : this.#rooms[layer - 1].H0;
  }

  /** The part of the cost that the samples from `start` to before `end` make. */
  #total(start: number, end: number): number {
    const { units, Z, H } = this.#rooms[this.#rooms.length - 1];
    const part = (values: Float64Array): Float64Array =>
      end - start === this.samples ? values : values.subarray(start * units, end * units);
    const error = part(this.#error);
    const rows = end - start;
    this.#cost.valueInto(this.#out, part(this.#Y), part(Z), part(H), error, rows, units);
    return this.#cost.reduction === "sum" ? this.#out[0] : this.#out[0] * (rows / this.samples);
  }
}

/** How many multiplications, at most and roughly, the cost takes with a parameter of one layer shifted. */
export function workOfShift(sizes: readonly LayerSizes[], samples: number, layer: number): number {
  const after = sizes.slice(layer + 1);
  const products = after.slice(1).reduce((sum, { inputs, units }) => sum + inputs * units, 0);
  return samples * (8 + products + 8 * after.reduce((sum, { units }) => sum + units, 0));
}

/** The largest power of 2 that is not above x > 0, from 2⁻⁹⁹⁹ to 2⁹⁹⁹. */
function powerOfTwoBelow(x: number): number {
  let power = 1;
  for (let k = 0; k < 999 && power > x; k++) power /= 2;
  for (let k = 0; k < 999 && power * 2 <= x; k++) power *= 2;
  return power;
}
