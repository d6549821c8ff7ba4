/* The networks that are raced, and where every contestant starts from. */
import { Matrix } from "../../core/matrix/matrix.ts";
import type { LayerParameters } from "../../core/network/forward-output.ts";
import type { ActivationName, CostName } from "../../core/network/plan.ts";
import { RandomState } from "../../core/random/random-state.ts";

/** One network, its cost and its batches: what all contestants of a race train. */
export interface Workload {
  readonly id: WorkloadName;
  readonly title: string;
  readonly samples: number;
  readonly features: number;
  readonly layers: readonly { readonly units: number; readonly activation: ActivationName }[];
  readonly bias: boolean;
  readonly cost: CostName;
  readonly batch: "full" | number;
  readonly learningRate: number;
}

export type WorkloadName = "W1" | "W2" | "W3" | "W4";

export const workloads: Readonly<Record<WorkloadName, Workload>> = {
  W1: {
    id: "W1",
    title: "the article's net: X (10,3), 3-4-1, x², x³, sse, full batch",
    samples: 10,
    features: 3,
    layers: [
      { units: 4, activation: "square" },
      { units: 1, activation: "cube" },
    ],
    bias: false,
    cost: "sse",
    batch: "full",
    learningRate: 1e-4,
  },
  W2: {
    id: "W2",
    title: "Playground's net: 2-4-2-1 tanh, bias, mse, batch 10 of 500",
    samples: 500,
    features: 2,
    layers: [
      { units: 4, activation: "tanh" },
      { units: 2, activation: "tanh" },
      { units: 1, activation: "tanh" },
    ],
    bias: true,
    cost: "mse",
    batch: 10,
    learningRate: 0.03,
  },
  W3: {
    id: "W3",
    title: "digits: 784-128-10, relu, softmax + cross-entropy, bias, batch 64 of 640",
    samples: 640,
    features: 784,
    layers: [
      { units: 128, activation: "relu" },
      { units: 10, activation: "softmax" },
    ],
    bias: true,
    cost: "cross-entropy",
    batch: 64,
    learningRate: 0.01,
  },
  W4: {
    id: "W4",
    title: "wide: 256-512-512-10, relu, softmax + cross-entropy, bias, batch 128 of 640",
    samples: 640,
    features: 256,
    layers: [
      { units: 512, activation: "relu" },
      { units: 512, activation: "relu" },
      { units: 10, activation: "softmax" },
    ],
    bias: true,
    cost: "cross-entropy",
    batch: 128,
    learningRate: 0.01,
  },
};

/** Where a race starts: the samples, the weights and the first epoch's order, the same for everybody. */
export interface Problem {
  readonly workload: Workload;
  /** Row-major (samples, features). */
  readonly X: readonly number[];
  /** Row-major (samples, targets). */
  readonly Y: readonly number[];
  /** Per layer W, row-major (inputs, units), and b (units) or null. */
  readonly parameters: readonly { readonly W: readonly number[]; readonly b: readonly number[] | null }[];
  /** The samples in the order of the first epoch's batches; peers run on it in every epoch. */
  readonly order: readonly number[];
}

/** The seed of the batches' generator: ours goes on with it where peers repeat the first order. */
export const BATCH_SEED = 7;

/** Draws a workload's samples and weights out of one generator, and the first epoch's order out of another. */
export function drawProblem(id: WorkloadName): Problem {
  const workload = workloads[id];
  const random = new RandomState(1);
  const { samples, features, layers, bias } = workload;
  const X = id === "W2" ? random.uniform(-1, 1, samples, features) : random.rand(samples, features);
  const targets = layers[layers.length - 1].units;
  const Y = drawTargets(workload, X, targets, random);
  const parameters = layers.map(({ units }, layer): LayerParameters => {
    const inputs = layer === 0 ? features : layers[layer - 1].units;
    const W =
      id === "W1"
        ? random.uniform(-1, 1, inputs, units)
        : random.normal(0, Math.sqrt((id === "W2" ? 1 : 2) / inputs), inputs, units);
    return { W, b: bias ? random.normal(0, 0.1, 1, units).values : null };
  });
  const order =
    workload.batch === "full"
      ? Array.from({ length: samples }, (_, sample) => sample)
      : Array.from(new RandomState(BATCH_SEED).permutation(samples));
  return {
    workload,
    X: Array.from(X.values),
    Y: Array.from(Y.values),
    parameters: parameters.map(({ W, b }) => ({ W: Array.from(W.values), b: b && Array.from(b) })),
    order,
  };
}

function drawTargets({ id, samples }: Workload, X: Matrix, targets: number, random: RandomState): Matrix {
  const Y = Matrix.zeros(samples, targets);
  const drawn = random.rand(samples, 1).values;
  for (let i = 0; i < samples; i++) {
    if (id === "W1") Y.values[i] = drawn[i];
    else if (id === "W2") Y.values[i] = X.values[2 * i] * X.values[2 * i + 1] >= 0 ? 1 : -1;
    else Y.values[i * targets + Math.floor(targets * drawn[i])] = 1;
  }
  return Y;
}
