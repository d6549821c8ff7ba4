import type { Matrix } from "../../matrix/matrix.ts";
import type { NetworkPlan } from "../../network/plan.ts";
import type { OptimizerState } from "../../optimizer/optimizer.ts";
import { optimizerOf } from "../../optimizer/optimizers.ts";
import { countParameters } from "../../network/parameters.ts";
import { webAssembly } from "../../wasm/web-assembly.ts";
import type { Task } from "../start.ts";
import { canCompile, writeStepCode } from "./step-code.ts";
import { layOutStep, MOST_STEPS } from "./step-layout.ts";
import type { Place } from "./rows.ts";

/** Weights of one layer that are written out in code, and of all layers together. */
const LARGEST_LAYER = 256;
const LARGEST_NETWORK = 768;
/** Numbers that are summed up for the cost, which is written out too. */
const LARGEST_OUTPUT = 2048;
const PAGE = 65536;

/**
 * Training steps of one small network, compiled for its shapes: the bits of the ordinary steps, many times
 * as fast. Its arrays are its own, and whoever runs it fills them and reads them back.
 */
export interface CompiledStep extends OptimizerState {
  /** W1, b1, W2, b2, …, row-major; changed in place. */
  readonly parameters: Float64Array;
  /** What the optimizer remembers; changed in place. */
  readonly memory: Float64Array;
  /** Both as they were before the last update of a run. */
  readonly before: OptimizerState;
  /** The learning rate of each step of a run; filled before it. */
  readonly rates: Float64Array;
  /** The cost of each step of a run before its update: on all samples, or on the batch. */
  readonly costs: Float64Array;
  /** The epoch's samples in their order; of no length with the full batch. */
  readonly order: Uint32Array;
  /** Steps that a run makes at most. */
  readonly most: number;
  /**
   * Makes up to `count` steps, with batches from place `from` of the order on, and gives how many it made.
   * Fewer mean that a number was not finite: parameters and memory then hold nothing of use.
   */
  readonly run: (count: number, from: number) => number;
}

/**
 * Compiles the steps of a task on samples X (rows, features) and Y (rows, targets), `batch` samples at a time
 * or all of them (null). Null where WebAssembly is missing, where the network is large, so that its products
 * are better left to the kernels, or where something in it has no code here.
 */
export function compileStep(task: Task, X: Matrix, Y: Matrix, batch: number | null): CompiledStep | null {
  const { network, cost, penalty, training } = task;
  const penalised = penalty !== undefined && (penalty.l1 !== 0 || penalty.l2 !== 0);
  const rows = batch ?? X.rows;
  if (webAssembly === null || penalised || rows === 0 || X.columns === 0) return null;
  if (!canCompile(task) || !isSmall(network, X.columns, rows)) return null;
  const { optimizer } = training;
  const memory = optimizerOf(optimizer).memorySize(countParameters(network, X.columns));
  const layout = layOutStep({ network, features: X.columns, samples: X.rows, batch, memory });
  const code = writeStepCode(
    { network, cost, optimizer, features: X.columns, rows, gathered: batch !== null },
    layout,
  );
  if (!webAssembly.validate(code)) return null;
  const pages = Math.ceil(layout.bytes / PAGE) + 1;
  const linear = new webAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new webAssembly.Instance(new webAssembly.Module(code), { env: { memory: linear } });
  const view = ({ address, length }: Place): Float64Array => new Float64Array(linear.buffer, address, length);
  view(layout.X).set(X.values);
  view(layout.Y).set(Y.values);
  return {
    parameters: view(layout.parameters),
    memory: view(layout.memory),
    before: { parameters: view(layout.parametersBefore), memory: view(layout.memoryBefore) },
    rates: view(layout.rates),
    costs: view(layout.costs),
    order: new Uint32Array(linear.buffer, layout.order.address, batch === null ? 0 : X.rows),
    most: MOST_STEPS,
    run: exports.run as CompiledStep["run"],
  };
}

function isSmall(network: NetworkPlan, features: number, rows: number): boolean {
  let inputs = features;
  let weights = 0;
  for (const { units } of network.layers) {
    if (inputs * units > LARGEST_LAYER) return false;
    weights += inputs * units;
    inputs = units;
  }
  return weights <= LARGEST_NETWORK && rows * inputs <= LARGEST_OUTPUT;
}
