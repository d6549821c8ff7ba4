import type { Kernels } from "../matrix/kernels/kernels.ts";
import { plainKernels } from "../matrix/kernels/plain-kernels.ts";
import { allFinite } from "../matrix/finite.ts";
import { sumValues } from "../matrix/reductions.ts";
import { activationOf, type Activation } from "./activations.ts";
import { costOf, type Cost } from "./costs.ts";
import { addRowInPlace } from "./forward-output.ts";
import type { LayerVectors } from "./layer-vectors.ts";
import { Parameters } from "./parameters.ts";
import { addPenaltyGradient, penaltyInto, type Penalty } from "./penalty.ts";
import type { CostName, NetworkPlan } from "./plan.ts";

/** The samples that a pass runs on: X (rows, features) and Y (rows, targets), row-major. */
export interface PassSamples {
  readonly X: Float64Array;
  readonly Y: Float64Array;
  readonly features: number;
  /** The most samples that a pass takes. */
  readonly rows: number;
}

/** How a pass computes; nothing of it changes a bit of the numbers. */
export interface PassOptions {
  /** Where its matrices lie, and who multiplies them. */
  readonly kernels?: Kernels;
  /** So many samples are taken through all layers at a time; all of them where it is left out. */
  readonly chunk?: number;
  /** False to go forward only: no room is made for gradients. */
  readonly backward?: boolean;
  /** What large weights add to the cost and to its gradient. */
  readonly penalty?: Penalty | undefined;
  /** For each layer what does its elements' part faster, in the kernels' memory; null where nothing does. */
  readonly vectors?: readonly (LayerVectors | null)[] | null;
}

/** One layer's room: what is known before the pass, and the matrices it fills. */
interface LayerRoom {
  readonly inputs: number;
  readonly units: number;
  readonly activation: Activation;
  /** Before the activation (rows, units). */
  readonly Z: Float64Array;
  /** After it (rows, units); the very array of Z where the layer is linear. */
  readonly H: Float64Array;
  /** ∂cost/∂Z (rows, units). */
  readonly G: Float64Array;
}

/** Some samples' part of every matrix: views that begin with the chunk's first row. */
interface Chunk {
  readonly from: number;
  readonly X: Float64Array;
  readonly Y: Float64Array;
  readonly error: Float64Array;
  readonly layers: readonly Pick<LayerRoom, "Z" | "H" | "G">[];
}

/**
 * Room for one forward and one backward pass on samples; every matrix of the pass stays to be looked at
 * until the next one. Passes allocate nothing. Arrays are row-major, of as many rows as there are samples,
 * of which a pass of fewer samples fills the first.
 *
 * A pass of many samples may be made chunk by chunk, so that something else gets its turn in between. Sums
 * over samples are continued from chunk to chunk, so that the numbers are the same.
 *
 * The order of operations is NumPy's: `Z = H @ W + b`, `H = f(Z)`; backward, with G = ∂cost/∂Z,
 * `G = ∂cost/∂Ŷ * f′(Z)` (or at once, where the cost is one with the activation), `dW = H.T @ G`, `db = np.sum(G, axis=0)`, `G = (G @ W.T) * f′(Z)`.
 */
export class Pass {
  readonly layers: readonly LayerRoom[];
  /** The error Ỹ = Y − Ŷ (rows, targets). */
  readonly error: Float64Array;
  /** dW = ∂cost/∂W and db = ∂cost/∂b of each layer, of the last backward pass that was finished. */
  readonly gradient: Parameters;
  /** The cost, in an array of one: at every step, the engine would make an object of a number handed around. */
  readonly costs = Float64Array.of(NaN);
  readonly #penalty: Penalty | null;
  readonly #penaltyTerm = new Float64Array(1);
  readonly #samples: PassSamples;
  readonly #kernels: Kernels;
  readonly #vectors: readonly (LayerVectors | null)[];
  readonly #chunk: number;
  readonly #chunks: readonly Chunk[];
  /** The gradient of the chunks so far; the gradient itself where there is only one chunk. */
  readonly #growing: Parameters;
  readonly #costFunction: Cost;
  /** Whether the cost hands over ∂cost/∂Z of the last layer, not ∂cost/∂Ŷ. */
  readonly #fused: boolean;
  #whole = true;

