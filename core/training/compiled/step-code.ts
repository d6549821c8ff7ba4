import { activationOf } from "../../network/activations.ts";
import type { CostName, NetworkPlan } from "../../network/plan.ts";
import type { OptimizerPlan } from "../../optimizer/plan.ts";
import { ModuleWriter, type FunctionWriter, type Local } from "../../wasm/assembler.ts";
import { activationCodeOf, type ActivationCode } from "./activation-code.ts";
import { writeUpdate } from "./optimizer-code.ts";
import { writeProduct, writeTransposedProduct, writeTransposition } from "./product-code.ts";
import { eachPair, type Place } from "./rows.ts";
import type { StepLayout } from "./step-layout.ts";
import { pushSum, writeColumnSums } from "./sum-code.ts";

/** What is compiled. */
export interface StepTask {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly optimizer: OptimizerPlan;
  readonly features: number;
  /** Samples per step. */
  readonly rows: number;
  /** Whether they are gathered in the epoch's order. */
  readonly gathered: boolean;
}

/**
 * The module of whole training steps on fixed shapes: it exports run(count, from), which makes up to `count`
 * steps, the first on the samples from place `from` of the order on, and gives how many it made. Step i
 * writes its cost to costs[i] and learns at rates[i]. It ends before the update of a step whose forward pass
 * is not finite, and after an update that is not.
 *
 * Every number is computed by the operations of Pass and Optimizer, in their order.
 */
export function writeStepCode(task: StepTask, layout: StepLayout): Uint8Array {
  const module = new ModuleWriter();
  module.add("run", ["i32", "i32"], "i32", (code, [count, from]) => {
    const made = code.local("i32");
    const rate = code.local("f64");
    const cost = code.local("f64");
    const finite = code.local("v128");
    const at = code.local("i32");
    code.block(() => {
      code.loop(() => {
        code.get(made).get(count).op("i32.ge_u").breakIf(1);
        code.get(made).i32(3).op("i32.shl").tee(at).memory("f64.load", layout.rates.address).set(rate);
        code.f64x2(0).set(finite);
        if (task.gathered) writeGathering(code, task, layout, from);
        writeForward(code, task, layout, finite);
        writeCost(code, task, layout, cost);
        code.get(at).get(cost).memory("f64.store", layout.costs.address);
        code.get(cost).get(cost).op("f64.sub").get(finite).lane(0).op("f64.add");
        code.get(finite).lane(1).op("f64.add").f64(0).op("f64.ne").breakIf(1);
        writeBackward(code, task, layout);
        writeCopy(code, layout.parametersBefore, layout.parameters);
        writeCopy(code, layout.memoryBefore, layout.memory);
        writeUpdate(code, task.optimizer, {
          ...layout,
          nextParameters: layout.parameters,
          nextMemory: layout.memory,
          rate,
          finite,
        });
        code.get(finite).lane(0).get(finite).lane(1).op("f64.add").f64(0).op("f64.ne").breakIf(1);
        code.get(from).i32(task.rows).op("i32.add").set(from);
        code.get(made).i32(1).op("i32.add").set(made);
        code.break(0);
      });
    });
    code.get(made);
  });
  return module.encode();
}

/** Whether a step of this kind can be compiled; sizes are another question. */
export function canCompile({ network, cost }: Pick<StepTask, "network" | "cost">): boolean {
  if (cost !== "sse" && cost !== "mse") return false;
  return network.layers.every(
    ({ activation }) => activation === "linear" || activationCodeOf(activation) !== null,
  );
}

function codeOf(task: StepTask, layer: number): ActivationCode | null {
  const { activation } = task.network.layers[layer];
  return activation === "linear" ? null : activationCodeOf(activation);
}

function writeCopy(code: FunctionWriter, to: Place, from: Place): void {
  const pair = code.local("v128");
  eachPair(code, to.length, 2, (load, store) => {
    load(from);
    code.set(pair);
    store(to, pair);
  });
}

