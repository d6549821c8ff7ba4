import { writePartsLatex, type FormulaPart } from "../../network/formula-parts.ts";
import type { MatrixKey } from "../../network/names.ts";
import type { MicroSetting } from "./micro-plan.ts";
import type { MicroKind, MicroStep, Target } from "./micro-step.ts";

/** A step that writes one matrix, by one line. */
interface Draft {
  readonly kind: MicroKind;
  readonly layer: number;
  readonly target: Target;
  readonly formula: readonly FormulaPart[];
  /** What is assigned to the matrix. */
  readonly numpy: string;
}

/** Completes a step from its one line. */
export function writeStep(setting: MicroSetting, { kind, layer, target, formula, numpy }: Draft): MicroStep {
  return {
    kind,
    layer,
    targets: [target],
    reads: distinct([...target.factors, ...target.beside].map(({ key }) => key)),
    formula: [formula],
    latex: [writePartsLatex(formula, setting.plan.nameOf)],
    numpy: [`${setting.code(target.key)} = ${numpy}`],
    memory: [],
  };
}

/** Every key once, in the order in which they come first. */
export function distinct(keys: readonly MatrixKey[]): MatrixKey[] {
  return keys.filter(
    ({ kind, layer }, index) => keys.findIndex((one) => one.kind === kind && one.layer === layer) === index,
  );
}

/** The matrices of a formula, from left to right. */
export function matricesIn(parts: readonly FormulaPart[]): MatrixKey[] {
  return parts.flatMap((part) => (part.kind === "matrix" ? [part.key] : []));
}
