import type { Cost } from "../../network/cost.ts";
import { latexName } from "../../naming.ts";
import { penaltyLatex } from "../../network/penalty.ts";
import { optimizerOf } from "../../optimizer/optimizers.ts";
import { scheduleOf } from "../../optimizer/schedules.ts";
import type { TrainingPlan } from "../../experiment/experiment.ts";
import type { NamedLayer } from "../layers.ts";
import { writeElement, writeNumber } from "./writing.ts";

/** The forward pass, one equation after the other: A = X · W⁽¹⁾, B_ij = f(A_ij), … */
export function forwardFormulas(layers: readonly NamedLayer[]): string[] {
  return layers.flatMap(({ activation, input, W, b, Z, H }) => {
    const bias = b === null ? "" : ` + ${latexName(b)}`;
    const product = String.raw`${latexName(Z)} = ${latexName(input)} \cdot ${latexName(W)}${bias}`;
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
 * The backward pass from the last layer to the first: ∂Δ/∂Z by the chain rule's step through each activation, then
 * ∂Δ/∂W and ∂Δ/∂b.
 */
export function backwardFormulas(cost: Cost, penalised: boolean, layers: readonly NamedLayer[]): string[] {
  return [...layers.keys()].reverse().flatMap((l) => {
    const { input, W, b, Z } = layers[l];
    const penalty = penalised ? ` + ${penaltyLatex.gradient.replaceAll("W", `{${latexName(W)}}`)}` : "";
    return [
      ...throughActivation(cost, layers, l),
      String.raw`${slope(latexName(W))} = ${transposed(latexName(input))} \cdot ${slope(latexName(Z))}${penalty}`,
      ...(b === null
        ? []
        : [String.raw`${slope(`${latexName(b)}_{j}`)} = \sum_{i} ${slope(writeElement(Z, "ij"))}`]),
    ];
  });
}

function throughActivation(cost: Cost, layers: readonly NamedLayer[], l: number): string[] {
  const { activation, Z, H } = layers[l];
  const after = layers.at(l + 1);
  const element = slope(writeElement(Z, "ij"));
  const product = after && String.raw`${slope(latexName(after.Z))} \cdot ${transposed(latexName(after.W))}`;
  const incoming = product === undefined ? cost.latex.gradient : String.raw`\left( ${product} \right)_{ij}`;
  if (after === undefined && cost.fusedWith !== null) return [`${element} = ${incoming}`];
  if (H.code === Z.code) {
    return [product === undefined ? `${element} = ${incoming}` : `${slope(latexName(Z))} = ${product}`];
  }
  if (activation.acts === "on rows") {
    const elementOf = (indices: string): string => slope(writeElement(H, indices));
    return [
      `${elementOf("ij")} = ${incoming}`,
      `${element} = ${activation.backwardLatex(elementOf, latexName(H))}`,
    ];
  }
  return [
    String.raw`${element} = ${incoming} \cdot \left( ${activation.latex.derivative(writeElement(Z, "ij"))} \right)`,
  ];
}

/** ∂Δ/∂ what has this name. */
function slope(name: string): string {
  return String.raw`\frac{\partial \Delta}{\partial ${name}}`;
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
