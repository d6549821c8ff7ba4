import type { Scaling } from "../../core/data/plan.ts";
import { nameMatrices, type MatrixKey, type MatrixName, type NameStyle } from "../../core/network/names.ts";
import type { NetworkPlan } from "../../core/network/plan.ts";
import type { Frame } from "../../core/training/frame.ts";
import type { ScaleKind } from "../colour/diverging.ts";
import type { Cell } from "../state/focus.svelte.ts";
import { drawnKey } from "./relations.ts";

/** A matrix as the lab draws it. Gradients are drawn as the article's δW = −∂cost/∂W. */
export interface DrawnMatrix {
  readonly key: MatrixKey;
  readonly name: MatrixName;
  readonly kind: ScaleKind;
  readonly rows: number;
  readonly columns: number;
}

/** One block of the chain from left to right: matrices above each other, or a sign between them. */
export type ChainBlock =
  | { readonly kind: "matrices"; readonly matrices: readonly DrawnMatrix[] }
  | { readonly kind: "sign"; readonly sign: "·" | "=" | "vs" | "error" }
  | { readonly kind: "activation"; readonly layer: number }
  /** How the columns of X were scaled before anything else. */
  | { readonly kind: "scaling"; readonly scaling: DrawnScaling };

/** A scaling that changes something. */
export type DrawnScaling = Exclude<Scaling, "none">;

/** The sizes a chain is laid out from. */
export interface ChainShape {
  /** How many samples are drawn. */
  readonly samples: number;
  readonly features: number;
  readonly network: NetworkPlan;
  /** What X went through; none where it is left out. */
  readonly scaled?: Scaling;
  /** How matrices are called; as suits the network where it is left out. */
  readonly style?: NameStyle;
}

/** Which colour scale a matrix is on. */
export function scaleOf(key: MatrixKey): ScaleKind {
  switch (key.kind) {
    case "W":
    case "b":
      return "weights";
    case "dW":
    case "db":
    case "D":
      return "gradients";
    case "raw":
    case "X":
    case "Z":
    case "H":
    case "Y":
    case "error":
    case "cost":
      return "data";
  }
}

/** `A[0,1]`: a cell as NumPy spells it. */
export function spellCell(cell: Cell, nameOf: (key: MatrixKey) => MatrixName): string {
  const { code } = nameOf(cell.key);
  if (cell.key.kind === "b" || cell.key.kind === "db") return `${code}[${cell.column}]`;
  return `${code}[${cell.row},${cell.column}]`;
}

/** The number in a cell as it is drawn: gradients with their sign turned. */
export function readCell(frame: Frame, { key, row, column }: Cell): number {
  const view = frame.matrix(key);
  const value = view.values[row * view.columns + column];
  return isTurned(key) ? 0 - value : value;
}

/** Whether a matrix is drawn with its sign turned: δ = −∂cost/∂W. */
export function isTurned(key: MatrixKey): boolean {
  return key.kind === "dW" || key.kind === "db";
}

/** The chain as the formula is read: X₀ scaled where it is, X · W⁽¹⁾ = A, f₁, B · W⁽²⁾ = C, f₂, Ŷ against Y gives Ỹ. */
export function composeChain({
  samples,
  features,
  network,
  scaled = "none",
  style,
}: ChainShape): ChainBlock[] {
  const { layers, bias } = network;
  const nameOf = nameMatrices(layers, style);
  const matrix = (key: MatrixKey, rows: number, columns: number): DrawnMatrix => ({
    key: drawnKey(key, layers),
    name: nameOf(key),
    kind: scaleOf(key),
    rows,
    columns,
  });
  const alone = (key: MatrixKey, rows: number, columns: number): ChainBlock => ({
    kind: "matrices",
    matrices: [matrix(key, rows, columns)],
  });
  const blocks: ChainBlock[] = [];
  if (scaled !== "none") {
    blocks.push(alone({ kind: "raw", layer: 0 }, samples, features), { kind: "scaling", scaling: scaled });
  }
  blocks.push(alone({ kind: "X", layer: 0 }, samples, features));
  let inputs = features;
  layers.forEach(({ units, activation }, layer) => {
    const parameters = [
      matrix({ kind: "W", layer }, inputs, units),
      matrix({ kind: "dW", layer }, inputs, units),
    ];
    if (bias)
      parameters.push(matrix({ kind: "b", layer }, 1, units), matrix({ kind: "db", layer }, 1, units));
    blocks.push(
      { kind: "sign", sign: "·" },
      { kind: "matrices", matrices: parameters },
      { kind: "sign", sign: "=" },
      alone({ kind: "Z", layer }, samples, units),
    );
    if (activation !== "linear") {
      blocks.push({ kind: "activation", layer }, alone({ kind: "H", layer }, samples, units));
    }
    inputs = units;
  });
  blocks.push(
    { kind: "sign", sign: "vs" },
    alone({ kind: "Y", layer: 0 }, samples, inputs),
    { kind: "sign", sign: "error" },
    alone({ kind: "error", layer: 0 }, samples, inputs),
  );
  return blocks;
}

/** All matrices of a chain, from left to right and from top to bottom. */
export function matricesOf(blocks: readonly ChainBlock[]): DrawnMatrix[] {
  return blocks.flatMap((block) => (block.kind === "matrices" ? block.matrices : []));
}
