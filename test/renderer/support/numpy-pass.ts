import { optimizers } from "../../../core/optimizer/optimizers.ts";
import type { ActivationName, CostName, NetworkPlan } from "../../../core/network/plan.ts";
import {
  layoutFrame,
  readFrame,
  type Frame,
  type FrameMessage,
  type HistoryPoints,
} from "../../../core/training/frame.ts";
import type { Loaded } from "../../../core/training/protocol.ts";
import type { Stage } from "../../../renderer/state/stage.ts";
import networks from "../../fixtures/networks.json" with { type: "json" };

type Rows = readonly (readonly number[])[];

/** One forward and one backward pass as NumPy ran it, from test/fixtures/networks.json. */
export interface NumpyPass {
  readonly name: string;
  readonly activations: readonly ActivationName[];
  readonly bias: boolean;
  readonly cost: "sse" | "mse" | "bce" | "ce";
  readonly X: Rows;
  readonly Y: Rows;
  readonly W: readonly Rows[];
  readonly b: readonly (readonly number[] | null)[];
  readonly "Z (before activation)": readonly Rows[];
  readonly "H (after activation)": readonly Rows[];
  readonly costValue: number;
  readonly "dCost/dW": readonly Rows[];
  readonly "dCost/db": readonly (readonly number[] | null)[];
}

/** The pass of this name: `article network`, `no activation` or `tanh, bias, mse`. */
export function numpyPass(name: string): NumpyPass {
  const found = (networks as unknown as NumpyPass[]).find((one) => one.name === name);
  if (found === undefined) throw new Error(`networks.json has no "${name}"`);
  return found;
}

/** The network that made a pass. */
export function networkOf({ W, activations, bias }: NumpyPass): NetworkPlan {
  return {
    bias,
    layers: W.map((weights, layer) => ({ units: weights[0].length, activation: activations[layer] })),
  };
}

/** The cost of a pass. */
export function costOf({ cost }: NumpyPass): CostName {
  return cost === "ce" ? "cross-entropy" : cost;
}

/** Ỹ = Y − Ŷ of a pass. */
export function errorOf(pass: NumpyPass): number[][] {
  const outputs = pass["H (after activation)"].at(-1)!;
  return pass.Y.map((row, i) => row.map((target, j) => target - outputs[i][j]));
}

/** NumPy's pass as the engine sends it: per layer W, b, Z, H, dW, db; then the error. */
export function messageOf(pass: NumpyPass, facts: Partial<FrameMessage> = {}): FrameMessage {
  const packed: (readonly number[])[] = [];
  pass.W.forEach((W, layer) => {
    packed.push(...W, pass.b[layer] ?? [], ...pass["Z (before activation)"][layer]);
    if (pass.activations[layer] !== "linear") packed.push(...pass["H (after activation)"][layer]);
    packed.push(...pass["dCost/dW"][layer], pass["dCost/db"][layer] ?? []);
  });
  packed.push(...errorOf(pass));
  return {
    generation: 1,
    step: 0,
    epoch: 0,
    status: "paused",
    cost: pass.costValue,
    costStep: 0,
    correct: null,
    stepsPerSecond: 0,
    values: Float64Array.from(packed.flat()),
    history: null,
    ghost: null,
    breakdown: null,
    stopReason: null,
    latest: 0,
    forks: false,
    testCost: null,
    penalty: 0,
    learningRate: 0.1,
    metrics: { train: { accuracy: null, r2: null }, test: null },
    rows: pass.X.length,
    gradientOf: "all",
    ...facts,
  };
}

/** What the engine says of a pass before its first frame. */
export function loadedOf({ X, Y }: NumpyPass, generation = 1): Loaded {
  return {
    generation,
    samples: X.length,
    features: X[0].length,
    targets: Y[0].length,
    X: Float64Array.from(X.flat()),
    Y: Float64Array.from(Y.flat()),
    raw: null,
    scaling: null,
    featureNames: X[0].map((_, index) => `x${index + 1}`),
    targetNames: Y[0].map((_, index) => `y${index + 1}`),
    stepsPerEpoch: 1,
    shown: X.length,
  };
}

/** Stage and frame of a pass, as the page holds them. */
export function showPass(pass: NumpyPass): { stage: Stage; frame: Frame } {
  const network = networkOf(pass);
  const loaded = loadedOf(pass);
  const layout = layoutFrame({ ...loaded, network });
  return {
    stage: {
      network,
      cost: costOf(pass),
      penalty: undefined,
      scaling: "none",
      training: { optimizer: optimizers.sgd.defaults, batch: "full", stop: null },
      loaded,
      layout,
    },
    frame: readFrame(messageOf(pass), layout, loaded),
  };
}

/** A history of these [step, cost] pairs, unthinned. */
export function historyOf(...pairs: readonly (readonly [number, number])[]): HistoryPoints {
  return { even: Float64Array.from(pairs.flat()), octaves: Float64Array.from(pairs.flat()), test: null };
}
