import { descentOf, divisorOf, type Descent } from "../../core/network/descent.ts";
import type { MatrixKey } from "../../core/network/names.ts";
import { countParameters, type Parameters } from "../../core/network/parameters.ts";
import { Trace } from "../../core/network/trace.ts";
import type { Frame } from "../../core/training/frame.ts";
import type { Loaded } from "../../core/training/protocol.ts";
import type { GradientTerms } from "../chain/explain.ts";
import { readCell } from "../chain/picture.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { Stage } from "../state/stage.ts";
import { type DescentPlace, type Place } from "../chain/place.ts";
import { drawnKey, inputOf } from "../chain/relations.ts";

const MOST_PARAMETERS = 2 ** 16;

/** Weights and biases as a frame holds them. */
export function parametersOf(frame: Frame): Pick<Parameters, "W" | "b"> {
  const values = (key: MatrixKey): Float64Array => frame.matrix(key).values;
  return {
    W: frame.layout.layers.map((_, layer) => values({ kind: "W", layer })),
    b: frame.layout.layers.map(({ b }, layer) => (b === null ? null : values({ kind: "b", layer }))),
  };
}

/**
 * Every number of one step that a sum may be made of: those of the frame, and those that it does not hold,
 * D and the samples beyond the ones shown, which are found out by a pass of one sample.
 */
export class StepNumbers {
  readonly stage: Stage;
  readonly frame: Frame;
  #trace: Trace | null = null;
  #sample = -1;

  constructor(stage: Stage, frame: Frame) {
    this.stage = stage;
    this.frame = frame;
  }

  /** The numbers of one sample between X and the gradient; they hold until another sample is traced. */
  trace(sample: number): Trace {
    const { network, cost, loaded } = this.stage;
    this.#trace ??= new Trace(network, cost, loaded.features, parametersOf(this.frame), 1);
    if (this.#sample !== sample) this.#trace.run(loaded.X, loaded.Y, sample, 1);
    this.#sample = sample;
    return this.#trace;
  }

  /** The number at a place, with the sign that it is drawn with. */
  read(place: Place): number {
    const { key, row, column } = place;
    const { loaded } = this.stage;
    switch (key.kind) {
      case "X":
        return loaded.X[row * loaded.features + column];
      case "Y":
        return loaded.Y[row * loaded.targets + column];
      case "raw":
        return loaded.raw === null ? NaN : loaded.raw[row * loaded.features + column];
      case "Z":
      case "H":
        return row < this.frame.rows
          ? readCell(this.frame, place)
          : this.trace(row).layers[key.layer][key.kind][column];
      case "error": {
        if (row < this.frame.rows) return readCell(this.frame, place);
        const { layers } = this.trace(row);
        return loaded.Y[row * loaded.targets + column] - layers[layers.length - 1].H[column];
      }
      case "D":
        return this.trace(row).layers[key.layer].D[column];
      case "W":
      case "b":
      case "dW":
      case "db":
      case "cost":
        return readCell(this.frame, place);
    }
  }

  /**
   * What a number of δW or δb is summed from; undefined where the gradient is of a batch or has a penalty, and in
   * networks so large that a few samples' passes would be felt wherever the pointer goes.
   */
  termsOf({ key, row, column }: Cell): GradientTerms | undefined {
    const { network, cost, penalty, loaded } = this.stage;
    const penalised = key.kind === "dW" && penalty !== undefined && (penalty.l1 !== 0 || penalty.l2 !== 0);
    const large = countParameters(network, loaded.features) > MOST_PARAMETERS;
    if (this.frame.gradientOf === "batch" || penalised || large) return undefined;
    const { layer } = key;
    const inputs = drawnKey(inputOf(layer), network.layers);
    return {
      constant: spellConstant(descentOf(cost, network.layers[network.layers.length - 1].activation), loaded),
      samples: loaded.samples,
      term: (sample) => {
        const left = key.kind === "db" ? null : { key: inputs, row: sample, column: row };
        const right: DescentPlace = { key: { kind: "D", layer }, row: sample, column };
        return { left, right, leftValue: left === null ? 1 : this.read(left), rightValue: this.read(right) };
      },
    };
  }
}

/** The cost's constant as it is written: `2`, `2/40`. */
export function spellConstant(
  descent: Descent,
  { samples, targets }: Pick<Loaded, "samples" | "targets">,
): string {
  const divisor = divisorOf(descent, samples, targets);
  return divisor === 1 ? String(descent.numerator) : `${descent.numerator}/${divisor}`;
}
