import { activationOf, type Activation } from "../network/activations.ts";
import { gradientCode } from "../naming.ts";
import { nameMatrices, type MatrixName } from "../network/names.ts";
import type { NetworkPlan } from "../network/plan.ts";

/** One layer with the lab's names of all that belongs to it. */
export interface NamedLayer {
  /** Counted from 1. */
  readonly number: number;
  readonly inputs: number;
  readonly units: number;
  readonly activation: Activation;
  /** The matrix it takes: X, or what the layer before gives. */
  readonly input: MatrixName;
  readonly W: MatrixName;
  readonly b: MatrixName | null;
  /** Before the activation. */
  readonly Z: MatrixName;
  /** After it; the same name where there is no activation. */
  readonly H: MatrixName;
}

/** A weight matrix or a bias of the network. */
export interface NamedParameter {
  readonly name: string;
  readonly gradient: string;
  readonly isBias: boolean;
}

/** The layers of a network that takes `features` columns. */
export function nameLayers(network: NetworkPlan, features: number): NamedLayer[] {
  // The names that suit the network, whatever a page shows: an experiment's export is the same from whoever makes it.
  const nameOf = nameMatrices(network.layers);
  return network.layers.map(({ units, activation }, layer) => ({
    number: layer + 1,
    inputs: layer === 0 ? features : network.layers[layer - 1].units,
    units,
    activation: activationOf(activation),
    input: layer === 0 ? nameOf({ kind: "X", layer }) : nameOf({ kind: "H", layer: layer - 1 }),
    W: nameOf({ kind: "W", layer }),
    b: network.bias ? nameOf({ kind: "b", layer }) : null,
    Z: nameOf({ kind: "Z", layer }),
    H: nameOf({ kind: "H", layer }),
  }));
}

/** W1, b1, W2, b2, … */
export function listParameters(layers: readonly NamedLayer[]): NamedParameter[] {
  return layers.flatMap(({ W, b }) => [
    { name: W.code, gradient: gradientCode(W.code), isBias: false },
    ...(b === null ? [] : [{ name: b.code, gradient: gradientCode(b.code), isBias: true }]),
  ]);
}

/** The names of all matrices of a forward pass but X, in order, each once. */
export function listOutputs(layers: readonly NamedLayer[]): string[] {
  return [...new Set(layers.flatMap(({ Z, H }) => [Z.code, H.code]))];
}
