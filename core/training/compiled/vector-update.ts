import type { Kernels } from "../../matrix/kernels/kernels.ts";
import { optimizerOf } from "../../optimizer/optimizers.ts";
import type { OptimizerState } from "../../optimizer/optimizer.ts";
import type { OptimizerPlan } from "../../optimizer/plan.ts";
import { ModuleWriter } from "../../wasm/assembler.ts";
import { webAssembly } from "../../wasm/web-assembly.ts";
import { writeUpdate } from "./optimizer-code.ts";
import type { Place } from "./rows.ts";

/** Fills `next` as `Optimizer.update` does, and says whether all of its parameters are finite. */
export type VectorUpdate = (
  next: OptimizerState,
  now: OptimizerState,
  gradient: Float64Array,
  learningRate: number,
) => boolean;

/**
 * An optimizer's update of `count` parameters, two at a time and checked on the way, for arrays in the
 * kernels' memory; null where those have none. The bits are the optimizer's own.
 */
export function vectorUpdate(plan: OptimizerPlan, count: number, { memory }: Kernels): VectorUpdate | null {
  if (memory === null || webAssembly === null) return null;
  const module = new ModuleWriter();
  const addresses = ["i32", "i32", "i32", "i32", "i32"] as const;
  module.add("update", [...addresses, "f64"], "f64", (code, parameters) => {
    const [nextParameters, nextMemory, nowParameters, nowMemory, gradient, rate] = parameters;
    const finite = code.local("v128");
    const remembered = optimizerOf(plan).memorySize(count);
    const place = (base: typeof rate, length: number): Place => ({ address: 0, length, base });
    writeUpdate(code, plan, {
      parameters: place(nowParameters, count),
      memory: place(nowMemory, remembered),
      gradient: place(gradient, count),
      nextParameters: place(nextParameters, count),
      nextMemory: place(nextMemory, remembered),
      rate,
      finite,
    });
    code.get(finite).lane(0).get(finite).lane(1).op("f64.add");
  });
  const instance = new webAssembly.Instance(new webAssembly.Module(module.encode()), { env: { memory } });
  const update = instance.exports.update as (...values: number[]) => number;
  return (next, now, gradient, learningRate) =>
    update(
      next.parameters.byteOffset,
      next.memory.byteOffset,
      now.parameters.byteOffset,
      now.memory.byteOffset,
      gradient.byteOffset,
      learningRate,
    ) === 0;
}