  /** @throws RangeError if the network has no layers. */
  constructor(network: NetworkPlan, cost: CostName, samples: PassSamples, options: PassOptions = {}) {
    if (network.layers.length === 0) throw new RangeError("a network has at least one layer");
    const { kernels = plainKernels, backward = true } = options;
    const { rows, features } = samples;
    const allocate = (length: number): Float64Array => kernels.allocate(length);
    let inputs = features;
    this.#samples = samples;
    this.#kernels = kernels;
    this.#vectors = options.vectors ?? network.layers.map(() => null);
    this.layers = network.layers.map((layer) => {
      const { units } = layer;
      const Z = allocate(rows * units);
      const H = layer.activation === "linear" ? Z : allocate(rows * units);
      const G = allocate(backward ? rows * units : 0);
      const room = { inputs, units, activation: activationOf(layer.activation), Z, H, G };
      inputs = units;
      return room;
    });
    this.error = allocate(rows * inputs);
    this.#chunk = Math.max(1, Math.min(options.chunk ?? rows, rows));
    this.#chunks = this.#cut();
    const gradients = (): Parameters => new Parameters(network, features, backward ? allocate : undefined);
    this.gradient = gradients();
    this.#growing = this.#chunks.length > 1 && backward ? gradients() : this.gradient;
    const { penalty } = options;
    this.#penalty = penalty === undefined || (penalty.l1 === 0 && penalty.l2 === 0) ? null : penalty;
    this.#costFunction = costOf(cost, network.layers[network.layers.length - 1].activation);
    this.#fused = this.#costFunction.fusedWith !== null;
  }

  /** The cost of the last forward pass that was finished, the penalty included; NaN before the first. */
  get cost(): number {
    return this.costs[0];
  }

  /** The penalty's part of it. */
  get penalty(): number {
    return this.#penaltyTerm[0];
  }

  /** Whether every number of the last forward pass is finite, those that the cost does not show included. */
  get finite(): boolean {
    const cost = this.costs[0];
    return cost - cost === 0 && this.#whole;
  }

  /** How many chunks a pass of the first `rows` samples takes; at least 1. */
  chunksOf(rows: number): number {
    // Only where it is needed: a quotient is made as an object, and this is asked at every step.
    return rows <= this.#chunk ? 1 : Math.ceil(rows / this.#chunk);
  }

  /** Forward: fills every Z, H, the error and the cost of the first `rows` samples. */
  forward(parameters: Parameters, rows: number): void {
    const chunks = this.chunksOf(rows);
    for (let chunk = 0; chunk < chunks; chunk++) this.forwardChunk(chunk, parameters, rows);
  }

  /** Backward, after `forward` with the same arguments: fills the gradient. */
  backward(parameters: Parameters, rows: number): void {
    const chunks = this.chunksOf(rows);
    for (let chunk = 0; chunk < chunks; chunk++) this.backwardChunk(chunk, parameters, rows);
  }

  /** One chunk of a forward pass of the first `rows` samples; chunks ascend, the last one finishes the pass. */
  forwardChunk(index: number, parameters: Parameters, rows: number): void {
    if (index === 0) this.#whole = true;
    const chunk = this.#chunks[index];
    this.#run(chunk, parameters, this.#rowsFrom(chunk.from, rows));
    if (index === this.chunksOf(rows) - 1) this.#finish(parameters, rows);
  }

  /** Forward for the first few samples alone, at most a chunk; the cost stays what it was. */
  glance(parameters: Parameters, rows: number): void {
    const whole = this.#whole;
    this.#run(this.#chunks[0], parameters, this.#rowsFrom(0, rows));
    this.#whole = whole;
  }

