import { nameCharacter, replacementOf } from "./replacements.ts";
import { readTokens, type Token } from "./tokens.ts";
import type { Place } from "./typed-expression.ts";
import { fixAt, problemAt, replaceAt, type TypedProblem, type TypedProblemCode } from "./typed-problem.ts";

/** The longest text that is read, in characters. */
export const LONGEST_TYPED = 1000;
/** The deepest nesting that is read. */
export const DEEPEST_TYPED = 100;

const statements = new Set(
  "assert async await break class continue def del elif else except finally for from global if import nonlocal pass raise return try while with yield".split(
    " ",
  ),
);
const wordOperators = new Set(["and", "or", "in", "is"]);
const comparisons = new Set(["<", ">", "<=", ">=", "==", "!="]);
const binary = new Set(["+", "-", "*", "/", "@", "**"]);

/**
 * What keeps a text from being an expression at all, or null if operands, operators and brackets stand as
 * they should: the parser that follows then meets neither mistakes it would have to guess around nor a
 * nesting that it could not bear. Goes through the text once, without recursion.
 */
export function checkText(text: string): TypedProblem | null {
  if (text.length > LONGEST_TYPED) {
    const place = { from: LONGEST_TYPED, to: text.length };
    return problemAt(text, place, "too-long", { most: LONGEST_TYPED, length: text.length });
  }
  const tokens = readTokens(text);
  while (tokens.at(-1)?.kind === "newline") tokens.pop();
  while (tokens[0]?.kind === "newline") tokens.shift();
  if (tokens.length === 0) {
    return problemAt(
      text,
      { from: 0, to: text.length },
      "empty",
      {},
      { advice: "write np.sum((Y - X @ W)**2), for example" },
    );
  }
  return new Checker(text, tokens).check();
}

interface OpenBracket {
  readonly token: Token;
  /** Whether it holds a function's arguments. */
  readonly call: boolean;
}

