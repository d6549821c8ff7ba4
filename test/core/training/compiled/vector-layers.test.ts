import fc from "fast-check";
import { expect, it } from "vitest";
import type { Kernels } from "../../../../core/matrix/kernels/kernels.ts";
import { plainKernels } from "../../../../core/matrix/kernels/plain-kernels.ts";
import { simdKernels } from "../../../../core/matrix/kernels/simd-kernels.ts";
import { Parameters } from "../../../../core/network/parameters.ts";
import { Pass } from "../../../../core/network/pass.ts";
import type { LayerPlan, NetworkPlan } from "../../../../core/network/plan.ts";
import { vectorLayers } from "../../../../core/training/compiled/vector-layers.ts";

const FEATURES = 3;

/** Numbers of all sizes; if `wild`, some that are not finite or nearly so. */
function* numbers(seed: number, wild: boolean): Generator<number> {
  const edges = wild ? [0, -0, 5e-324, 1e200, -1e200, Infinity, NaN] : [0, -0, 5e-324, -1e-310, 40, -800];
  let state = seed >>> 0;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const chance = state / 2 ** 32;
    yield chance < 0.08 ? edges[state % edges.length] : (chance - 0.5) * 10 ** ((state % 4) - 1);
  }
}

/** Bits, with every NaN alike. */
function bits(values: Float64Array): BigUint64Array {
  return new BigUint64Array(values.map((x) => (x !== x ? NaN : x)).buffer);
}

/** One pass forward and back, chunk by chunk: every matrix of it, and whether it was finite. */
function run(network: NetworkPlan, rows: number, seed: number, wild: boolean, kernels: Kernels): unknown {
  const source = numbers(seed, wild);
  const fill = (values: Float64Array): Float64Array => {
    for (let i = 0; i < values.length; i++) values[i] = source.next().value as number;
    return values;
  };
  const allocate = (length: number): Float64Array => kernels.allocate(length);
  const targets = network.layers[network.layers.length - 1].units;
  const parameters = new Parameters(network, FEATURES, allocate);
  fill(parameters.values);
  const samples = {
    X: fill(allocate(rows * FEATURES)),
    Y: fill(allocate(rows * targets)),
    features: FEATURES,
    rows,
  };
  const pass = new Pass(network, "sse", samples, {
    kernels,
    chunk: 5,
    vectors: vectorLayers(network, kernels),
  });
  pass.forward(parameters, rows);
  pass.backward(parameters, rows);
  return {
    cost: bits(pass.costs),
    finite: pass.finite,
    layers: pass.layers.map(({ Z, H, G }) => [bits(Z), bits(H), bits(G)]),
    gradient: bits(pass.gradient.values),
  };
}

const layer = fc.record({
  units: fc.integer({ min: 1, max: 9 }),
  activation: fc.constantFrom<LayerPlan["activation"][]>(
    ...(["linear", "square", "cube", "relu", "leaky-relu", "tanh", "sigmoid", "softplus"] as const),
  ),
});
const last = fc.record({
  units: fc.integer({ min: 1, max: 5 }),
  activation: fc.constantFrom<LayerPlan["activation"][]>("linear", "sigmoid", "softmax"),
});

it("layers in vectors have the bits of ordinary ones, whatever their sizes, activations and numbers", () => {
  fc.assert(
    fc.property(
      fc.record({ bias: fc.boolean(), layers: fc.tuple(layer, layer, last) }),
      fc.integer({ min: 1, max: 13 }),
      fc.nat(),
      fc.boolean(),
      (network, rows, seed, wild) => {
        const simd = simdKernels(5000);
        if (simd === null) throw new Error("this Node has no WebAssembly vectors");
        expect(run(network, rows, seed, wild, simd)).toEqual(run(network, rows, seed, wild, plainKernels));
      },
    ),
    { numRuns: 400 },
  );
});

it("kernels without a memory of their own have no layers in vectors", () => {
  const network: NetworkPlan = { bias: true, layers: [{ units: 4, activation: "relu" }] };
  expect(vectorLayers(network, plainKernels)).toBeNull();
});

it("a layer whose activation has no code stays an ordinary one", () => {
  const network: NetworkPlan = {
    bias: true,
    layers: [
      { units: 4, activation: "relu" },
      { units: 3, activation: "softmax" },
    ],
  };
  const vectors = vectorLayers(network, simdKernels(100) ?? plainKernels);
  expect(vectors?.map((layer) => layer !== null)).toEqual([true, false]);
});
