import type { LetteredForm } from "../../core/calculus/axes.ts";
import { codesIn } from "../../core/calculus/codes-in.ts";
import { vanishingIndex } from "../../core/calculus/eliminate.ts";
import type { Factor, Index } from "../../core/calculus/expression.ts";
import type { MatrixExpression } from "../../core/calculus/matrix-expression.ts";
import type { FormulaSign } from "../../core/calculus/write-matrix-parts.ts";
import { writeMatrixText } from "../../core/calculus/write-text.ts";
import type { Mark } from "../formula/marks.ts";
import type { Emphasis } from "../state/focus.svelte.ts";
import type { FormulaView } from "./formula-view.ts";
import type { PlacedIndex } from "./index-places.ts";
import type { Role } from "./matrix-roles.ts";

/** Where something of a derivation is pointed at: each formula has marks of its own. */
export type Where = "before" | "after" | "local" | "matrix" | "goal" | "names" | "strips" | "legend" | "text";

export interface Pointed {
  readonly where: Where;
  readonly mark: Mark;
}

/** What is said of the thing that is pointed at. */
export type Note =
  | { readonly kind: "index"; readonly placed: PlacedIndex; readonly free: boolean }
  /** An index of an axis with one place. */
  | { readonly kind: "unit" }
  | { readonly kind: "matrix"; readonly role: Role }
  /** A δ, which renames one index to another, or one between two that have to stay. */
  | {
      readonly kind: "delta";
      readonly indices: readonly [Index, Index];
      readonly from: Index;
      readonly to: Index;
    }
  | { readonly kind: "delta-stays"; readonly indices: readonly [Index, Index] }
  | { readonly kind: "factor"; readonly factor: Factor }
  | { readonly kind: "dot"; readonly left: string; readonly right: string; readonly summed: Index | null }
  | {
      readonly kind: "star";
      readonly left: string;
      readonly right: string;
      readonly place: readonly Index[];
    }
  /** `outer` is the free one of its indices, where one is: it has to stand outside, the other inside. */
  | {
      readonly kind: "transpose";
      readonly matrix: string;
      readonly before: readonly Index[];
      readonly outer: Index | null;
      readonly inner: Index | null;
    };

/** Everything that lights up with what is pointed at. */
export interface Lit {
  readonly letters: readonly string[];
  /** Codes of whole matrices. */
  readonly codes: readonly string[];
  readonly factor: Factor | null;
  /** What is lit in chain and graph. */
  readonly emphasis: readonly Emphasis[];
  readonly note: Note | null;
}

/** What a step shows, as far as it can be pointed at. */
export interface Scene {
  readonly free: readonly Index[];
  readonly placed: ReadonlyMap<string, PlacedIndex>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly formulas: { readonly [where in Where]?: FormulaView | null };
  /** The matrix notations that signs belong to. */
  readonly forms: { readonly [where in Where]?: LetteredForm | null };
}

const NOTHING: Lit = { letters: [], codes: [], factor: null, emphasis: [], note: null };

/** What lights up when this is pointed at, and what there is to say of it. */
export function litBy(pointed: Pointed | null, scene: Scene): Lit {
  if (pointed === null) return NOTHING;
  const { where, mark } = pointed;
  switch (mark.kind) {
    case "index":
      return ofIndex(mark.name, scene);
    case "matrix":
      return ofMatrix(mark.name, scene);
    case "delta":
    case "factor": {
      const factor = scene.formulas[where]?.factors.get(mark.name);
      return factor === undefined ? NOTHING : ofFactor(factor, scene);
    }
    case "sign": {
      const sign = scene.formulas[where]?.signs.get(mark.name);
      return sign === undefined ? NOTHING : ofSign(sign, scene.forms[where] ?? null, scene);
    }
  }
}

/** The marks that are lit in a formula. */
export function marksLit({ letters, codes, factor }: Lit, formula: FormulaView | null): Mark[] {
  const shared: Mark[] = [
    ...letters.map((name): Mark => ({ kind: "index", name })),
    ...codes.map((name): Mark => ({ kind: "matrix", name })),
  ];
  if (factor === null || formula === null) return shared;
  const kind = factor.kind === "delta" ? "delta" : "factor";
  const own = [...formula.factors]
    .filter(([, one]) => one === factor)
    .map(([name]): Mark => ({ kind, name }));
  return [...shared, ...own];
}

function ofIndex(letter: string, { placed, roles, free }: Scene): Lit {
  if (letter === "0") return { ...NOTHING, note: { kind: "unit" } };
  const found = placed.get(letter);
  if (found === undefined) return { ...NOTHING, letters: [letter] };
  return {
    ...NOTHING,
    letters: [letter],
    emphasis: emphasisOf(found, roles),
    note: { kind: "index", placed: found, free: free.some((one) => one.letter === letter) },
  };
}

