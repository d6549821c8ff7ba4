import { latexName, lowered, writeName } from "../naming.ts";
import type { MatrixKey, MatrixName } from "./names.ts";

/** A piece of a formula as the article writes it; the pieces in a row are the formula. */
export type FormulaPart =
  | { readonly kind: "matrix"; readonly key: MatrixKey; readonly transposed: boolean }
  /** The activation of a layer, counted from 0, or its derivative: f₁, f₂′. */
  | { readonly kind: "function"; readonly layer: number; readonly derivative: boolean }
  /** The sum over an index: Σᵢ. */
  | { readonly kind: "sum"; readonly over: string }
  /** Everything else: operators, brackets, numbers. */
  | { readonly kind: "sign"; readonly text: string; readonly latex: string };

/** A matrix as it stands. */
export function matrix(key: MatrixKey): FormulaPart {
  return { kind: "matrix", key, transposed: false };
}

/** A matrix with its rows as columns: `X.T`. */
export function transposed(key: MatrixKey): FormulaPart {
  return { kind: "matrix", key, transposed: true };
}

/** The activation of a layer, counted from 0. */
export function activationSign(layer: number): FormulaPart {
  return { kind: "function", layer, derivative: false };
}

/** Its derivative. */
export function derivativeSign(layer: number): FormulaPart {
  return { kind: "function", layer, derivative: true };
}

/** Anything that is no matrix; LaTeX needs to be given only where it differs. */
export function sign(text: string, latex = text): FormulaPart {
  return { kind: "sign", text, latex };
}

export const IS = sign(" = ");
export const BECOMES = sign(" ⇐ ", String.raw` \Leftarrow `);
export const PLUS = sign(" + ");
export const MINUS = sign(" − ", " - ");
/** The product of matrices, close as between two names, or apart. */
export const DOT = sign("·", String.raw` \cdot `);
export const APART = sign(" · ", String.raw` \cdot `);
/** The product element by element. */
export const TIMES = sign(" * ");
export const OPEN = sign("(");
export const CLOSE = sign(")");

type NameOf = (key: MatrixKey) => MatrixName;

/** A formula in plain Unicode: `δW⁽¹⁾ = 2 X.T · D⁽¹⁾`. */
export function writeParts(parts: readonly FormulaPart[], nameOf: NameOf): string {
  return parts.map((part) => writePart(part, nameOf)).join("");
}

/** One piece of it. */
export function writePart(part: FormulaPart, nameOf: NameOf): string {
  switch (part.kind) {
    case "matrix":
      return `${writeName(nameOf(part.key))}${part.transposed ? ".T" : ""}`;
    case "function":
      return `f${lowered(part.layer + 1)}${part.derivative ? "′" : ""}`;
    case "sum":
      return `Σ${LOWERED[part.over] ?? part.over} `;
    case "sign":
      return part.text;
  }
}

/** The same formula for LaTeX; `mark` may put something around each matrix. */
export function writePartsLatex(
  parts: readonly FormulaPart[],
  nameOf: NameOf,
  mark: (tex: string, key: MatrixKey) => string = (tex) => tex,
): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case "matrix": {
          const name = latexName(nameOf(part.key));
          if (!part.transposed) return mark(name, part.key);
          const T = String.raw`^{\mathsf{T}}`;
          return mark(name.includes("^") ? `{${name}}${T}` : `${name}${T}`, part.key);
        }
        case "function":
          return `f_{${part.layer + 1}}${part.derivative ? "'" : ""}`;
        case "sum":
          return String.raw`\textstyle\sum_{${part.over}} `;
        case "sign":
          return part.latex;
      }
    })
    .join("");
}

/** Indices as subscripts. */
const LOWERED: Readonly<Record<string, string>> = { i: "ᵢ" };
