/** What to write in place of a character or a sign that an expression does not take. */
const replacements: ReadonlyMap<string, string> = new Map([
  ["−", "-"],
  ["–", "-"],
  ["—", "-"],
  ["×", "*"],
  ["∗", "*"],
  ["⊙", "*"],
  ["∘", "*"],
  ["·", "@"],
  ["⋅", "@"],
  ["•", "@"],
  ["÷", "/"],
  ["⁄", "/"],
  ["²", "**2"],
  ["³", "**3"],
  ["ᵀ", ".T"],
  ["⊤", ".T"],
  ["（", "("],
  ["）", ")"],
  ["，", ","],
  ["\u00a0", " "],
  ["\u2009", " "],
  ["\u202f", " "],
  ["√", "np.sqrt"],
  ["∑", "np.sum"],
  ["^", "**"],
  ["//", "/"],
  // Cyrillic letters that look like Latin ones.
  ...[..."АВЕКМНОРСТХаеорсух"].map((letter, i): [string, string] => [letter, "ABEKMHOPCTXaeopcyx"[i]]),
]);

/** What to write in place of this character or sign, or null where nothing is likely. */
export function replacementOf(word: string): string | null {
  return replacements.get(word) ?? null;
}

/** How a message names a character: itself in quotes, or its number where it cannot be seen. */
export function nameCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const visible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character);
  const number = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  return visible ? `"${character}"` : number;
}
