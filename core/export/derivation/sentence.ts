import { greekNames } from "../../calculus/greek.ts";
import { readRichText, type FormulaName, type KnownNames, type Segment } from "../../calculus/rich-text.ts";

/**
 * A sentence about formulas in a markup whose formulas stand between dollar signs: its names are set as in formulas,
 * and so is what stands between two of them where it is made of signs alone. `escape` writes words.
 */
export function writeSentence(
  sentence: string,
  known: KnownNames,
  escape: (words: string) => string,
): string {
  const segments = readRichText(sentence, known);
  let text = "";
  let formula = "";
  const close = (): void => {
    if (formula !== "") text += `$${formula}$`;
    formula = "";
  };
  segments.forEach((segment, k) => {
    const inside = formula !== "" && isFormula(segments[k + 1]);
    if (segment.kind === "transpose") formula += `${formula === "" ? "{}" : ""}${TRANSPOSED}`;
    else if (segment.kind === "name") formula += writeName(segment);
    else if (inside && SIGNS.test(segment.text)) formula += writeSigns(segment.text);
    else {
      const [closing, signs = "", indices = ""] = (formula === "" ? null : CLOSING.exec(segment.text)) ?? [
        "",
      ];
      formula += writeSigns(signs) + (indices === "" ? "" : `_{${writeLetters(indices)}}`);
      close();
      text += escape(segment.text.slice(closing.length));
    }
  });
  close();
  return text;
}

/** What may stand between two names in one formula. */
const SIGNS = /^[\s=·*+−/()[\]|²³]*_?$/u;

/** What still belongs to a formula that ends: the bracket of f(C), a square, the indices of exp(A)_i. */
const CLOSING = /^([)\]²³]+)(?:_([\p{L}0′]+))?/u;

const signs: Readonly<Record<string, string>> = {
  "·": String.raw`\cdot `,
  "*": String.raw`\ast `,
  "−": "-",
  "²": "^{2}",
  "³": "^{3}",
};

function writeSigns(text: string): string {
  return [...text].map((sign) => signs[sign] ?? sign).join("");
}

function isFormula(segment: Segment | undefined): boolean {
  return segment !== undefined && segment.kind !== "words";
}

/** Behind what was written before it. */
const TRANSPOSED = String.raw`^{\mathsf{T}}`;

/** One name: `{\tilde{Y}_{i0}}`. */
function writeName({ base, raised, primes, lowered, indices }: FormulaName): string {
  const upper = `${raised === null ? "" : `(${raised})`}${primes.replaceAll("′", String.raw`\prime `)}`;
  const lower = `${lowered ?? ""}${indices.map(writeLetters).join("")}`;
  const text = `${writeLetters(base)}${lower === "" ? "" : `_{${lower}}`}${upper === "" ? "" : `^{${upper}}`}`;
  // In braces, so that a T may be raised behind what is raised itself.
  return upper === "" && lower === "" ? text : `{${text}}`;
}

function writeLetters(text: FormulaName["base"]): string {
  return [...text].map((letter) => letters[letter] ?? greek(letter)).join("");
}

function greek(letter: string): string {
  const name = greekNames[letter];
  return name === undefined ? letter : `{\\${variants[name] ?? name}}`;
}

/** Where LaTeX's plain letter is another shape than the one that is meant. */
const variants: Readonly<Record<string, string>> = { epsilon: "varepsilon", phi: "varphi" };

const letters: Readonly<Record<string, string>> = {
  Ŷ: String.raw`\hat{Y}`,
  Ỹ: String.raw`\tilde{Y}`,
  "∂": String.raw`\partial `,
  Δ: String.raw`\Delta `,
  Σ: String.raw`\Sigma `,
  δ: String.raw`\delta `,
  λ: String.raw`\lambda `,
  "′": "'",
};
