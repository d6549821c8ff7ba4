import fc from "fast-check";
import { expect, it } from "vitest";
import { plainKernels } from "../../../../core/matrix/kernels/plain-kernels.ts";
import { simdKernels } from "../../../../core/matrix/kernels/simd-kernels.ts";
import { optimizerOf } from "../../../../core/optimizer/optimizers.ts";
import type { OptimizerState } from "../../../../core/optimizer/optimizer.ts";
import type { OptimizerPlan } from "../../../../core/optimizer/plan.ts";
import { vectorUpdate } from "../../../../core/training/compiled/vector-update.ts";

const plans: readonly OptimizerPlan[] = [
  { kind: "sgd", learningRate: 0.1 },
  { kind: "momentum", learningRate: 0.1, momentum: 0.9 },
  { kind: "nesterov", learningRate: 0.1, momentum: 0.8 },
  { kind: "adagrad", learningRate: 0.1, epsilon: 1e-10 },
  { kind: "rmsprop", learningRate: 0.1, alpha: 0.95, epsilon: 1e-8 },
  { kind: "adam", learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
];

const gradients = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 400 });

it.each(plans.map((plan) => [plan.kind, plan] as const))(
  "%s in vectors gives the optimizer's bits over five steps, for any gradients",
  (_, plan) => {
    const optimizer = optimizerOf(plan);
    const kernels = simdKernels(20_000);
    if (kernels === null) throw new Error("this Node has no WebAssembly vectors");
    const most = 400;
    const rooms = Array.from({ length: 2 }, () => ({
      parameters: kernels.allocate(most),
      memory: kernels.allocate(optimizer.memorySize(most)),
    }));
    const slopes = kernels.allocate(most);
    fc.assert(
      fc.property(gradients, (gradient) => {
        const count = gradient.length;
        const remembered = optimizer.memorySize(count);
        const states = [...rooms, ...rooms].map(({ parameters, memory }, index): OptimizerState => {
          const parts = { parameters: parameters.subarray(0, count), memory: memory.subarray(0, remembered) };
          return index < 2
            ? parts
            : { parameters: new Float64Array(count), memory: new Float64Array(remembered) };
        });
        for (const state of states) {
          state.parameters.fill(0.5);
          state.memory.fill(0);
        }
        const update = vectorUpdate(plan, count, kernels);
        if (update === null) throw new Error("no update was made for kernels with a memory");
        slopes.set(gradient);
        for (let step = 0; step < 5; step++) {
          const rate = 0.1 / (step + 1);
          const [to, from] = [(step + 1) % 2, step % 2];
          const finite = update(states[to], states[from], slopes.subarray(0, count), rate);
          optimizer.update(states[2 + to], states[2 + from], Float64Array.from(gradient), plan, rate);
          expect(states[to].parameters).toEqual(states[2 + to].parameters);
          expect(states[to].memory).toEqual(states[2 + to].memory);
          expect(finite).toBe(states[to].parameters.every(Number.isFinite));
        }
      }),
    );
  },
  60_000,
);

it("there is none for plain kernels", () => {
  expect(vectorUpdate(plans[0], 10, plainKernels)).toBeNull();
});
