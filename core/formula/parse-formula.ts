import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import { constants, type ConstantName, type Expression, type Operator, type Relation } from "./expression.ts";
import { knownFunctions, type FunctionName } from "./known-functions.ts";
import { adviseName } from "./names.ts";

/** The longest formula that is read, in characters. */
export const LONGEST_FORMULA = 200;
/** The deepest nesting that is read. */
export const DEEPEST_FORMULA = 40;

/** What is wrong with a typed formula, and where. */
export interface FormulaProblem {
  /** The character it is about, counted from 1. */
  readonly column: number;
  /** Without the place: `knows no "tnah": did you mean "tanh"?`. */
  readonly message: string;
}

export type ParsedFormula =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: FormulaProblem };

/** Thrown where the tree holds what a formula may not, and caught where the formula is handed in. */
class Refusal extends Error {
  readonly problem: FormulaProblem;
  constructor(node: { readonly from: number }, message: string) {
    super(message);
    this.problem = { column: node.from + 1, message };
  }
}

const operators: readonly string[] = ["+", "-", "*", "/", "**"] satisfies Operator[];
const relations: readonly string[] = ["<", "<=", ">", ">=", "==", "!="] satisfies Relation[];

/**
 * Reads a formula in x in Python's spelling: numbers, x, pi, e, + − * / **, brackets, the functions of
 * `knownFunctions`, maximum and minimum of two, and where(a < b, then, otherwise), with `np.` or without.
 * The text is only looked at, never run.
 */
export function parseFormula(text: string): ParsedFormula {
  try {
    return { ok: true, expression: readFormula(text) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

function readFormula(text: string): Expression {
  if (text.trim() === "")
    throw new Refusal({ from: 0 }, "is empty: write a formula in x, such as x*exp(-x**2)");
  if (text.length > LONGEST_FORMULA) {
    throw new Refusal({ from: LONGEST_FORMULA }, `must be at most ${LONGEST_FORMULA} characters long`);
  }
  // Leading blanks would be indentation, which means something in Python.
  const blanks = text.length - text.trimStart().length;
  const tree = parser.parse(text.trimStart());
  const reader = new Reader(text, blanks);
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) throw reader.misread(node.from);
    },
  });
  const statements = children(tree.topNode);
  if (statements.length !== 1 || statements[0].name !== "ExpressionStatement") {
    const second = statements[1] ?? statements[0];
    throw reader.refuse(second ?? { from: 0 }, "must be one formula in x, on one line");
  }
  return reader.read(statements[0], 0);
}

/** Reads the nodes of one text, whose first `blanks` characters the tree does not have. */
class Reader {
  readonly #text: string;
  readonly #blanks: number;

  constructor(text: string, blanks: number) {
    this.#text = text;
    this.#blanks = blanks;
  }

  refuse(node: { readonly from: number }, message: string): Refusal {
    return new Refusal({ from: node.from + this.#blanks }, message);
  }

  /** What to say where the text is no Python. */
  misread(from: number): Refusal {
    const rest = this.#text.slice(from + this.#blanks);
    const [next] = rest.trimStart();
    const message =
      next === undefined
        ? "ends too early: something is missing"
        : /[\w(]/.test(next)
          ? `needs an operator before "${next}", such as *`
          : `cannot be read from "${next}" on`;
    const skipped = rest.length - rest.trimStart().length;
    return this.refuse({ from: from + skipped }, message);
  }

  read(node: SyntaxNode, depth: number): Expression {
    if (depth > DEEPEST_FORMULA) {
      throw this.refuse(
        node,
        `is nested too deeply: at most ${DEEPEST_FORMULA} brackets and operations in each other`,
      );
    }
    const parts = children(node);
    switch (node.name) {
      case "ExpressionStatement":
        if (parts.length !== 1)
          throw this.refuse(parts[1] ?? node, "must be one formula in x, without a comma outside brackets");
        return this.read(parts[0], depth);
      case "ParenthesizedExpression":
        return this.read(parts[1], depth + 1);
      case "Number":
        return this.#readNumber(node);
      case "VariableName":
      case "MemberExpression":
        return this.#readName(node);
      case "UnaryExpression":
        return this.#readSign(node, parts, depth);
      case "BinaryExpression":
        return this.#readOperation(parts, depth);
      case "CallExpression":
        return this.#readCall(parts, depth);
      default:
        throw this.refuse(
          node,
          `does not know "${this.#word(node)}": it takes numbers, x, + - * / ** and functions`,
        );
    }
  }

  #readNumber(node: SyntaxNode): Expression {
    const word = this.#word(node).replaceAll("_", "");
    const value = Number(word);
    if (!/^[\d.]/.test(word) || /[xobj]/i.test(word) || !Number.isFinite(value)) {
      throw this.refuse(node, `must have finite decimal numbers, not ${word}`);
    }
    return { kind: "number", value };
  }

  #readName(node: SyntaxNode): Expression {
    const name = this.#name(node);
    if (name === "x") return { kind: "x" };
    if (isKey(constants, name)) return { kind: "constant", name: name satisfies ConstantName };
    if (isKey(knownFunctions, name))
      throw this.refuse(node, `needs brackets after "${name}", as in ${name}(x)`);
    throw this.refuse(node, adviseName(name));
  }

  #readSign(node: SyntaxNode, parts: readonly SyntaxNode[], depth: number): Expression {
    const sign = this.#word(parts[0]);
    const argument = this.read(parts[1], depth + 1);
    if (sign === "-") return { kind: "negative", argument };
    if (sign === "+") return argument;
    throw this.refuse(node, `does not know "${sign}"`);
  }

