/**
 * How names are written, whatever bears them: letters with a raised layer, in plain Unicode, LaTeX and words,
 * and code's names of derivatives. Formulas, views, scripts, files and the command line all write by these.
 */

/** A letter as the article has it, and the layer raised behind it, counted from 1; null where there is none. */
export interface LetteredName {
  readonly letter: string;
  readonly layer: number | null;
}

/** ∂cost/∂M in code, of M in code: `dW1`. Scripts, the command line and saved numbers have these. */
export function gradientCode(code: string): string {
  return `d${code}`;
}

/** δM = −∂cost/∂M in code, as the article has it: `deltaW1`. Formulas have δ, so has the code beside them. */
export function deltaCode(code: string): string {
  return `delta${code}`;
}

/** A name in plain Unicode: `W⁽¹⁾`. */
export function writeName({ letter, layer }: LetteredName): string {
  return layer === null ? letter : letter + raised(layer);
}

/** A name in LaTeX: `W^{(1)}`. */
export function latexName({ letter, layer }: LetteredName): string {
  return layer === null ? latexLetter(letter) : `${latexLetter(letter)}^{(${layer})}`;
}

/** A name in words, for a screen reader: `W 1`, `Y hat`. */
export function speakName({ letter, layer }: LetteredName): string {
  const spoken = letters[letter]?.spoken ?? letter;
  return layer === null ? spoken : `${spoken} ${layer}`;
}

/** The letter of a name in LaTeX: `\hat{Y}`. */
export function latexLetter(letter: string): string {
  return letters[letter]?.latex ?? letter;
}

/** The letters that LaTeX and a screen reader spell. */
const letters: Readonly<Record<string, { readonly latex: string; readonly spoken: string } | undefined>> = {
  Ŷ: { latex: String.raw`\hat{Y}`, spoken: "Y hat" },
  Ỹ: { latex: String.raw`\tilde{Y}`, spoken: "Y tilde" },
  Δ: { latex: String.raw`\Delta`, spoken: "Delta" },
  δW: { latex: String.raw`\delta W`, spoken: "delta W" },
  δb: { latex: String.raw`\delta b`, spoken: "delta b" },
  "X₀": { latex: "X_{0}", spoken: "X zero" },
};

/** The digits from 0 to 9, raised. */
export const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A whole number in raised digits between raised brackets: `⁽¹²⁾`. */
export function raised(number: number): string {
  return `⁽${raisedDigits(number)}⁾`;
}

/** A whole number from 0 in raised digits: `¹²`. */
export function raisedDigits(number: number): string {
  return [...String(number)].map((digit) => RAISED[Number(digit)]).join("");
}

/** The digits from 0 to 9, lowered. */
export const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** A whole number in lowered digits: `₁₂`. */
export function lowered(number: number): string {
  return [...String(number)].map((digit) => LOWERED[Number(digit)]).join("");
}
