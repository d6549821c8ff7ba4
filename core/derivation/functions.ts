import type { ElementwiseSymbol } from "../calculus/symbol.ts";
import { lowered } from "../naming.ts";
import { activationOf } from "../network/activations.ts";
import { clampedInverse, clampedLog } from "../network/costs/clamped-logarithm.ts";
import type { ActivationPlan } from "../network/plan.ts";
import { activations } from "../network/activations.ts";

/**
 * f₁, f₂, …: the activation of a layer, counted from 0, as formulas name it.
 *
 * @throws RangeError if it acts on whole rows.
 */
export function layerFunction(plan: ActivationPlan, layer: number): ElementwiseSymbol {
  const activation = activationOf(plan);
  if (activation.acts !== "on elements") throw new RangeError("internal: softmax acts on rows");
  const number = layer + 1;
  return {
    name: `f${lowered(number)}`,
    latex: `f_{${number}}`,
    spoken: `f ${number}`,
    label: activation.label,
    derivativeName: null,
    formula: activation.latex,
    apply: activation.apply,
    derivative: activation.derivative,
    numpy: activation.numpy,
    kinks: activation.kinks,
  };
}

/** ln, taken as −100 at least, with the slope that belongs to it, as in the lab's costs. */
export const logarithm: ElementwiseSymbol = {
  name: "ln",
  latex: String.raw`\ln`,
  spoken: "log",
  label: "ln x",
  derivativeName: null,
  formula: { value: (x) => String.raw`\ln ${x}`, derivative: (x) => String.raw`\frac{1}{${x}}` },
  apply: clampedLog,
  derivative: clampedInverse,
  numpy: {
    value: (x) => `np.maximum(np.log(${x}), -100)`,
    derivative: (x) => `(1 / np.maximum(${x}, np.exp(-100)))`,
  },
  kinks: [],
};

/** The same for 1 − Ŷ, whose smallest number above 0 is 2⁻⁵³. */
export const logarithmOfRest: ElementwiseSymbol = {
  ...logarithm,
  derivative: (x) => 1 / (x < 2 ** -53 ? 2 ** -53 : x),
  numpy: { value: logarithm.numpy.value, derivative: (x) => `(1 / np.maximum(${x}, 2.0**-53))` },
};

const { softplus: softplusActivation } = activations;

/** softplus, ln(1 + e^z), whose derivative is σ. */
export const softplus: ElementwiseSymbol = {
  name: "softplus",
  latex: String.raw`\operatorname{softplus}`,
  spoken: "softplus",
  label: "ln(1 + eˣ)",
  derivativeName: "σ",
  formula: softplusActivation.latex,
  apply: softplusActivation.apply,
  derivative: softplusActivation.derivative,
  numpy: softplusActivation.numpy,
  kinks: [],
};

/** |w|, whose slope at 0 counts as 0. */
export const magnitude: ElementwiseSymbol = {
  name: "abs",
  latex: String.raw`\operatorname{abs}`,
  spoken: "absolute value",
  label: "|x|",
  derivativeName: "sign",
  formula: {
    value: (x) => String.raw`\left|${x}\right|`,
    derivative: (x) => String.raw`\operatorname{sign} ${x}`,
  },
  apply: Math.abs,
  derivative: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0),
  numpy: { value: (x) => `np.abs(${x})`, derivative: (x) => `np.sign(${x})` },
  kinks: [0],
};