  #readOperation(parts: readonly SyntaxNode[], depth: number): Expression {
    const sign = this.#word(parts[1]);
    if (relations.includes(sign)) {
      throw this.refuse(parts[1], `can compare only inside where, as in where(x ${sign} 0, x, 0)`);
    }
    if (!isOperator(sign)) {
      const message =
        sign === "^" ? 'writes powers with **, not with "^"' : `does not know the operator "${sign}"`;
      throw this.refuse(parts[1], message);
    }
    const left = this.read(parts[0], depth + 1);
    return { kind: "operation", operator: sign, left, right: this.read(parts[2], depth + 1) };
  }

  #readCall(parts: readonly SyntaxNode[], depth: number): Expression {
    const [callee, list] = parts;
    const name = this.#name(callee);
    const given = children(list).filter((part) => !["(", ")", ","].includes(part.name));
    const wrong = given.find((part) => ["AssignOp", "*", "**"].includes(part.name));
    if (wrong) throw this.refuse(wrong, "takes arguments by their place only");
    const want = (count: number): void => {
      if (given.length !== count)
        throw this.refuse(
          callee,
          `wants ${count} ${count === 1 ? "argument" : "arguments"} for ${name}, got ${given.length}`,
        );
    };
    if (name === "maximum" || name === "minimum") {
      want(2);
      return {
        kind: "extreme",
        name,
        left: this.read(given[0], depth + 1),
        right: this.read(given[1], depth + 1),
      };
    }
    if (name === "where") {
      want(3);
      const then = this.read(given[1], depth + 1);
      return {
        kind: "choice",
        ...this.#readCondition(given[0], depth + 1),
        then,
        otherwise: this.read(given[2], depth + 1),
      };
    }
    if (name === "x" || isKey(constants, name)) {
      throw this.refuse(list, `needs an operator between "${name}" and the bracket, such as *`);
    }
    if (!isKey(knownFunctions, name)) throw this.refuse(callee, adviseName(name));
    want(1);
    return { kind: "call", name: name satisfies FunctionName, argument: this.read(given[0], depth + 1) };
  }

  #readCondition(
    node: SyntaxNode,
    depth: number,
  ): { relation: Relation; left: Expression; right: Expression } {
    if (node.name === "ParenthesizedExpression") return this.#readCondition(children(node)[1], depth + 1);
    const parts = children(node);
    const relation = node.name === "BinaryExpression" ? this.#word(parts[1]) : "";
    if (!isRelation(relation))
      throw this.refuse(node, "wants a comparison first in where, as in where(x > 0, x, 0)");
    return { relation, left: this.read(parts[0], depth + 1), right: this.read(parts[2], depth + 1) };
  }

  /** The name of a variable or a function, `np.` in front left out. */
  #name(node: SyntaxNode): string {
    const parts = children(node);
    if (node.name === "VariableName") return this.#word(node);
    const plain = node.name === "MemberExpression" && parts.length === 3 && parts[2].name === "PropertyName";
    if (plain && ["np", "numpy"].includes(this.#word(parts[0]))) return this.#word(parts[2]);
    throw this.refuse(node, `does not know "${this.#word(node)}"`);
  }

  #word(node: SyntaxNode): string {
    return this.#text.slice(node.from + this.#blanks, node.to + this.#blanks);
  }
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

function isOperator(word: string): word is Operator {
  return operators.includes(word);
}

function isRelation(word: string): word is Relation {
  return relations.includes(word);
}

function isKey<Key extends string>(table: Readonly<Record<Key, unknown>>, name: string): name is Key {
  return Object.hasOwn(table, name);
}
