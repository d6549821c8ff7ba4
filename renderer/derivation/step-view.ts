import { letteredFormOf, type LetteredForm } from "../../core/calculus/axes.ts";
import { codesIn } from "../../core/calculus/codes-in.ts";
import type { Derivation, Step } from "../../core/calculus/derivation.ts";
import { negated, descentSymbol } from "../../core/calculus/describe.ts";
import { expandForm } from "../../core/calculus/expand.ts";
import type { Expression, Factor } from "../../core/calculus/expression.ts";
import type { NoMatrixForm } from "../../core/calculus/matrix-form.ts";
import { asMatrix } from "../../core/calculus/order.ts";
import { expressionAfter, unfoldedAfter } from "../../core/calculus/stages.ts";
import type { ElementwiseSymbol } from "../../core/calculus/symbol.ts";
import type { Mark } from "../formula/marks.ts";
import {
  functionFormula,
  indexFormula,
  leadOf,
  localFormula,
  marksOf,
  matrixFormula,
  matrixLead,
  nameLead,
  type FormulaView,
  type Part,
} from "./formula-view.ts";
import { factorsIn, groupIndices, placeIndices, type IndexGroup, type PlacedIndex } from "./index-places.ts";
import type { Role } from "./matrix-roles.ts";
import { stripsOf, type Strip } from "./shape-strips.ts";

/** A matrix notation drawn, or why there is none. */
export type MatrixView =
  | { readonly form: LetteredForm; readonly formula: FormulaView; readonly strips: readonly Strip[] }
  | { readonly form: null; readonly problem: NoMatrixForm };

/** One step of a derivation as it is drawn: both notations before and after, the rule, and what indices mean. */
export interface StepView {
  /** How many steps have been made; with 0 it is what is asked for. */
  readonly number: number;
  /** The step that was made last. */
  readonly step: Step | null;
  readonly before: FormulaView | null;
  readonly after: FormulaView;
  /** What the step touched, and what it made of that. */
  readonly notedBefore: readonly Mark[];
  readonly notedAfter: readonly Mark[];
  readonly matrix: MatrixView;
  /** The signs of the matrix notation that the step is about. */
  readonly notedMatrix: readonly Mark[];
  /** The rule by itself, and f and f′ where it is about a function of elements. */
  readonly local: FormulaView | null;
  readonly functions: readonly Part[];
  readonly placed: ReadonlyMap<string, PlacedIndex>;
  readonly groups: readonly IndexGroup[];
}

/** One line after the other is equal to what was asked for, whose left side stands in the first. */
const EQUALS: Part = { tex: "=", label: "equals" };

/** Everything that is drawn of a derivation after so many steps; with `expanded`, without shared names. */
export function viewStep(
  derivation: Derivation,
  number: number,
  roles: ReadonlyMap<string, Role>,
  expanded: boolean,
): StepView {
  const { start, free, steps, by, program } = derivation;
  const step = number === 0 ? null : steps[number - 1];
  const after = indexFormula(expressionAfter(derivation, number), free, step && EQUALS);
  const before = step && indexFormula(step.before, free, number === 1 ? null : leadOf(start, free));
  const form = letteredFormOf(unfoldedAfter(derivation, number), free, by);
  const matrix: MatrixView = form.ok
    ? drawForm(expanded ? expandForm(form, derivation.shared) : form, matrixLead(program.result, by))
    : { form: null, problem: form.problem };
  const local = step?.local ?? null;
  const placed = placeIndices(factorsIn(expressionsAround(derivation, number), local), roles);
  return {
    number,
    step,
    before,
    after,
    notedBefore: before && step ? marksOf(before, step.touched.before) : [],
    notedAfter: step ? marksOf(after, step.touched.after) : [],
    matrix,
    notedMatrix: step && matrix.form !== null ? signsOf(matrix.formula, step) : [],
    local: local && localFormula(local),
    functions: step === null ? [] : functionsOf(step).flatMap(functionFormula),
    placed,
    groups: groupIndices(placed),
  };
}

/** The functions of elements that a step is about. */
function functionsOf({ reason }: Step): readonly ElementwiseSymbol[] {
  if (reason.rule === "elementwise") return [reason.function];
  return reason.rule === "cost" ? reason.functions : [];
}

/** What comes out: δW = −∂Δ/∂W in matrix notation, with the definitions of the shared names in it. */
export interface GoalView {
  readonly matrix: MatrixView;
  /** The result in index notation, where it has no matrix notation. */
  readonly index: FormulaView;
  readonly names: readonly { readonly code: string; readonly formula: FormulaView }[];
}

export function viewGoal(derivation: Derivation, expanded: boolean): GoalView {
  const { free, by, shared, result, start, steps } = derivation;
  const form = letteredFormOf(unfoldedAfter(derivation, steps.length), free, by);
  const names = shared.flatMap(({ symbol, matrix }) =>
    matrix === null
      ? []
      : [
          {
            code: symbol.code,
            formula: matrixFormula(
              matrix.kind === "sum" ? matrix.terms : [{ coefficient: 1, scalars: [], matrix }],
              nameLead(symbol),
            ),
          },
        ],
  );
  const index = indexFormula(result.index, free, leadOf(start, free));
  if (!form.ok) return { matrix: { form: null, problem: form.problem }, index, names };
  const written = expanded ? expandForm(form, shared) : form;
  const turned = { ...written, terms: negated(written.terms) };
  const matrix = drawForm(turned, nameLead(descentSymbol(by)));
  return { matrix, index, names: expanded ? [] : names };
}

function drawForm(form: LetteredForm, lead: Part): MatrixView {
  return { form, formula: matrixFormula(form.terms, lead), strips: stripsOf(form) };
}

/** Both sides of a step, with every factor by itself. */
function expressionsAround(derivation: Derivation, number: number): Expression[] {
  const unfolded = unfoldedAfter(derivation, number);
  return number === 0 ? [unfolded] : [unfoldedAfter(derivation, number - 1), unfolded];
}

/** The · or * that a step is about, and the T that it asked for. */
function signsOf({ signs }: FormulaView, { reason, touched }: Step): Mark[] {
  if (reason.rule !== "dot" && reason.rule !== "star") return [];
  const [one, other] = touched.before.map(codesOfFactor);
  if (one === undefined || other === undefined) return [];
  const turned = reason.rule === "dot" ? reason.transposed.map(({ matrix }) => matrix) : [];
  return [...signs].flatMap(([name, sign]): Mark[] => {
    if (sign.kind === "transpose") {
      const codes = codesIn(sign.of);
      const own = [one, other].find(
        (set) => codes.every((code) => set.has(code)) && set.size === codes.length,
      );
      return turned.length > 0 && own !== undefined ? [{ kind: "sign", name }] : [];
    }
    if (sign.kind !== reason.rule) return [];
    const [left, right] = [codesIn(sign.left), codesIn(sign.right)];
    const among = (codes: readonly string[], set: ReadonlySet<string>): boolean =>
      codes.every((code) => set.has(code));
    const fits = (among(left, one) && among(right, other)) || (among(left, other) && among(right, one));
    return fits ? [{ kind: "sign", name }] : [];
  });
}

function codesOfFactor(factor: Factor): ReadonlySet<string> {
  return new Set(codesIn(asMatrix(factor).matrix));
}
