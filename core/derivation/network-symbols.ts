import type { TensorSymbol } from "../calculus/symbol.ts";
import { latexName, speakName, writeName } from "../naming.ts";
import {
  nameDescent,
  nameMatrices,
  type MatrixKey,
  type MatrixName,
  type NameStyle,
} from "../network/names.ts";
import type { NetworkPlan } from "../network/plan.ts";

/** The sizes that the matrices of a network have. */
export interface NetworkSizes {
  readonly samples: number;
  readonly features: number;
}

/** Every matrix of a network as a symbol of formulas, under the lab's names. */
export class NetworkSymbols {
  readonly nameOf: (key: MatrixKey) => MatrixName;
  readonly #network: NetworkPlan;
  readonly #sizes: NetworkSizes;

  constructor(network: NetworkPlan, sizes: NetworkSizes, style: NameStyle) {
    this.#network = network;
    this.#sizes = sizes;
    this.nameOf = nameMatrices(network.layers, style);
  }

  /** Layers count from 0; X, Y, error and cost are of layer 0. */
  of(kind: MatrixKey["kind"], layer = 0): TensorSymbol {
    const name = this.nameOf({ kind, layer });
    const units = this.#network.layers[layer].units;
    const { samples, features } = this.#sizes;
    const inputs = layer === 0 ? features : this.#network.layers[layer - 1].units;
    const outputs = this.#network.layers[this.#network.layers.length - 1].units;
    switch (kind) {
      case "raw":
      case "X":
        return named(name, samples, features);
      case "W":
      case "dW":
        return named(name, inputs, units);
      case "b":
      case "db":
        return { ...named(name, 1, units), axes: "columns" };
      case "Z":
      case "H":
      case "D":
        return named(name, samples, units);
      case "Y":
      case "error":
        return named(name, samples, outputs);
      case "cost":
        return { ...named(name, 1, 1), axes: "none" };
    }
  }

  /** ∂Δ/∂Z or ∂Δ/∂H of a layer without its constant factor, as backpropagation shares it: D⁽ˡ⁾ and E⁽ˡ⁾. */
  shared(kind: "Z" | "H", layer: number): TensorSymbol {
    const number = layer + 1;
    return named(
      kind === "Z" ? nameDescent(layer) : { letter: "E", layer: number, code: `E${number}` },
      this.#sizes.samples,
      this.#network.layers[layer].units,
    );
  }
}

/** A symbol out of a matrix's name. */
export function named(name: MatrixName, rows: number, columns: number): TensorSymbol {
  return {
    code: name.code,
    text: writeName(name),
    latex: latexName(name),
    spoken: speakName(name),
    rows,
    columns,
    axes: "both",
  };
}

/** A named number of the formulas: the number of samples, a penalty's factor. */
export function numberSymbol(code: string, text: string, latex: string, spoken: string): TensorSymbol {
  return { code, text, latex, spoken, rows: 1, columns: 1, axes: "none" };
}
