import type { Cost } from "../../network/cost.ts";
import { penaltyLatex } from "../../network/penalty.ts";
import { optimizerOf } from "../../optimizer/optimizers.ts";
import { scheduleOf } from "../../optimizer/schedules.ts";
import type { TrainingPlan } from "../../experiment/experiment.ts";
import type { NamedLayer } from "../layers.ts";
import { writeElement, writeName, writeNumber } from "./writing.ts";

/** The forward pass, one equation after the other: A = X · W⁽¹⁾, B_ij = f(A_ij), … */
export function forwardFormulas(layers: readonly NamedLayer[]): string[] {
  return layers.flatMap(({ activation, input, W, b, Z, H }) => {
    const bias = b === null ? "" : ` + ${writeName(b)}`;
    const product = String.raw`${writeName(Z)} = ${writeName(input)} \cdot ${writeName(W)}${bias}`;
    if (H.code === Z.code) return [product];
    const indices = activation.acts === "on rows" ? "i" : "ij";
    const value = activation.latex.value(writeElement(Z, indices));
    return [product, `${writeElement(H, indices)} = ${value}`];
  });
}

/** The cost Δ, with the penalty where there is one. */
export function costFormula(cost: Cost, penalised: boolean): string {
  return String.raw`\Delta = ${cost.latex.value}${penalised ? ` + ${penaltyLatex.value}` : ""}`;
}

/**
 * The backward pass from the last layer to the first, with D⁽ˡ⁾ = ∂Δ/∂Z⁽ˡ⁾: the chain rule's step through each
 * activation, then ∂Δ/∂W and ∂Δ/∂b.
 */
export function backwardFormulas(cost: Cost, penalised: boolean, layers: readonly NamedLayer[]): string[] {
  return [...layers.keys()].reverse().flatMap((l) => {
    const { number, input, W, b } = layers[l];
    const D = `D^{(${number})}`;
    const penalty = penalised ? ` + ${penaltyLatex.gradient.replaceAll("W", `{${writeName(W)}}`)}` : "";
    return [
      ...throughActivation(cost, layers, l, D),
      String.raw`\frac{\partial \Delta}{\partial ${writeName(W)}} = ${transposed(writeName(input))} \cdot ${D}${penalty}`,
      ...(b === null
        ? []
        : [String.raw`\frac{\partial \Delta}{\partial ${writeName(b)}_{j}} = \sum_{i} ${D}_{ij}`]),
    ];
  });
}

function throughActivation(cost: Cost, layers: readonly NamedLayer[], l: number, D: string): string[] {
  const { activation, Z, H } = layers[l];
  const last = l === layers.length - 1;
  const product = last ? null : String.raw`D^{(${l + 2})} \cdot ${transposed(writeName(layers[l + 1].W))}`;
  const incoming = product === null ? cost.latex.gradient : String.raw`\left( ${product} \right)_{ij}`;
  if (last && cost.fusedWith !== null) return [`${D}_{ij} = ${incoming}`];
  if (H.code === Z.code) return [product === null ? `${D}_{ij} = ${incoming}` : `${D} = ${product}`];
  if (activation.acts === "on rows") {
    // E, like D, is no matrix's letter.
    return [`E_{ij} = ${incoming}`, `${D}_{ij} = ${activation.backwardLatex("E", writeName(H))}`];
  }
  const slope = activation.latex.derivative(writeElement(Z, "ij"));
  return [String.raw`${D}_{ij} = ${incoming} \cdot \left( ${slope} \right)`];
}

/** A name without or with an exponent of its own, transposed. */
function transposed(name: string): string {
  return name.includes("^") ? String.raw`{${name}}^{\top}` : String.raw`${name}^{\top}`;
}

/** The update of one matrix W, and the learning rate where it changes. */
export function updateFormulas({ optimizer, schedule }: TrainingPlan): string[] {
  const varying = schedule !== undefined && schedule.kind !== "constant";
  const update = optimizerOf(optimizer).latex;
  if (!varying) return [...update];
  return [
    scheduleOf(schedule).latex,
    ...update.map((line) => line.replaceAll(String.raw`\mu`, String.raw`\mu_t`)),
  ];
}

/** The settings of an update as equations: μ = 0.01, β = 0.9. */
export function settingFormulas({ optimizer, schedule }: TrainingPlan): string[] {
  const settings = { ...optimizer, ...(schedule ?? {}) };
  return Object.entries(settings).flatMap(([key, value]) =>
    typeof value === "number" ? [`${symbols[key] ?? key} = ${writeNumber(value)}`] : [],
  );
}

const symbols: Readonly<Record<string, string>> = {
  learningRate: String.raw`\mu`,
  momentum: String.raw`\beta`,
  alpha: String.raw`\alpha`,
  beta1: String.raw`\beta_1`,
  beta2: String.raw`\beta_2`,
  epsilon: String.raw`\varepsilon`,
  factor: String.raw`\gamma`,
  every: "n",
  steps: "n",
  lowest: String.raw`\mu_{\min}`,
};
