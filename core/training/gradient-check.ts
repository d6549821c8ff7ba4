import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixKey } from "../network/names.ts";
import { Parameters } from "../network/parameters.ts";
import { CellCheck, type CheckedCell } from "./cell-check.ts";
import { COSTS_PER_CELL, MOST_CELLS } from "./checking-work.ts";
import { selectEvenly } from "./even-selection.ts";
import { ShiftedCost, type CostPlan, type Place } from "./shifted-cost.ts";

/** The gradients are right when no relative difference is larger than this. */
export const GRADIENT_TOLERANCE = 1e-6;

/** As many multiplications are spent at most, roughly. */
const MOST_WORK = 4e10;
/** So many of every matrix are compared in any case. */
const LEAST_CELLS = 16;

/**
 * How far the gradients of one step are from central differences, matrix by matrix: dW1, db1, dW2, …
 *
 * The relative difference of a cell is |analytic − numeric|, less what the numeric value is itself unsure by,
 * over the largest magnitude in its matrix. It says nothing of a derivative's last digits where rounding in
 * the cost hides them: `noise` tells how far that goes.
 */
export interface GradientCheck {
  /** The largest relative difference of all; NaN if the cost is not finite. */
  readonly largest: number;
  /** Whether every gradient is right, to `GRADIENT_TOLERANCE`. */
  readonly ok: boolean;
  readonly matrices: readonly MatrixCheck[];
}

/** One gradient matrix beside its central differences. */
export interface MatrixCheck {
  /** dW or db. */
  readonly matrix: MatrixKey;
  readonly rows: number;
  readonly columns: number;
  /** The largest relative difference in it; NaN if nothing could be compared, since numbers are not finite. */
  readonly largest: number;
  /** Where that stands, and the two numbers there: the backward pass's and the difference's. */
  readonly row: number;
  readonly column: number;
  readonly analytic: number;
  readonly numeric: number;
  /** What the numeric values are unsure by, at most, relative to the matrix's largest magnitude. */
  readonly noise: number;
  /** How many of its rows · columns numbers were compared with a difference. */
  readonly compared: number;
  /**
   * How many more stand at a kink, where there is no derivative and the backward pass takes a value between the
   * slopes of both sides; one that lies outside them counts in `largest`.
   */
  readonly kinks: number;
  /** How many of `kinks` cannot be judged: several units of one sample are at their kinks at once. */
  readonly unjudged: number;
  /** Every compared number, in ascending position. */
  readonly cells: CheckedCells;
}

/** The compared numbers of one matrix, side by side; a number at no kink has low = high. */
export interface CheckedCells {
  /** Row-major positions in the matrix. */
  readonly positions: Uint32Array;
  /** What the backward pass says. */
  readonly analytic: Float64Array;
  /** The slopes that the differences allow, from `low` to `high`. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Each one's relative difference. */
  readonly differences: Float64Array;
  /** What each one's numeric value is unsure by, relative to the matrix's largest magnitude. */
  readonly noise: Float64Array;
  /** How many kinks each one stands at: 0, 1, or 2 where it cannot be judged. */
  readonly kinks: Uint8Array;
}

interface Part {
  readonly matrix: MatrixKey;
  readonly rows: number;
  readonly columns: number;
  readonly gradient: Float64Array;
  readonly positions: Uint32Array;
  readonly checked: CheckedCell[];
}

/**
 * Compares gradients with central differences in slices, so that whoever runs it can do other things between:
 * `while (check.advance());`, then `result()`. Keeps copies of the parameters and gradients; X and Y have to
 * stay as they are.
 *
 * All parameters are compared where the network is small, else an evenly spread selection of every matrix.
 */
export class GradientChecker {
  /** How many parameters are compared in all. */
  readonly total: number;
  #done = 0;
  readonly #parts: readonly Part[];
  readonly #run: Iterator<undefined>;

  /**
   * The gradient is ∂cost/∂parameters on all samples, penalty included, at these parameters. With `only` a
   * single number is compared, whatever the network's size, and the result has its matrix alone.
   *
   * @throws RangeError if parameters or gradient do not have the network's size.
   */
  constructor(
    plan: CostPlan,
    X: Matrix,
    Y: Matrix,
    parameters: Parameters,
    gradient: Parameters,
    mostCells = MOST_CELLS,
    only: Place | null = null,
  ) {
    const { network } = plan;
    const copy = (of: Parameters): Parameters => {
      const made = new Parameters(network, X.columns);
      if (of.values.length !== made.values.length) {
        throw new RangeError(`${made.values.length} parameters are needed, got ${of.values.length}`);
      }
      made.values.set(of.values);
      return made;
    };
    const cost = new ShiftedCost(plan, X, Y, copy(parameters));
    const slopes = copy(gradient);
    const affordable = MOST_WORK / COSTS_PER_CELL / averageWork(cost, slopes);
    const share = Math.min(1, Math.min(mostCells, affordable) / slopes.values.length);
    const all = network.layers.flatMap(({ units }, layer) => {
      const part = (kind: "dW" | "db", values: Float64Array): Part => ({
        matrix: { kind, layer },
        rows: values.length / units,
        columns: units,
        gradient: values,
        positions: selectEvenly(values.length, Math.max(LEAST_CELLS, Math.ceil(share * values.length))),
        checked: [],
      });
      const db = slopes.b[layer];
      return db === null ? [part("dW", slopes.W[layer])] : [part("dW", slopes.W[layer]), part("db", db)];
    });
    this.#parts = only === null ? all : all.flatMap((part) => partOfOne(part, only));
    this.total = this.#parts.reduce((sum, { positions }) => sum + positions.length, 0);
    this.#run = this.#check(cost);
  }

