import type { ElementwiseFunction } from "../calculus/typed/elementwise-function.ts";
import { activationOf } from "../network/activations.ts";
import type { LayerPlan } from "../network/plan.ts";

/** f1, f2, …: the activations of a network's layers, as far as they act on each element by itself. */
export function namedFunctions(layers: readonly LayerPlan[]): Map<string, ElementwiseFunction> {
  const functions = new Map<string, ElementwiseFunction>();
  layers.forEach(({ activation: plan }, layer) => {
    const activation = activationOf(plan);
    if (activation.acts !== "on elements") return;
    const name = `f${layer + 1}`;
    const { apply, derivative, latex, numpy, kinks } = activation;
    functions.set(name, {
      name,
      value: apply,
      derivative,
      latex,
      numpy: {
        value: numpy.value,
        // There is no name for f(u) here.
        derivative: (u) => numpy.derivative(u, `(${numpy.value(u)})`),
      },
      kinks,
      partial: activation.domain.length > 0,
    });
  });
  return functions;
}
