import type { OptimizerPlan } from "../../optimizer/plan.ts";
import type { FunctionWriter, Local } from "../../wasm/assembler.ts";
import { eachPair, type Place } from "./rows.ts";

/** What an update reads and writes: parameters and memory in place. */
export interface UpdatePlaces {
  readonly parameters: Place;
  readonly gradient: Place;
  readonly memory: Place;
  /** The learning rate, an f64. */
  readonly rate: Local;
  /** A vector that 0 · w of every new parameter is added to: not 0 if one is not finite. */
  readonly finite: Local;
}

/** The update of all parameters, operation by operation as in core/optimizer/optimizers. */
export function writeUpdate(code: FunctionWriter, plan: OptimizerPlan, places: UpdatePlaces): void {
  const { parameters, gradient, memory, rate, finite } = places;
  const count = parameters.length;
  const [w, g, m, s, step] = Array.from({ length: 5 }, () => code.local("v128"));
  const first = { address: memory.address, length: count };
  const second = { address: memory.address + 8 * count, length: count };
  code.get(rate).op("f64x2.splat").set(step);

  /** w = what `pushChange` pushes, taken from w. */
  const each = (size: number, pushChange: (store: (place: Place, value: Local) => void) => void): void => {
    eachPair(code, count, size, (load, store) => {
      load(parameters);
      code.set(w);
      load(gradient);
      code.set(g);
      if (memory.length >= count) {
        load(first);
        code.set(m);
      }
      if (memory.length >= 2 * count) {
        load(second);
        code.set(s);
      }
      code.get(w);
      pushChange(store);
      code.op("f64x2.sub").set(w);
      store(parameters, w);
      code.get(finite).f64x2(0).get(w).op("f64x2.mul").op("f64x2.add").set(finite);
    });
  };

  switch (plan.kind) {
    case "sgd":
      each(8, () => code.get(step).get(g).op("f64x2.mul"));
      return;
    case "momentum":
      each(12, (store) => {
        code.f64x2(plan.momentum).get(m).op("f64x2.mul").get(g).op("f64x2.add").set(m);
        store(first, m);
        code.get(step).get(m).op("f64x2.mul");
      });
      return;
    case "nesterov":
      each(14, (store) => {
        code.f64x2(plan.momentum).get(m).op("f64x2.mul").get(g).op("f64x2.add").set(m);
        store(first, m);
        code.get(step).get(g).f64x2(plan.momentum).get(m).op("f64x2.mul").op("f64x2.add").op("f64x2.mul");
      });
      return;
    case "adagrad":
      each(14, (store) => {
        code.get(m).get(g).get(g).op("f64x2.mul").op("f64x2.add").set(m);
        store(first, m);
        code.get(step).get(g).op("f64x2.mul");
        code.get(m).op("f64x2.sqrt").f64x2(plan.epsilon).op("f64x2.add").op("f64x2.div");
      });
      return;
    case "rmsprop":
      each(16, (store) => {
        code.f64x2(plan.alpha).get(m).op("f64x2.mul");
        code
          .f64x2(1 - plan.alpha)
          .get(g)
          .op("f64x2.mul")
          .get(g)
          .op("f64x2.mul")
          .op("f64x2.add")
          .set(m);
        store(first, m);
        code.get(step).get(g).op("f64x2.mul");
        code.get(m).op("f64x2.sqrt").f64x2(plan.epsilon).op("f64x2.add").op("f64x2.div");
      });
      return;
    case "adam": {
      const root = code.local("v128");
      const end = memory.address + 16 * count;
      const correct = (at: number, beta: number): void => {
        code.i32(0).f64(beta).i32(0).memory("f64.load", at).op("f64.mul");
        code
          .f64(1 - beta)
          .op("f64.add")
          .memory("f64.store", at);
      };
      correct(end, plan.beta1);
      correct(end + 8, plan.beta2);
      code.get(rate).i32(0).memory("f64.load", end).op("f64.div").op("f64x2.splat").set(step);
      code
        .i32(0)
        .memory("f64.load", end + 8)
        .op("f64.sqrt")
        .op("f64x2.splat")
        .set(root);
      each(22, (store) => {
        code.f64x2(plan.beta1).get(m).op("f64x2.mul");
        code
          .f64x2(1 - plan.beta1)
          .get(g)
          .op("f64x2.mul")
          .op("f64x2.add")
          .set(m);
        store(first, m);
        code.f64x2(plan.beta2).get(s).op("f64x2.mul");
        code
          .f64x2(1 - plan.beta2)
          .get(g)
          .op("f64x2.mul")
          .get(g)
          .op("f64x2.mul")
          .op("f64x2.add")
          .set(s);
        store(second, s);
        code.get(step).get(m).op("f64x2.mul");
        code.get(s).op("f64x2.sqrt").get(root).op("f64x2.div");
        code.f64x2(plan.epsilon).op("f64x2.add").op("f64x2.div");
      });
    }
  }
}