  /** How many parameters have been compared so far. */
  get done(): number {
    return this.#done;
  }

  /** One shifted cost or two; false when all is done. */
  advance(): boolean {
    return this.#run.next().done !== true;
  }

  /** @throws Error if it is not done yet. */
  result(): GradientCheck {
    if (this.#done < this.total) throw new Error("internal: the gradient check is not done");
    const matrices = this.#parts.map(conclude);
    const largest = matrices.reduce((most, matrix) => Math.max(most, matrix.largest), 0);
    return { largest, ok: largest <= GRADIENT_TOLERANCE, matrices };
  }

  *#check(cost: ShiftedCost): Generator<undefined, undefined> {
    yield* cost.prepare();
    for (const { matrix, columns, gradient, positions, checked } of this.#parts) {
      const cells = new CellCheck(cost, largestOf(gradient));
      for (const position of positions) {
        const input = matrix.kind === "db" ? null : Math.floor(position / columns);
        const place = { layer: matrix.layer, input, unit: position % columns };
        checked.push(yield* cells.compare(place, gradient[position]));
        this.#done++;
        yield;
      }
    }
  }
}

/** The whole check at once; see `GradientChecker`. */
export function checkGradient(...how: ConstructorParameters<typeof GradientChecker>): GradientCheck {
  const checker = new GradientChecker(...how);
  while (checker.advance());
  return checker.result();
}

/** The part that holds one place, cut down to it; none if it is another's. */
function partOfOne(part: Part, { layer, input, unit }: Place): Part[] {
  const { matrix, rows, columns } = part;
  if (matrix.layer !== layer || matrix.kind !== (input === null ? "db" : "dW")) return [];
  const row = input ?? 0;
  if (row >= rows || unit >= columns)
    throw new RangeError(`[${row},${unit}] is outside (${rows},${columns})`);
  return [{ ...part, positions: Uint32Array.of(row * columns + unit) }];
}

function conclude({ matrix, rows, columns, gradient, positions, checked }: Part): MatrixCheck {
  const numeric = checked.map(({ low, high }, k) => Math.min(Math.max(gradient[positions[k]], low), high));
  // A slope that the backward pass has lost counts by what it should have been.
  const scale = numeric.reduce((most, value) => Math.max(most, Math.abs(value)), largestOf(gradient));
  const relative = (difference: number): number => (difference === 0 ? 0 : difference / scale);
  const differences = checked.map(({ error, several }, k) =>
    several ? 0 : relative(Math.max(0, Math.abs(gradient[positions[k]] - numeric[k]) - error)),
  );
  const worst = differences.reduce((at, value, k) => (differences[at] >= value ? at : k), 0);
  const kinks = checked.filter(({ kink }) => kink).length;
  return {
    matrix,
    rows,
    columns,
    largest: differences[worst],
    row: Math.floor(positions[worst] / columns),
    column: positions[worst] % columns,
    analytic: gradient[positions[worst]],
    numeric: numeric[worst],
    noise: checked.reduce((most, { error }) => Math.max(most, relative(error)), 0),
    compared: checked.length - kinks,
    kinks,
    unjudged: checked.filter(({ several }) => several).length,
    cells: {
      positions,
      analytic: Float64Array.from(positions, (position) => gradient[position]),
      low: Float64Array.from(checked, ({ low }) => low),
      high: Float64Array.from(checked, ({ high }) => high),
      differences: Float64Array.from(differences),
      noise: Float64Array.from(checked, ({ error }) => relative(error)),
      kinks: Uint8Array.from(checked, ({ kink, several }) => (several ? 2 : kink ? 1 : 0)),
    },
  };
}

/** Multiplications per shifted cost, averaged over all parameters. */
function averageWork(cost: ShiftedCost, { values, W, b }: Parameters): number {
  const total = W.reduce(
    (sum, weights, layer) => sum + (weights.length + (b[layer]?.length ?? 0)) * cost.work(layer),
    0,
  );
  return total / values.length;
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
