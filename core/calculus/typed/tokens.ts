import type { Place } from "./typed-expression.ts";

/** One word of Python: a number, a name, a sign of one to three characters, or a text in quotes from its first quote on. */
export interface Token extends Place {
  readonly kind: "number" | "name" | "sign" | "quote" | "newline" | "stranger";
  readonly word: string;
}

/*
 * Sticky patterns, tried in this order. A name that begins with a digit's letters, such as the x of 2x, is a
 * token of its own; the whole of 0x1f and 2j is one number, so that it can be named as such.
 */
const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["number", /0[xob]\w*|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d[\d_]*)?(?:j\b)?/iy],
  ["quote", /(?:[rbuf]{0,2})["']/iy],
  ["name", /[A-Za-z_Α-ΡΣ-Ωα-ω][A-Za-z0-9_Α-ΡΣ-Ωα-ω]*/y],
  ["sign", /\*\*=|\/\/=|<<=|>>=|\.\.\.|\*\*|\/\/|<<|>>|:=|->|[<>=!+\-*/%@&|^]=|[-+*/@%^~<>=&|()[\]{},.:;!]/y],
  ["newline", /\r?\n|\r/y],
  ["stranger", /[^]/uy],
];

/** The tokens of a text, blanks between them left out: every other character is in one. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === " " || text[at] === "\t") {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

/** The text with every number written as that many ones: the parser does not know `2.`, and place is all it is asked for. */
export function maskNumbers(text: string): string {
  let masked = "";
  let at = 0;
  for (const { kind, from, to } of readTokens(text)) {
    if (kind !== "number") continue;
    masked += text.slice(at, from) + "1".repeat(to - from);
    at = to;
  }
  return masked + text.slice(at);
}

function tokenAt(text: string, from: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = from;
    const word = pattern.exec(text)?.[0];
    if (word !== undefined) return { kind, word, from, to: from + word.length };
  }
  throw new Error(`internal: no token at ${from}`);
}
