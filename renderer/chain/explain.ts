import type { MatrixKey } from "../../core/network/names.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { DescentPlace } from "./place.ts";
import { drawnKey, inputOf } from "./relations.ts";

/** Reads one number of the step on the screen. */
export type ReadCell = (cell: Cell) => number;

/** One factor pair of a sum: left·right, with the cells they stand in. */
export interface Term {
  readonly left: Cell;
  readonly right: Cell;
  readonly leftValue: number;
  readonly rightValue: number;
  readonly product: number;
  /** The sum of this term and all before it, in the order in which the core adds. */
  readonly runningSum: number;
}

/** How a number comes about, from numbers that are on the screen. */
export type Explanation =
  | {
      readonly kind: "product";
      readonly terms: readonly Term[];
      readonly bias: { readonly cell: Cell; readonly value: number } | null;
      readonly value: number;
    }
  | {
      readonly kind: "activation";
      readonly layer: number;
      readonly input: Cell;
      readonly inputValue: number;
      readonly value: number;
    }
  | {
      readonly kind: "difference";
      readonly left: Cell;
      readonly right: Cell;
      readonly leftValue: number;
      readonly rightValue: number;
      readonly value: number;
    }
  | {
      readonly kind: "weight";
      readonly gradient: Cell;
      /** δ = −∂cost/∂W at this place. */
      readonly delta: number;
      readonly value: number;
    }
  | { readonly kind: "gradient"; readonly value: number; readonly sum?: GradientTerms | undefined }
  | { readonly kind: "descent" | "input" | "target"; readonly value: number };

/** What a number of δW or δb is summed from, sample by sample: each term is read when it is asked for. */
export interface GradientTerms {
  /** The cost's constant: `2`, `2/40`. */
  readonly constant: string;
  readonly samples: number;
  readonly term: (sample: number) => GradientTerm;
}

/** One sample's part: left · right, or right alone where it is a bias's. */
export interface GradientTerm {
  readonly left: Cell | null;
  readonly right: DescentPlace;
  readonly leftValue: number;
  readonly rightValue: number;
}

/**
 * Explains one cell; `innerSize(layer)` is the number of a layer's inputs, the length of its sums. `termsOf` is
 * asked for what a gradient's number is summed from; what it does not know is left out.
 */
export function explainCell(
  cell: Cell,
  layers: readonly LayerPlan[],
  bias: boolean,
  innerSize: (layer: number) => number,
  read: ReadCell,
  termsOf?: (cell: Cell) => GradientTerms | undefined,
): Explanation {
  const { key, row, column } = cell;
  const value = read(cell);
  const at = (source: MatrixKey, i: number, j: number): Cell => ({
    key: drawnKey(source, layers),
    row: i,
    column: j,
  });
  switch (key.kind) {
    case "Z": {
      const terms: Term[] = [];
      let runningSum = 0;
      for (let k = 0; k < innerSize(key.layer); k++) {
        const left = at(inputOf(key.layer), row, k);
        const right = at({ kind: "W", layer: key.layer }, k, column);
        const leftValue = read(left);
        const rightValue = read(right);
        const product = leftValue * rightValue;
        runningSum += product;
        terms.push({ left, right, leftValue, rightValue, product, runningSum });
      }
      const biasCell = at({ kind: "b", layer: key.layer }, 0, column);
      return { kind: "product", terms, bias: bias ? { cell: biasCell, value: read(biasCell) } : null, value };
    }
    case "H": {
      const input = at({ kind: "Z", layer: key.layer }, row, column);
      return { kind: "activation", layer: key.layer, input, inputValue: read(input), value };
    }
    case "error": {
      const left = at({ kind: "Y", layer: 0 }, row, column);
      const right = at({ kind: "H", layer: layers.length - 1 }, row, column);
      return {
        kind: "difference",
        left,
        right,
        leftValue: read(left),
        rightValue: read(right),
        value,
      };
    }
    case "W":
    case "b": {
      const gradient = at({ kind: key.kind === "W" ? "dW" : "db", layer: key.layer }, row, column);
      return { kind: "weight", gradient, delta: read(gradient), value };
    }
    case "dW":
    case "db":
      return { kind: "gradient", value, sum: termsOf?.(cell) };
    case "D":
      return { kind: "descent", value };
    case "Y":
      return { kind: "target", value };
    case "raw":
    case "X":
    case "cost":
      return { kind: "input", value };
  }
}
