import { derive } from "../calculus/derive.ts";
import type { Derivation } from "../calculus/derivation.ts";
import { computeAll } from "../calculus/evaluate-matrix.ts";
import { proveInPieces, STEP_TOLERANCE, type Proof } from "../calculus/prove.ts";
import { networkProgram, type NetworkProgram, type NetworkTask } from "../derivation/network-program.ts";
import { Matrix } from "../matrix/matrix.ts";
import { takeRows } from "../matrix/selection.ts";
import type { LayerParameters } from "../network/forward-output.ts";
import type { NameStyle } from "../network/names.ts";
import { Parameters } from "../network/parameters.ts";
import { Pass } from "../network/pass.ts";
import { GradientChecker, GRADIENT_TOLERANCE, type MatrixCheck } from "./gradient-check.ts";

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
  /** Only these parameters, by their code, in this order; all of them where it is left out. */
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
/** A δ between two samples is a matrix of so many rows and columns. */
const MOST_SAMPLES = 256;
const MOST_CELLS = 60;

/** Sums of targets that a softmax made are off by so much. */
const SUM_TOLERANCE = 8 * Number.EPSILON;

/** Whether the targets of every sample have the sum 1, up to rounding. */
export function targetsSumToOne({ rows, columns, values }: Matrix): boolean {
  for (let i = 0; i < rows; i++) {
    let total = 0;
    for (let j = 0; j < columns; j++) total += values[i * columns + j];
    if (!(Math.abs(total - 1) <= SUM_TOLERANCE)) return false;
  }
  return true;
}

/**
 * Derives the gradient of every parameter of a network and evaluates every step with these numbers.
 *
 * @throws TooLongError (calculus/derive.ts) if a derivation takes too many steps.
 */
export function proveNetwork(...how: ConstructorParameters<typeof NetworkProver>): NetworkDerivations {
  const prover = new NetworkProver(...how);
  while (prover.advance());
  return prover;
}

/**
 * The same in pieces, so that whoever runs it can do other things between: `while (prover.advance());`. Keeps
 * copies of all numbers.
 */
export class NetworkProver implements NetworkDerivations {
  readonly network: NetworkProgram;
  readonly samples: number;
  readonly #derivations: ProvedDerivation[] = [];
  readonly #run: Iterator<undefined>;

  constructor(task: NetworkTask, numbers: ProofNumbers, options: ProofOptions = {}) {
    const { style = "suited", wrt, mostCells = MOST_CELLS } = options;
    const samples = affordableSamples(task, numbers.X);
    const rows = Uint32Array.from({ length: samples }, (_, i) => i);
    const X = takeRows(numbers.X, rows);
    const Y = takeRows(numbers.Y, rows);
    const network = networkProgram(task, {
      sizes: { samples, features: X.columns },
      style,
      // Of all targets, not of those computed with: what is derived holds for all samples.
      targetsSumToOne: targetsSumToOne(numbers.Y),
    });
    const parameters = numbers.parameters.map(({ W, b }) => ({
      W: new Matrix(W.rows, W.columns, W.values.slice()),
      b: b && b.slice(),
    }));
    this.network = network;
    this.samples = samples;
    this.#run = this.#prove(task, { X, Y, parameters }, chooseParameters(network, wrt), mostCells);
  }

  /** Those that are done, in the order in which they were asked for. */
  get derivations(): readonly ProvedDerivation[] {
    return this.#derivations;
  }

  /**
   * One expression evaluated, or less; false when all is done.
   *
   * @throws TooLongError (calculus/derive.ts) if a derivation takes too many steps.
   */
  advance(): boolean {
    return this.#run.next().done !== true;
  }

  *#prove(
    task: NetworkTask,
    numbers: ProofNumbers,
    wanted: NetworkProgram["parameters"],
    mostCells: number,
  ): Generator<undefined, undefined> {
    const { X, Y } = numbers;
    const { program } = this.network;
    const values = computeAll(program.definitions, givenValues(this.network, X, Y, numbers.parameters));
    yield;
    const parameters = new Parameters(task.network, X.columns);
    parameters.set(numbers.parameters);
    const { gradient } = passOf(task, numbers, parameters);
    const checker = new GradientChecker(task, X, Y, parameters, gradient, mostCells);
    while (checker.advance()) yield;
    const checked = checker.result();

    for (const { symbol, kind, layer } of wanted) {
      const derivation = derive(program, symbol);
      yield;
      const proof = yield* proveInPieces(derivation, values);
      const backward = kind === "W" ? gradient.W[layer] : gradient.b[layer]!;
      const fromPass = differenceOf(backward, proof);
      const check = checked.matrices.find(
        ({ matrix }) => matrix.kind === `d${kind}` && matrix.layer === layer,
      )!;
      const proved = proof.ok && fromPass <= STEP_TOLERANCE && check.largest <= GRADIENT_TOLERANCE;
      this.#derivations.push({ derivation, proof, fromPass, check, proved });
      yield;
    }
  }
}

function chooseParameters(
  { parameters }: NetworkProgram,
  wrt: readonly string[] | undefined,
): NetworkProgram["parameters"] {
  if (wrt === undefined) return parameters;
  return wrt.flatMap((code) => parameters.filter(({ symbol }) => symbol.code === code));
}

/** The forward and the backward pass with these numbers. */
function passOf(
  { network, cost, penalty }: NetworkTask,
  { X, Y }: ProofNumbers,
  parameters: Parameters,
): Pass {
  const samples = { X: X.values, Y: Y.values, features: X.columns, rows: X.rows };
  const pass = new Pass(network, cost, samples, { penalty });
  pass.forward(parameters, X.rows);
  pass.backward(parameters, X.rows);
  return pass;
}

/** The largest difference of a gradient from what was derived, relative to the proof's scale; NaN if there is one. */
function differenceOf(gradient: Float64Array, { values, scale }: Proof): number {
  const most = gradient.reduce((found, value, i) => Math.max(found, Math.abs(value - values[i])), 0);
  return most === 0 ? 0 : most / scale;
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
  return Math.min(rows, MOST_SAMPLES, Math.max(1, Math.floor(MOST_WORK / Math.max(1, work))));
}
