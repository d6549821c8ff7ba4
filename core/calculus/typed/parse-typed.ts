import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import { constants } from "../../formula/expression.ts";
import { checkText, DEEPEST_TYPED, shorten } from "./check-text.ts";
import { foldNumber } from "./fold-number.ts";
import { isFunctionName, isNumpy, methods, nearestWord, numpyCalls } from "./known-words.ts";
import { readCall } from "./read-call.ts";
import { childrenOf } from "./syntax-nodes.ts";
import { maskNumbers } from "./tokens.ts";
import type { BinaryKind, Place, TypedExpression } from "./typed-expression.ts";
import { fixAt, problemAt, type Fix, type TypedProblem, type TypedProblemCode } from "./typed-problem.ts";

export type ParsedTyped =
  | { readonly ok: true; readonly expression: TypedExpression }
  | { readonly ok: false; readonly problems: readonly [TypedProblem, ...TypedProblem[]] };

export interface TypedVocabulary {
  /** The only names that may stand in the text; any name may where this is left out. */
  readonly names?: Iterable<string>;
}

/**
 * Reads an expression in matrices in NumPy's spelling: numbers, names, + − * / @ **, brackets, `.T`, sums, means
 * and traces, and functions that act on each element, with `np.` or without. The text is only looked at,
 * never run. Every mistake that can be told apart is a problem of its own.
 */
export function parseTyped(text: string, vocabulary: TypedVocabulary = {}): ParsedTyped {
  const broken = checkText(text);
  if (broken !== null) return { ok: false, problems: [broken] };
  // Leading blanks would be indentation, which means something in Python.
  const blanks = text.length - text.trimStart().length;
  const reader = new TypedReader(text, blanks, vocabulary.names === undefined ? null : [...vocabulary.names]);
  const expression = reader.readWhole(parser.parse(maskNumbers(text).trim()).topNode);
  const [first, ...others] = reader.problems;
  if (first !== undefined) return { ok: false, problems: [first, ...others] };
  if (expression === null) throw new Error("internal: nothing was read and nothing is wrong");
  return { ok: true, expression };
}

const binaryKinds: ReadonlyMap<string, BinaryKind> = new Map([
  ["+", "add"],
  ["-", "subtract"],
  ["*", "multiply"],
  ["/", "divide"],
  ["@", "product"],
]);

/**
 * Reads the nodes of one text, whose first `blanks` characters the tree does not have. Where something is
 * wrong it says so, gives null and goes on beside it.
 */
export class TypedReader {
  readonly text: string;
  readonly problems: TypedProblem[] = [];
  readonly #blanks: number;
  readonly #names: readonly string[] | null;

  constructor(text: string, blanks: number, names: readonly string[] | null) {
    this.text = text;
    this.#blanks = blanks;
    this.#names = names;
  }

