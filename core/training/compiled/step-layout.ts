import { countParameters } from "../../network/parameters.ts";
import type { NetworkPlan } from "../../network/plan.ts";
import type { Place } from "./rows.ts";

/** Steps that one run makes at most. */
export const MOST_STEPS = 1024;

/** One layer's places. */
export interface LayerPlaces {
  readonly inputs: number;
  readonly units: number;
  readonly W: Place;
  readonly b: Place | null;
  readonly dW: Place;
  readonly db: Place | null;
  /** The transposed weights (units, inputs), for the way back; W itself where that is the same. */
  readonly transposed: Place;
  readonly Z: Place;
  /** Z itself where the layer is linear. */
  readonly H: Place;
  readonly G: Place;
}

/** Where everything lies in a compiled step's memory. */
export interface StepLayout {
  readonly parameters: Place;
  readonly gradient: Place;
  readonly memory: Place;
  /** Parameters and memory before the last update. */
  readonly parametersBefore: Place;
  readonly memoryBefore: Place;
  readonly costs: Place;
  readonly rates: Place;
  /** All samples. */
  readonly X: Place;
  readonly Y: Place;
  /** The samples of a batch, gathered; all samples themselves with the full batch. */
  readonly batchX: Place;
  readonly batchY: Place;
  /** The epoch's order, whole numbers of 4 bytes; of no length with the full batch. */
  readonly order: Place;
  readonly error: Place;
  readonly layers: readonly LayerPlaces[];
  readonly bytes: number;
}

/** What the layout depends on. */
export interface StepSizes {
  readonly network: NetworkPlan;
  readonly features: number;
  readonly samples: number;
  /** Samples per step; null is all of them, in their order. */
  readonly batch: number | null;
  /** Numbers that the optimizer remembers. */
  readonly memory: number;
}

/** Lays out a compiled step's memory. */
export function layOutStep({ network, features, samples, batch, memory }: StepSizes): StepLayout {
  let free = 0;
  const place = (length: number): Place => {
    const address = free;
    free += 8 * (length + (length % 2));
    return { address, length };
  };
  const rows = batch ?? samples;
  const count = countParameters(network, features);
  const parameters = place(count);
  const gradient = place(count);
  let at = 0;
  let inputs = features;
  const layers = network.layers.map(({ units, activation }): LayerPlaces => {
    const part = (of: Place, from: number, length: number): Place => ({
      address: of.address + 8 * from,
      length,
    });
    const weights = inputs * units;
    const biases = network.bias ? units : 0;
    const W = part(parameters, at, weights);
    const Z = place(rows * units);
    const layer = {
      inputs,
      units,
      W,
      b: network.bias ? part(parameters, at + weights, biases) : null,
      dW: part(gradient, at, weights),
      db: network.bias ? part(gradient, at + weights, biases) : null,
      transposed: inputs === 1 || units === 1 ? W : place(weights),
      Z,
      H: activation === "linear" ? Z : place(rows * units),
      G: place(rows * units),
    };
    at += weights + biases;
    inputs = units;
    return layer;
  });
  const X = place(samples * features);
  const Y = place(samples * inputs);
  return {
    parameters,
    gradient,
    memory: place(memory),
    parametersBefore: place(count),
    memoryBefore: place(memory),
    costs: place(MOST_STEPS),
    rates: place(MOST_STEPS),
    X,
    Y,
    batchX: batch === null ? X : place(batch * features),
    batchY: batch === null ? Y : place(batch * inputs),
    order: place(batch === null ? 0 : Math.ceil(samples / 2)),
    error: place(rows * inputs),
    layers,
    bytes: free,
  };
}