/** Copies the rows of X and Y that the order names from place `from` on. */
function writeGathering(
  code: FunctionWriter,
  { rows, features }: StepTask,
  layout: StepLayout,
  from: Local,
): void {
  const row = code.local("i32");
  const source = code.local("i32");
  const target = code.local("i32");
  const copies = [
    { to: layout.batchX, of: layout.X, columns: features },
    { to: layout.batchY, of: layout.Y, columns: layout.error.length / rows },
  ];
  code.i32(0).set(row);
  code.loop(() => {
    for (const { to, of, columns } of copies) {
      code.get(from).get(row).op("i32.add").i32(2).op("i32.shl").memory("i32.load", layout.order.address);
      code
        .i32(8 * columns)
        .op("i32.mul")
        .set(source);
      code
        .get(row)
        .i32(8 * columns)
        .op("i32.mul")
        .set(target);
      for (let j = 0; j < columns; j++) {
        code.get(target).get(source);
        code.memory("f64.load", of.address + 8 * j).memory("f64.store", to.address + 8 * j);
      }
    }
    code.get(row).i32(1).op("i32.add").tee(row).i32(rows).op("i32.lt_u").breakIf(0);
  });
}

/** Z = H·W + b and H = f(Z), layer after layer; `finite` takes up what f would hide. */
function writeForward(code: FunctionWriter, task: StepTask, layout: StepLayout, finite: Local): void {
  let input = layout.batchX;
  const z = code.local("v128");
  const h = code.local("v128");
  layout.layers.forEach(({ inputs, units, W, b, Z, H }, layer) => {
    writeProduct(code, Z, input, W, b, task.rows, inputs, units);
    const activation = codeOf(task, layer);
    if (activation !== null) {
      const { hidesInfinity } = activationOf(task.network.layers[layer].activation);
      eachPair(code, Z.length, activation.size + 2, (load, store) => {
        load(Z);
        code.set(z);
        activation.apply(code, h, z);
        store(H, h);
        if (hidesInfinity) code.get(finite).f64x2(0).get(z).op("f64x2.mul").op("f64x2.add").set(finite);
      });
    }
    input = H;
  });
}

/** error = Y − Ŷ, and the cost. */
function writeCost(code: FunctionWriter, task: StepTask, layout: StepLayout, cost: Local): void {
  const { error, batchY } = layout;
  const output = layout.layers[layout.layers.length - 1].H;
  const e = code.local("v128");
  const entries: Place = { address: batchY.address, length: error.length };
  eachPair(code, error.length, 4, (load, store) => {
    load(entries);
    load(output);
    code.op("f64x2.sub").set(e);
    store(error, e);
  });
  pushSum(code, error, true);
  if (task.cost === "mse") code.f64(error.length).op("f64.div");
  code.set(cost);
}

/** G = ∂cost/∂Z, dW and db, from the last layer to the first. */
function writeBackward(code: FunctionWriter, task: StepTask, layout: StepLayout): void {
  const { layers, error } = layout;
  const last = layers.length - 1;
  const [g, z, h] = Array.from({ length: 3 }, () => code.local("v128"));
  for (let layer = last; layer >= 0; layer--) {
    const { inputs, units, dW, db, W, transposed, Z, H, G } = layers[layer];
    const activation = codeOf(task, layer);
    if (layer === last || activation !== null) {
      eachPair(code, G.length, 8, (load, store) => {
        if (layer === last) {
          code.f64x2(-2);
          load(error);
          code.op("f64x2.mul");
          if (task.cost === "mse") code.f64x2(error.length).op("f64x2.div");
        } else load(G);
        if (activation !== null) {
          code.set(g);
          load(Z);
          code.set(z);
          load(H);
          code.set(h).get(g);
          activation.pushDerivative(code, z, h);
          code.op("f64x2.mul");
        }
        code.set(g);
        store(G, g);
      });
    }
    const input = layer === 0 ? layout.batchX : layers[layer - 1].H;
    writeTransposedProduct(code, dW, input, G, task.rows, inputs, units);
    if (db !== null) writeColumnSums(code, db, G, task.rows, units);
    if (layer > 0) {
      if (transposed !== W) writeTransposition(code, transposed, W, inputs, units);
      writeProduct(code, layers[layer - 1].G, G, transposed, null, task.rows, units, inputs);
    }
  }
}
