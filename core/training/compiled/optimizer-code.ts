import type { OptimizerPlan } from "../../optimizer/plan.ts";
import type { FunctionWriter, Local } from "../../wasm/assembler.ts";
import { eachPair, pushBase, type Place } from "./rows.ts";

/** What an update reads and writes; it may write where it reads. */
export interface UpdatePlaces {
  readonly parameters: Place;
  readonly memory: Place;
  readonly gradient: Place;
  readonly nextParameters: Place;
  readonly nextMemory: Place;
  /** The learning rate, an f64. */
  readonly rate: Local;
  /** A vector that 0 · w of every new parameter is added to: not 0 if one is not finite. */
  readonly finite: Local;
}

/** The update of all parameters, operation by operation as in core/optimizer/optimizers. */
export function writeUpdate(code: FunctionWriter, plan: OptimizerPlan, places: UpdatePlaces): void {
  const { parameters, gradient, memory, nextParameters, nextMemory, rate, finite } = places;
  const count = parameters.length;
  const [w, g, m, s, step] = Array.from({ length: 5 }, () => code.local("v128"));
  /** The memory's run of numbers that belong to the parameters one by one: the first, or the second. */
  const part = (of: Place, index: 0 | 1): Place => ({ ...of, address: of.address + 8 * index * count });
  code.get(rate).op("f64x2.splat").set(step);

  /** w = what `pushChange` pushes, taken from w. */
  const each = (size: number, pushChange: (store: (place: Place, value: Local) => void) => void): void => {
    eachPair(code, count, size, (load, store) => {
      load(parameters);
      code.set(w);
      load(gradient);
      code.set(g);
      if (memory.length >= count) {
        load(part(memory, 0));
        code.set(m);
      }
      if (memory.length >= 2 * count) {
        load(part(memory, 1));
        code.set(s);
      }
      code.get(w);
      pushChange(store);
      code.op("f64x2.sub").set(w);
      store(nextParameters, w);
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
        store(part(nextMemory, 0), m);
        code.get(step).get(m).op("f64x2.mul");
      });
      return;
    case "nesterov":
      each(14, (store) => {
        code.f64x2(plan.momentum).get(m).op("f64x2.mul").get(g).op("f64x2.add").set(m);
        store(part(nextMemory, 0), m);
        code.get(step).get(g).f64x2(plan.momentum).get(m).op("f64x2.mul").op("f64x2.add").op("f64x2.mul");
      });
      return;
    case "adagrad":
      each(14, (store) => {
        code.get(m).get(g).get(g).op("f64x2.mul").op("f64x2.add").set(m);
        store(part(nextMemory, 0), m);
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
        store(part(nextMemory, 0), m);
        code.get(step).get(g).op("f64x2.mul");
        code.get(m).op("f64x2.sqrt").f64x2(plan.epsilon).op("f64x2.add").op("f64x2.div");
      });
      return;
    case "adam": {
      const root = code.local("v128");
      const end = 16 * count;
      /** c ⇒ β c + (1 − β), at the end of the memory; leaves it on the stack. */
      const correct = (offset: number, beta: number): void => {
        const corrected = code.local("f64");
        code.f64(beta);
        pushBase(code, memory).memory("f64.load", memory.address + offset);
        code
          .op("f64.mul")
          .f64(1 - beta)
          .op("f64.add")
          .set(corrected);
        pushBase(code, nextMemory)
          .get(corrected)
          .memory("f64.store", nextMemory.address + offset);
        code.get(corrected);
      };
      code.get(rate);
      correct(end, plan.beta1);
      code.op("f64.div").op("f64x2.splat").set(step);
      correct(end + 8, plan.beta2);
      code.op("f64.sqrt").op("f64x2.splat").set(root);
      each(22, (store) => {
        code.f64x2(plan.beta1).get(m).op("f64x2.mul");
        code
          .f64x2(1 - plan.beta1)
          .get(g)
          .op("f64x2.mul")
          .op("f64x2.add")
          .set(m);
        store(part(nextMemory, 0), m);
        code.f64x2(plan.beta2).get(s).op("f64x2.mul");
        code
          .f64x2(1 - plan.beta2)
          .get(g)
          .op("f64x2.mul")
          .get(g)
          .op("f64x2.mul")
          .op("f64x2.add")
          .set(s);
        store(part(nextMemory, 1), s);
        code.get(step).get(m).op("f64x2.mul");
        code.get(s).op("f64x2.sqrt").get(root).op("f64x2.div");
        code.f64x2(plan.epsilon).op("f64x2.add").op("f64x2.div");
      });
    }
  }
}
