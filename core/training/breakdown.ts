import { Matrix } from "../matrix/matrix.ts";
import { firstNonFinite, largestMagnitude } from "../matrix/reductions.ts";
import type { MatrixKey, MatrixKind } from "../network/names.ts";
import type { Parameters } from "../network/parameters.ts";
import type { Pass } from "../network/pass.ts";

/** A matrix, and where in it the first number that is not finite stands. */
export interface Broken {
  readonly matrix: MatrixKey;
  readonly row: number;
  readonly column: number;
}

/** The first matrix of a forward pass that is not finite: Z1, H1, Z2, …, error, cost; null if all are. */
export function findBrokenForward(pass: Pass): Broken | null {
  for (let layer = 0; layer < pass.layers.length; layer++) {
    const broken = look(pass, "Z", layer) ?? look(pass, "H", layer);
    if (broken !== null) return broken;
  }
  const broken = look(pass, "error", 0);
  if (broken !== null || Number.isFinite(pass.cost)) return broken;
  return { matrix: { kind: "cost", layer: 0 }, row: 0, column: 0 };
}

/** The first gradient of a backward pass that is not finite, from the last layer to the first. */
export function findBrokenBackward(pass: Pass): Broken | null {
  for (let layer = pass.layers.length - 1; layer >= 0; layer--) {
    const broken = look(pass, "dW", layer) ?? look(pass, "db", layer);
    if (broken !== null) return broken;
  }
  return null;
}

/** The first weights that are not finite: W1, b1, W2, …; null if all are. */
export function findBrokenParameters(pass: Pass, parameters: Parameters): Broken | null {
  for (let layer = 0; layer < pass.layers.length; layer++) {
    for (const kind of ["W", "b"] as const) {
      const broken = find({ kind, layer }, parameters[kind][layer], pass.layers[layer].units);
      if (broken !== null) return broken;
    }
  }
  return null;
}

/** The largest magnitude in the same matrix of another pass and its parameters. */
export function magnitudeOf(key: MatrixKey, pass: Pass, parameters: Parameters): number {
  if (key.kind === "cost") return Math.abs(pass.cost);
  const values =
    key.kind === "W" || key.kind === "b"
      ? parameters[key.kind][key.layer]
      : valuesOf(pass, key.kind, key.layer);
  return values === null ? 0 : largestMagnitude(new Matrix(1, values.length, values));
}

type PassKind = Extract<MatrixKind, "Z" | "H" | "error" | "dW" | "db">;

function valuesOf(pass: Pass, kind: MatrixKind, layer: number): Float64Array | null {
  switch (kind) {
    case "Z":
    case "H":
      return pass.layers[layer][kind];
    case "error":
      return pass.error;
    case "dW":
      return pass.gradient.W[layer];
    case "db":
      return pass.gradient.b[layer];
    default:
      throw new Error(`internal: ${kind} is not a matrix of a pass`);
  }
}

function look(pass: Pass, kind: PassKind, layer: number): Broken | null {
  const columns = kind === "error" ? pass.layers[pass.layers.length - 1].units : pass.layers[layer].units;
  return find({ kind, layer }, valuesOf(pass, kind, layer), columns);
}

function find(matrix: MatrixKey, values: Float64Array | null, columns: number): Broken | null {
  if (values === null) return null;
  const place = firstNonFinite(new Matrix(values.length / columns, columns, values));
  return place === null ? null : { matrix, ...place };
}
