import { latexName, LOWERED, RAISED, type LetteredName } from "../../naming.ts";

/** An element of a matrix, as one symbol that takes an exponent. */
export function writeElement(name: LetteredName, indices: string): string {
  const element = `${latexName(name)}_{${indices}}`;
  return name.layer === null ? element : `{${element}}`;
}

/** A number: 0.5, or 1.5 · 10⁻⁷. */
export function writeNumber(value: number): string {
  const [digits, exponent] = String(value).split("e");
  if (exponent === undefined) return digits;
  const power = `10^{${Number(exponent)}}`;
  return digits === "1" ? power : String.raw`${digits} \cdot ${power}`;
}

/** The last character of those that LaTeX's own fonts have as text, and those before it that they do not have. */
const LAST_LATIN = 0x17f;
const MISSING = "ĦħĸĿŀŉŦŧſ";

/**
 * Text that a person wrote, as LaTeX text. What is in no Latin script becomes the argument of `\otherscript`, which
 * a document has to define, since not every TeX can print it.
 */
export function escapeText(text: string): string {
  return [...text.replace(/\s+/g, " ")].map(escapeCharacter).join("");
}

function escapeCharacter(character: string): string {
  const known = characters[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  // Control characters and halves of surrogate pairs are nothing to print.
  if (code < 32 || (code >= 127 && code < 160) || (code >= 0xd800 && code < 0xe000)) return "";
  const other = code > LAST_LATIN || MISSING.includes(character);
  return other ? String.raw`\otherscript{${character}}` : character;
}

/** What is a sign of LaTeX's own, or what its standard fonts do not have as text. */
const characters: Readonly<Record<string, string>> = {
  "\\": String.raw`\textbackslash{}`,
  "~": String.raw`\textasciitilde{}`,
  "^": String.raw`\textasciicircum{}`,
  ...Object.fromEntries([..."&%$#_{}"].map((sign) => [sign, `\\${sign}`])),
  ...Object.fromEntries([...RAISED].map((sign, digit) => [sign, `\\ensuremath{^{${digit}}}`])),
  ...Object.fromEntries([...LOWERED].map((sign, digit) => [sign, `\\ensuremath{_{${digit}}}`])),
  "⁽": String.raw`\ensuremath{^{(}}`,
  "⁾": String.raw`\ensuremath{^{)}}`,
  "⁻": String.raw`\ensuremath{^{-}}`,
  "−": String.raw`\ensuremath{-}`,
  "×": String.raw`\ensuremath{\times}`,
  "·": String.raw`\ensuremath{\cdot}`,
  "→": String.raw`\ensuremath{\rightarrow}`,
  "≤": String.raw`\ensuremath{\leq}`,
  "≥": String.raw`\ensuremath{\geq}`,
  "√": String.raw`\ensuremath{\surd}`,
  "∂": String.raw`\ensuremath{\partial}`,
  Σ: String.raw`\ensuremath{\Sigma}`,
  Δ: String.raw`\ensuremath{\Delta}`,
  δ: String.raw`\ensuremath{\delta}`,
  μ: String.raw`\ensuremath{\mu}`,
  π: String.raw`\ensuremath{\pi}`,
  σ: String.raw`\ensuremath{\sigma}`,
  Ŷ: String.raw`\ensuremath{\hat{Y}}`,
  Ỹ: String.raw`\ensuremath{\tilde{Y}}`,
};

/** An equation that stands below others, their signs of equality too. */
export function alignSign(equation: string): string {
  return equation.replace(/ (=|\\Rightarrow) /, " &$1 ");
}
