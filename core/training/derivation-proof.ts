import { derive } from "../calculus/derive.ts";
import type { Derivation } from "../calculus/derivation.ts";
import { computeAll } from "../calculus/evaluate-matrix.ts";
import { prove, STEP_TOLERANCE, type Proof } from "../calculus/prove.ts";
import { networkProgram, type NetworkProgram, type NetworkTask } from "../derivation/network-program.ts";
import { Matrix } from "../matrix/matrix.ts";
import { takeRows } from "../matrix/selection.ts";
import type { LayerParameters } from "../network/forward-output.ts";
import type { NameStyle } from "../network/names.ts";
import { Parameters } from "../network/parameters.ts";
import { Pass } from "../network/pass.ts";
import { checkGradient, GRADIENT_TOLERANCE, type MatrixCheck } from "./gradient-check.ts";

/** What a derivation is proved with: samples and parameters. */
export interface ProofNumbers {
  /** (samples, features). */
  readonly X: Matrix;
  /** (samples, targets). */
  readonly Y: Matrix;
  readonly parameters: readonly LayerParameters[];
}

export interface ProofOptions {
  readonly style?: NameStyle;
  /** Only these parameters, by their code; all of them where it is left out. */
  readonly wrt?: readonly string[];
  /** So many derivatives of each matrix are compared with central differences. */
  readonly mostCells?: number;
}

/** One parameter's derivation with everything that speaks for it. */
export interface ProvedDerivation {
  readonly derivation: Derivation;
  readonly proof: Proof;
  /** The largest difference from the backward pass, relative to the proof's scale. */
  readonly fromPass: number;
  /** The backward pass beside central differences. */
  readonly check: MatrixCheck;
  /**
   * Whether all steps give the same matrix to 10⁻¹², the backward pass is the same to 10⁻¹², and central
   * differences to 10⁻⁶.
   */
  readonly proved: boolean;
}

export interface NetworkDerivations {
  readonly network: NetworkProgram;
  readonly derivations: readonly ProvedDerivation[];
  /** How many samples were computed with; fewer than there are where there are many. */
  readonly samples: number;
}

/** Multiplications of one product of all layers, beyond which fewer samples do. */
const MOST_WORK = 5e5;
const MOST_CELLS = 60;

/** Whether the targets of every sample have exactly the sum 1. */
export function targetsSumToOne({ rows, columns, values }: Matrix): boolean {
  for (let i = 0; i < rows; i++) {
    let total = 0;
    for (let j = 0; j < columns; j++) total += values[i * columns + j];
    if (total !== 1) return false;
  }
  return true;
}

/**
 * Derives the gradient of every parameter of a network and evaluates every step with these numbers.
 *
 * @throws TooLongError (calculus/derive.ts) if a derivation takes too many steps.
 */
export function proveNetwork(
  task: NetworkTask,
  numbers: ProofNumbers,
  options: ProofOptions = {},
): NetworkDerivations {
  const { network, cost, penalty } = task;
  const { style = "suited", wrt, mostCells = MOST_CELLS } = options;
  const features = numbers.X.columns;
  const samples = affordableSamples(task, numbers.X);
  const rows = Uint32Array.from({ length: samples }, (_, i) => i);
  const X = samples === numbers.X.rows ? numbers.X : takeRows(numbers.X, rows);
  const Y = samples === numbers.Y.rows ? numbers.Y : takeRows(numbers.Y, rows);
  const program = networkProgram(task, {
    sizes: { samples, features },
    style,
    targetsSumToOne: targetsSumToOne(Y),
  });
  const values = computeAll(program.program.definitions, givenValues(program, X, Y, numbers.parameters));

  const parameters = new Parameters(network, features);
  parameters.set(numbers.parameters);
  const pass = new Pass(network, cost, { X: X.values, Y: Y.values, features, rows: samples }, { penalty });
  pass.forward(parameters, samples);
  pass.backward(parameters, samples);
  const checked = checkGradient(task, X, Y, parameters, pass.gradient, mostCells);

  const wanted = program.parameters.filter(({ symbol }) => wrt === undefined || wrt.includes(symbol.code));
  const derivations = wanted.map(({ symbol, kind, layer }): ProvedDerivation => {
    const derivation = derive(program.program, symbol);
    const proof = prove(derivation, values);
    const backward = kind === "W" ? pass.gradient.W[layer] : pass.gradient.b[layer]!;
    let difference = 0;
    backward.forEach((value, i) => (difference = Math.max(difference, Math.abs(value - proof.values[i]))));
    const fromPass = difference === 0 ? 0 : difference / proof.scale;
    const check = checked.matrices.find(
      ({ matrix }) => matrix.kind === `d${kind}` && matrix.layer === layer,
    )!;
    const proved = proof.ok && fromPass <= STEP_TOLERANCE && check.largest <= GRADIENT_TOLERANCE;
    return { derivation, proof, fromPass, check, proved };
  });
  return { network: program, derivations, samples };
}

/** The numbers that a program's definitions begin with, by code. */
export function givenValues(
  { parameters, numbers }: NetworkProgram,
  X: Matrix,
  Y: Matrix,
  layers: readonly LayerParameters[],
): Map<string, Matrix> {
  const given = new Map([
    ["X", X],
    ["Y", Y],
  ]);
  for (const { symbol, kind, layer } of parameters) {
    const { W, b } = layers[layer];
    given.set(symbol.code, kind === "W" ? W : new Matrix(1, symbol.columns, b!));
  }
  for (const { symbol, value } of numbers) given.set(symbol.code, new Matrix(1, 1, Float64Array.of(value)));
  return given;
}

function affordableSamples({ network }: NetworkTask, { rows, columns }: Matrix): number {
  let inputs = columns;
  let work = 0;
  for (const { units } of network.layers) {
    work += inputs * units;
    inputs = units;
  }
  return Math.min(rows, Math.max(1, Math.floor(MOST_WORK / Math.max(1, work))));
}