/** Whether an operand or an operator comes next, and which brackets are open. */
class Checker {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #open: OpenBracket[] = [];
  #previous: Token | null = null;
  #wantsOperand = true;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  check(): TypedProblem | null {
    for (let i = 0; i < this.#tokens.length; i++) {
      const token = this.#tokens[i];
      const problem = this.#look(token, this.#tokens[i + 1] ?? null);
      if (problem !== null) return problem;
      if (token.kind !== "newline") this.#previous = token;
    }
    const unclosed = this.#open.at(-1);
    if (this.#wantsOperand) {
      const end = this.#tokens[this.#tokens.length - 1];
      return this.#problem(end, "ends-early", {}, "something has to follow this");
    }
    if (unclosed === undefined) return null;
    const bracket = unclosed.token.word;
    const fixes = [{ label: ")", text: `${this.#text.trimEnd()})` }];
    const problem = this.#problem(unclosed.token, "unclosed", { bracket });
    return this.#open.length === 1 ? { ...problem, fixes, advice: "close it with )" } : problem;
  }

  #look(token: Token, next: Token | null): TypedProblem | null {
    switch (token.kind) {
      case "newline":
        return this.#open.length > 0 ? null : this.#problem(token, "lines");
      case "stranger":
        return this.#replaceable(token, "character", { character: nameCharacter(token.word) });
      case "quote":
        return this.#problem(token, "syntax", { what: token.word }, "leave out what stands in quotes");
      case "number":
        return this.#operand(token);
      case "name":
        return this.#name(token);
      case "sign":
        return this.#sign(token, next);
    }
  }

  #name(token: Token): TypedProblem | null {
    const { word } = token;
    if (word === "lambda") {
      return this.#problem(token, "syntax", { what: word }, "write lam or λ for a scalar of this name");
    }
    if (statements.has(word)) {
      return this.#previous === null
        ? this.#problem(token, "statement", { word })
        : this.#problem(token, "syntax", { what: word });
    }
    if (word === "not") return this.#problem(token, "operator", { operator: word });
    if (wordOperators.has(word)) return this.#problem(token, "operator", { operator: word });
    return this.#operand(token);
  }

  #operand(token: Token): TypedProblem | null {
    if (!this.#wantsOperand) return this.#operatorMissing(token);
    this.#wantsOperand = false;
    return null;
  }

  #operatorMissing(token: Token): TypedProblem {
    // What belongs between two names, a matrix product or a factor, is the person's choice: both are offered.
    const place = { from: token.from, to: token.from };
    const gap = this.#text[token.from - 1] === " " ? "" : " ";
    const signs = this.#previous?.kind === "number" ? ["*"] : ["@", "*"];
    return {
      ...this.#problem(
        token,
        "operator-missing",
        { word: shorten(token.word) },
        `write ${signs.join(" or ")} between`,
      ),
      fixes: signs.map((sign) => ({ label: sign, text: replaceAt(this.#text, place, `${gap}${sign} `) })),
    };
  }

  #sign(token: Token, next: Token | null): TypedProblem | null {
    switch (token.word) {
      case "(":
        return this.#openBracket(token);
      case ")":
        return this.#closeBracket(token);
      case ",":
        return this.#comma(token);
      case ".":
        return this.#dot(token, next);
      case "=":
        return this.#equals(token);
      case ";":
        return this.#problem(token, "lines");
      default:
        return this.#operator(token);
    }
  }

  #openBracket(token: Token): TypedProblem | null {
    if (this.#open.length === DEEPEST_TYPED) {
      return this.#problem(token, "too-deep", { most: DEEPEST_TYPED });
    }
    const callable = this.#previous?.kind === "name";
    if (!this.#wantsOperand && !callable) return this.#operatorMissing(token);
    this.#open.push({ token, call: !this.#wantsOperand });
    this.#wantsOperand = true;
    return null;
  }

  #closeBracket(token: Token): TypedProblem | null {
    const { word } = token;
    const open = this.#open.pop();
    if (open === undefined) {
      const fixes = [fixAt(this.#text, token, "")];
      return { ...this.#problem(token, "unopened", { bracket: word }, "leave it out"), fixes };
    }
    const empty = this.#previous === open.token && open.call;
    if (this.#wantsOperand && !empty) return this.#problem(token, "operand-missing", { word });
    this.#wantsOperand = false;
    return null;
  }

  #comma(token: Token): TypedProblem | null {
    if (this.#wantsOperand) return this.#problem(token, "operand-missing", { word: token.word });
    if (this.#open.at(-1)?.call !== true) return this.#problem(token, "comma");
    this.#wantsOperand = true;
    return null;
  }

  #dot(token: Token, next: Token | null): TypedProblem | null {
    if (this.#wantsOperand) return this.#problem(token, "operand-missing", { word: token.word });
    if (next === null) return this.#problem(token, "ends-early");
    if (next.kind !== "name") return this.#problem(token, "unreadable", { word: token.word });
    this.#wantsOperand = true;
    return null;
  }

  #equals(token: Token): TypedProblem | null {
    if (this.#wantsOperand) return this.#problem(token, "operand-missing", { word: token.word });
    if (this.#open.at(-1)?.call === true && this.#previous?.kind === "name") {
      this.#wantsOperand = true;
      return null;
    }
    const rest = this.#text.slice(token.to).trim();
    const problem = this.#problem(token, "assignment", {}, "write only what stands right of =");
    return this.#open.length === 0 && rest !== ""
      ? { ...problem, fixes: [{ label: rest, text: rest }] }
      : problem;
  }

  #operator(token: Token): TypedProblem | null {
    const { word } = token;
    if (["[", "]", "{", "}"].includes(word)) {
      const picks = word === "[" && !this.#wantsOperand;
      const advice = picks ? "elements cannot be picked out here" : "write round brackets";
      return this.#problem(token, "syntax", { what: word }, advice);
    }
    if ([":", ":=", "...", "->", "!"].includes(word)) return this.#problem(token, "syntax", { what: word });
    if (comparisons.has(word)) {
      const advice = "conditions have no derivative; np.maximum(u, 0), relu(u) and np.abs(u) have one";
      return this.#problem(token, "operator", { operator: word }, advice);
    }
    if (!binary.has(word)) return this.#replaceable(token, "operator", { operator: word });
    if (this.#wantsOperand && word !== "-" && word !== "+") {
      return this.#problem(token, "operand-missing", { word });
    }
    this.#wantsOperand = true;
    return null;
  }

  #replaceable(token: Token, code: TypedProblemCode, values: Readonly<Record<string, string>>): TypedProblem {
    const better = replacementOf(token.word);
    if (better === null) return this.#problem(token, code, values);
    const shown = better === " " ? "an ordinary blank" : better;
    return {
      ...this.#problem(token, code, { ...values, suggestion: better }, `write ${shown} instead`),
      fixes: [fixAt(this.#text, token, better)],
    };
  }

  #problem(
    place: Place,
    code: TypedProblemCode,
    values: Readonly<Record<string, string | number>> = {},
    advice: string | null = null,
  ): TypedProblem {
    return problemAt(this.#text, place, code, values, { advice });
  }
}

/** A word as messages quote it, cut where it is long. */
export function shorten(word: string, most = 40): string {
  const letters = [...word];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : word;
}