  /** One chunk of a backward pass, after the whole forward pass; chunks ascend, the last one finishes it. */
  backwardChunk(index: number, parameters: Parameters, rows: number): void {
    const chunk = this.#chunks[index];
    const { layers } = this;
    const gradient = this.#growing;
    const count = this.#rowsFrom(chunk.from, rows);
    const last = layers.length - 1;
    const end = chunk.layers[last];
    const { units } = layers[last];
    this.#costFunction.gradientInto(end.G, chunk.Y, end.Z, end.H, chunk.error, count, units, rows);
    for (let l = last; l >= 0; l--) {
      const { inputs, units, activation } = layers[l];
      const { Z, H, G } = chunk.layers[l];
      if (H !== Z && !(this.#fused && l === last)) {
        const vectors = this.#vectors[l];
        if (vectors === null) activation.multiplyByDerivativeInto(G, Z, H, count, units);
        else vectors.multiplyByDerivative(G, Z, H, count);
      }
      const input = l === 0 ? chunk.X : chunk.layers[l - 1].H;
      this.#kernels.multiplyTransposedLeftInto(gradient.W[l], input, G, count, inputs, units, index > 0);
      if (l > 0) {
        this.#kernels.multiplyTransposedRightInto(
          chunk.layers[l - 1].G,
          G,
          parameters.W[l],
          count,
          units,
          inputs,
        );
      }
    }
    if (index < this.chunksOf(rows) - 1) return;
    for (let l = 0; l <= last; l++) {
      const db = gradient.b[l];
      if (db === null) continue;
      const vectors = this.#vectors[l];
      const { G, units } = layers[l];
      if (vectors === null || units === 1) sumColumnsInto(db, G, rows);
      else vectors.sumColumns(db, G, rows);
    }
    if (this.#penalty !== null) addPenaltyGradient(gradient, this.#penalty, parameters);
    if (gradient !== this.gradient) this.gradient.values.set(gradient.values);
  }

  /** How many rows the chunk has that begins at this one. */
  #rowsFrom(from: number, rows: number): number {
    return rows - from < this.#chunk ? rows - from : this.#chunk;
  }

  #run(chunk: Chunk, parameters: Parameters, rows: number): void {
    const { layers } = this;
    let input = chunk.X;
    for (let l = 0; l < layers.length; l++) {
      const { inputs, units, activation } = layers[l];
      const { Z, H } = chunk.layers[l];
      this.#kernels.multiplyInto(Z, input, parameters.W[l], rows, inputs, units);
      const b = parameters.b[l];
      const vectors = this.#vectors[l];
      // Weights may come from elsewhere.
      if (vectors !== null && (b === null || b.buffer === Z.buffer)) {
        if (!vectors.finish(Z, H, b, rows)) this.#whole = false;
      } else {
        if (b !== null) addRowInPlace(Z, b, rows);
        if (H !== Z) activation.applyInto(H, Z, rows, units);
        if (activation.hidesInfinity && !allFinite(Z, rows * units)) this.#whole = false;
      }
      input = H;
    }
    const { error, Y } = chunk;
    const count = rows * layers[layers.length - 1].units;
    for (let i = 0; i < count; i++) error[i] = Y[i] - input[i];
  }

  /** The cost is summed when all chunks are there, in NumPy's order over all samples. */
  #finish(parameters: Parameters, rows: number): void {
    const { Z, H, units } = this.layers[this.layers.length - 1];
    this.#costFunction.valueInto(this.costs, this.#samples.Y, Z, H, this.error, rows, units);
    if (this.#penalty === null) return;
    penaltyInto(this.#penaltyTerm, this.#penalty, parameters);
    this.costs[0] += this.#penaltyTerm[0];
  }

  #cut(): Chunk[] {
    const { X, Y, features, rows } = this.#samples;
    const targets = this.layers[this.layers.length - 1].units;
    return Array.from({ length: this.chunksOf(rows) }, (_, index) => {
      const from = index * this.#chunk;
      // The very arrays where nothing is cut off: code that meets one kind of array only is faster.
      const view = (values: Float64Array, columns: number): Float64Array =>
        from === 0 ? values : values.subarray(from * columns);
      return {
        from,
        X: view(X, features),
        Y: view(Y, targets),
        error: view(this.error, targets),
        layers: this.layers.map(({ Z, H, G, units }) => {
          const start = view(Z, units);
          return { Z: start, H: H === Z ? start : view(H, units), G: G.length === 0 ? G : view(G, units) };
        }),
      };
    });
  }
}

/** sums (columns) = `np.sum(a, axis=0)` of the first `rows` rows: row by row, but one column in pairs. */
function sumColumnsInto(sums: Float64Array, a: Float64Array, rows: number): void {
  const columns = sums.length;
  if (columns === 1) {
    sums[0] = sumValues(rows === a.length ? a : a.subarray(0, rows));
    return;
  }
  sums.fill(0);
  for (let i = 0, position = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, position++) sums[j] += a[position];
  }
}