  place(node: Place): Place {
    return { from: node.from + this.#blanks, to: node.to + this.#blanks };
  }

  word(node: Place): string {
    return this.text.slice(node.from + this.#blanks, node.to + this.#blanks);
  }

  /** Notes a problem at this node. */
  complain(
    node: Place,
    code: TypedProblemCode,
    values: Readonly<Record<string, string | number>> = {},
    help: { readonly advice?: string | null; readonly fixes?: readonly Fix[] } = {},
  ): null {
    this.problems.push(problemAt(this.text, this.place(node), code, values, help));
    return null;
  }

  /** Notes a problem that goes away with `better` written there. */
  suggest(
    node: Place,
    code: TypedProblemCode,
    values: Readonly<Record<string, string>>,
    better: string | null,
  ): null {
    if (better === null) return this.complain(node, code, values);
    const fixes = [fixAt(this.text, this.place(node), better)];
    const advice = `did you mean ${shorten(better)}?`;
    return this.complain(node, code, { ...values, suggestion: better }, { advice, fixes });
  }

  readWhole(top: SyntaxNode): TypedExpression | null {
    let error: Place | null = null;
    top.cursor().iterate((node) => {
      if (node.type.isError) error ??= { from: node.from, to: node.to };
      return error === null;
    });
    const statement = top.firstChild;
    const lone = statement?.name === "ExpressionStatement" && statement.nextSibling === null;
    const inner = lone ? statement.firstChild : null;
    if (error !== null || inner === null || inner.nextSibling !== null) {
      const place = error ?? top;
      return this.complain(place, "unreadable", { word: shorten(this.word(place)) });
    }
    return this.read(inner, 0);
  }

  read(node: SyntaxNode, depth: number): TypedExpression | null {
    if (depth > DEEPEST_TYPED) return this.complain(node, "too-deep", { most: DEEPEST_TYPED });
    switch (node.name) {
      case "ParenthesizedExpression": {
        const inner = childrenOf(node)[1];
        return this.read(inner, depth + 1);
      }
      case "Number":
        return this.#readNumber(node);
      case "VariableName":
        return this.#readName(node);
      case "MemberExpression":
        return this.#readMember(node, depth);
      case "UnaryExpression":
        return this.#readSign(node, depth);
      case "BinaryExpression":
        return this.#readOperation(node, depth);
      case "CallExpression":
        return readCall(this, node, depth);
      default:
        return this.complain(node, "syntax", { what: shorten(this.word(node)) });
    }
  }

  #readNumber(node: SyntaxNode): TypedExpression | null {
    const word = this.word(node);
    const value = Number(word.replaceAll("_", ""));
    if (/[xobj]|_(?!\d)|(?<!\d)_/i.test(word) || !Number.isFinite(value)) {
      return this.complain(node, "number", { word: shorten(word) });
    }
    return { ...this.place(node), kind: "number", value };
  }

  #readName(node: SyntaxNode): TypedExpression | null {
    const name = this.word(node);
    if (Object.hasOwn(constants, name)) return this.#readConstant(node, name);
    if (isNumpy(name)) return this.complain(node, "syntax", { what: name });
    if (isFunctionName(name)) {
      return this.complain(node, "function-uncalled", { name }, { advice: `write ${name}(…)` });
    }
    if (this.#names !== null && !this.#names.includes(name)) {
      return this.suggest(node, "name-unknown", { name: shorten(name) }, nearestWord(name, this.#names));
    }
    return { ...this.place(node), kind: "name", name };
  }

  #readConstant(node: SyntaxNode, name: string): TypedExpression {
    return { ...this.place(node), kind: "number", value: name === "pi" ? constants.pi : constants.e };
  }

  #readMember(node: SyntaxNode, depth: number): TypedExpression | null {
    const [object, , property] = childrenOf(node);
    const name = this.word(property);
    if (object.name === "VariableName" && isNumpy(this.word(object))) {
      if (Object.hasOwn(constants, name)) return this.#readConstant(node, name);
      const full = `np.${name}`;
      if (numpyCalls.has(name)) {
        return this.complain(node, "function-uncalled", { name: full }, { advice: `write ${full}(…)` });
      }
      const known = [...Object.keys(constants)].map((constant) => `np.${constant}`);
      return this.suggest(node, "name-unknown", { name: shorten(full) }, nearestWord(name, known));
    }
    const argument = this.read(object, depth + 1);
    if (name !== "T") return this.complainMember(property);
    return argument && { ...this.place(node), kind: "transpose", argument };
  }

  /** Notes that an expression has nothing of this name, or that it is a method without its brackets. */
  complainMember(property: SyntaxNode): null {
    const name = this.word(property);
    if (methods.has(name)) {
      return this.complain(
        property,
        "function-uncalled",
        { name: `.${name}` },
        { advice: `write .${name}(…)` },
      );
    }
    return this.suggest(property, "attribute", { name: shorten(name) }, nearestWord(name, ["T", ...methods]));
  }

  #readSign(node: SyntaxNode, depth: number): TypedExpression | null {
    const [sign, operand] = childrenOf(node);
    const argument = this.read(operand, depth + 1);
    if (this.word(sign) === "+") return argument;
    return argument && { ...this.place(node), kind: "negative", argument };
  }

  #readOperation(node: SyntaxNode, depth: number): TypedExpression | null {
    const [first, sign, second] = childrenOf(node);
    const left = this.read(first, depth + 1);
    const right = this.read(second, depth + 1);
    if (left === null || right === null) return null;
    if (this.word(sign) === "**") return this.raise(node, left, right);
    const kind = binaryKinds.get(this.word(sign));
    if (kind === undefined) return this.complain(sign, "operator", { operator: this.word(sign) });
    return { ...this.place(node), kind, left, right };
  }

  /** left**right, where the exponent is a number. */
  raise(node: SyntaxNode, argument: TypedExpression, right: TypedExpression): TypedExpression | null {
    const exponent = foldNumber(right);
    if (exponent === null || !Number.isFinite(exponent)) {
      const [base, power] = [argument, right].map((one) => this.text.slice(one.from, one.to));
      const loose = "left" in right || right.kind === "negative";
      const natural = argument.kind === "number" && argument.value === constants.e;
      const better = natural
        ? `np.exp(${power})`
        : `np.exp(${loose ? `(${power})` : power} * np.log(${base}))`;
      const advice = `write ${shorten(better, 80)}`;
      const fixes = [fixAt(this.text, this.place(node), better)];
      const values = { exponent: shorten(power) };
      this.problems.push(problemAt(this.text, right, "exponent", values, { advice, fixes }));
      return null;
    }
    return { ...this.place(node), kind: "power", argument, exponent };
  }
}
