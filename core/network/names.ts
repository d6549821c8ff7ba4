import { deltaCode, gradientCode, type LetteredName } from "../naming.ts";
import type { LayerPlan } from "./plan.ts";

/** One matrix of a pass. Layers count from 0; `layer` is 0 for X, Y, error and cost. */
export interface MatrixKey {
  readonly kind: MatrixKind;
  readonly layer: number;
}

/**
 * X samples · W weights · b bias (one row) · Z before the activation · H after it · Y targets ·
 * raw X before its columns were scaled · error Ỹ = Y − Ŷ · dW, db the gradients · cost (1, 1) ·
 * D the way down at Z: −∂cost/∂Z without the cost's constant (see `Descent`).
 */
export type MatrixKind = "raw" | "X" | "W" | "b" | "Z" | "H" | "Y" | "error" | "dW" | "db" | "cost" | "D";

/** A matrix's name in formulas and in code: the letter as in the article, `A`, `Ŷ`, `W`, `δW`, and the layer. */
export interface MatrixName extends LetteredName {
  /** As code spells it: `W1`, `A`, `Yhat`, `deltaW1`. */
  readonly code: string;
}

/**
 * How Z and H are called: by the article's letters, by numbers, or as suits the network, letters for up to three
 * layers.
 */
export type NameStyle = "letters" | "numbers" | "suited";

/** D and E are kept for what backpropagation shares; M, N, S, W, X and Y have other meanings. */
const LETTERS = "ABCFGHKLPQRTUV";

/** So many layers have letters enough; deeper networks are numbered whatever is asked for. */
export const LETTERED_LAYERS = LETTERS.length / 2;
/** Up to so many, letters suit best. */
const SUITED_LAYERS = 3;

/** Whether Z and H of a network of so many layers are called by letters. */
export function areLettered(layers: number, style: NameStyle): boolean {
  return style === "suited" ? layers <= SUITED_LAYERS : style === "letters" && layers <= LETTERED_LAYERS;
}

/**
 * Names every matrix of a network as the article does: A = X·W⁽¹⁾, B = f₁(A), C = B·W⁽²⁾, Ŷ = f₂(C).
 * A linear layer has one matrix, not two, and gets one letter. Networks of more than three layers are
 * numbered instead, Z⁽¹⁾, H⁽¹⁾, Z⁽²⁾, …, unless letters are asked for; where letters do not suffice, too.
 * Gradients are δW = −∂cost/∂W; see `passCodes` for what code calls the numbers of a pass.
 */
export function nameMatrices(
  layers: readonly LayerPlan[],
  style: NameStyle = "suited",
): (key: MatrixKey) => MatrixName {
  const lettered = areLettered(layers.length, style);
  const letters: { Z: MatrixName; H: MatrixName }[] = [];
  let next = 0;
  const letter = (): MatrixName => {
    const name = LETTERS.charAt(next++);
    return { letter: name, layer: null, code: name };
  };
  layers.forEach((layer, index) => {
    const last = index === layers.length - 1;
    const linear = layer.activation === "linear";
    const output: MatrixName = { letter: "Ŷ", layer: null, code: "Yhat" };
    const numbered = (name: string): MatrixName => ({
      letter: name,
      layer: index + 1,
      code: `${name}${index + 1}`,
    });
    const Z = linear && last ? output : lettered ? letter() : numbered(linear ? "H" : "Z");
    const H = linear ? Z : last ? output : lettered ? letter() : numbered("H");
    letters.push({ Z, H });
  });
  return ({ kind, layer }) => {
    const number = layer + 1;
    switch (kind) {
      case "raw":
        return { letter: "X₀", layer: null, code: "X0" };
      case "X":
        return { letter: "X", layer: null, code: "X" };
      case "Y":
        return { letter: "Y", layer: null, code: "Y" };
      case "error":
        return { letter: "Ỹ", layer: null, code: "error" };
      case "cost":
        return { letter: "Δ", layer: null, code: "cost" };
      case "W":
        return { letter: "W", layer: number, code: `W${number}` };
      case "b":
        return { letter: "b", layer: number, code: `b${number}` };
      case "dW":
        return { letter: "δW", layer: number, code: deltaCode(`W${number}`) };
      case "db":
        return { letter: "δb", layer: number, code: deltaCode(`b${number}`) };
      case "D":
        return nameDescent(layer);
      case "Z":
      case "H":
        return letters[layer][kind];
    }
  };
}

/**
 * What code calls the numbers that a pass holds, as suits the network: `nameMatrices` has these codes, too, but for
 * the gradients, which are ∂cost/∂W here, `dW1`, not δW.
 */
export function passCodes(layers: readonly LayerPlan[]): (key: MatrixKey) => string {
  const nameOf = nameMatrices(layers);
  return (key) => {
    const { kind, layer } = key;
    if (kind !== "dW" && kind !== "db") return nameOf(key).code;
    return gradientCode(nameOf({ kind: kind === "dW" ? "W" : "b", layer }).code);
  };
}

/** D⁽ˡ⁾, what is left of ∂Δ/∂Z⁽ˡ⁾ without its constant and with the sign of δ (see `Descent`); layers from 0. */
export function nameDescent(layer: number): MatrixName {
  return { letter: "D", layer: layer + 1, code: `D${layer + 1}` };
}