function emphasisOf({ places }: PlacedIndex, roles: ReadonlyMap<string, Role>): Emphasis[] {
  return places.flatMap(({ code, axis }): Emphasis[] => {
    const key = roles.get(code)?.key ?? null;
    if (key === null) return [];
    // A parameter's axes are its gradient's, too.
    if (key.kind === "W")
      return [
        { key, axis },
        { key: { kind: "dW", layer: key.layer }, axis },
      ];
    if (key.kind === "b")
      return [
        { key, axis },
        { key: { kind: "db", layer: key.layer }, axis },
      ];
    return [{ key, axis }];
  });
}

function ofMatrix(code: string, { roles }: Scene): Lit {
  const role = roles.get(code);
  if (role === undefined) return { ...NOTHING, codes: [code] };
  return { ...NOTHING, codes: [code], emphasis: whole(role), note: { kind: "matrix", role } };
}

function whole({ key }: Role): Emphasis[] {
  return key === null ? [] : [{ key, axis: "both" }];
}

function ofFactor(factor: Factor, scene: Scene): Lit {
  if (factor.kind === "delta") return ofDelta(factor, scene);
  const codes = codesOf(factor);
  const emphasis = codes.flatMap((code) => {
    const role = scene.roles.get(code);
    return role === undefined ? [] : whole(role);
  });
  return { ...NOTHING, codes, factor, emphasis, note: { kind: "factor", factor } };
}

function ofDelta(factor: Extract<Factor, { kind: "delta" }>, scene: Scene): Lit {
  const { indices } = factor;
  const from = vanishingIndex(factor, scene.free);
  const to = indices.find(({ letter }) => letter !== from?.letter) ?? indices[0];
  return {
    ...NOTHING,
    letters: indices.filter(({ size }) => size > 1).map(({ letter }) => letter),
    factor,
    emphasis: indices.flatMap(({ letter }) => {
      const placed = scene.placed.get(letter);
      return placed === undefined ? [] : emphasisOf(placed, scene.roles);
    }),
    note: from === null ? { kind: "delta-stays", indices } : { kind: "delta", indices, from, to },
  };
}

/** The matrices in a factor, by their codes. */
function codesOf(factor: Factor): string[] {
  switch (factor.kind) {
    case "tensor":
      return [factor.symbol.code];
    case "function":
      return [factor.argument.symbol.code];
    case "power":
      return [factor.base.symbol.code];
    case "row-function":
      return [factor.argument.code];
    case "derivative":
      return [factor.of.symbol.code, factor.by.symbol.code];
    case "matrix":
      return codesIn(factor.matrix);
    case "delta":
      return [];
  }
}

function ofSign(sign: FormulaSign, form: LetteredForm | null, scene: Scene): Lit {
  const lettersOf = (matrix: MatrixExpression): { rows: Index | null; columns: Index | null } =>
    form?.lettersOf(matrix) ?? { rows: null, columns: null };
  const text = writeMatrixText;
  if (sign.kind === "transpose") {
    const { rows, columns } = lettersOf(sign.of);
    const isFree = (index: Index | null): boolean =>
      scene.free.some(({ letter }) => letter === index?.letter);
    const one = isFree(rows) !== isFree(columns);
    const outer = one ? (isFree(rows) ? rows : columns) : null;
    const inner = one ? (outer === rows ? columns : rows) : null;
    const before = [rows, columns].filter((index) => index !== null);
    const note: Note = { kind: "transpose", matrix: text(sign.of), before, outer, inner };
    return light([sign.of], before, note, scene);
  }
  const [left, right] = [lettersOf(sign.left), lettersOf(sign.right)];
  const words = { left: text(sign.left), right: text(sign.right) };
  if (sign.kind === "dot") {
    const summed = left.columns ?? right.rows;
    const note: Note = { kind: "dot", ...words, summed };
    return light([sign.left, sign.right], summed === null ? [] : [summed], note, scene);
  }
  const place = [left.rows ?? right.rows, left.columns ?? right.columns].filter((index) => index !== null);
  return light([sign.left, sign.right], place, { kind: "star", ...words, place }, scene);
}

/** What a sign joins, and the axes that it is about. */
function light(
  matrices: readonly MatrixExpression[],
  indices: readonly Index[],
  note: Note,
  { placed, roles }: Scene,
): Lit {
  const codes = [...new Set(matrices.flatMap(codesIn))];
  const letters = indices.filter(({ size }) => size > 1).map(({ letter }) => letter);
  const axes = letters
    .flatMap((letter) => {
      const found = placed.get(letter);
      return found === undefined ? [] : emphasisOf(found, roles);
    })
    .filter(({ key }) => codes.some((code) => roles.get(code)?.key === key));
  const wholes = codes.flatMap((code) => {
    const role = roles.get(code);
    return role === undefined ? [] : whole(role);
  });
  return { letters, codes, factor: null, emphasis: [...wholes, ...axes], note };
}
