import { kindOfName, type KnownShape, type Shape, type Size } from "./shape.ts";
import { SizeLetters, type TermShape } from "./size-letters.ts";
import { Broadcasts, fixedSize, unify, unknownSize, type SizeTerm } from "./sizes.ts";
import {
  type BinaryNode,
  type ReductionNode,
  type TraceNode,
  type TypedExpression,
} from "./typed-expression.ts";

/** The shapes of an expression, of everything in it and of its names. */
export interface Shapes {
  /** The shape of every node. */
  readonly nodes: ReadonlyMap<TypedExpression, Shape>;
  /** The shape of every name, in the order in which they first stand in the text. */
  readonly names: ReadonlyMap<string, Shape>;
  /** The shape of the whole. */
  readonly whole: Shape;
  /** Whether the whole is one number: `()`, `(1,)` or `(1,1)`. */
  readonly scalar: boolean;
}

/**
 * The shape of a node of the expression that was inferred.
 *
 * @throws Error if it has no such node.
 */
export function shapeIn({ nodes }: Shapes, node: TypedExpression): Shape {
  const shape = nodes.get(node);
  if (shape === undefined) throw new Error("internal: a node without a shape");
  return shape;
}

/** An operation whose operands do not fit, with their shapes. */
export type Mismatch =
  | {
      readonly code: "not-aligned" | "scalar-product" | "not-broadcast";
      readonly node: BinaryNode;
      readonly left: Shape;
      readonly right: Shape;
    }
  | { readonly code: "not-square"; readonly node: TraceNode; readonly shape: Shape }
  | { readonly code: "axis"; readonly node: ReductionNode; readonly shape: Shape };

export interface Inference {
  readonly shapes: Shapes;
  /** Empty where everything fits; in the order in which NumPy would meet them. */
  readonly mismatches: readonly Mismatch[];
}

/**
 * The shapes of an expression, by unification: each operation says which sizes are equal, and what no
 * operation fixes stays a letter. `sizes` are those of names that have one already; a name of one row and
 * one column that is written small is a single number. A letter among them is one size wherever it stands.
 */
export function inferShapes(
  expression: TypedExpression,
  sizes: ReadonlyMap<string, KnownShape> = new Map(),
): Inference {
  const inferrer = infer(expression, sizes);
  return { shapes: inferrer.shapes(), mismatches: inferrer.mismatches() };
}

/** The operations whose operands do not fit, alone. */
export function findMismatches(
  expression: TypedExpression,
  sizes: ReadonlyMap<string, KnownShape>,
): readonly Mismatch[] {
  return infer(expression, sizes).mismatches();
}

function infer(expression: TypedExpression, sizes: ReadonlyMap<string, KnownShape>): Inferrer {
  const first = new Inferrer(expression, sizes);
  if (first.fits) return first;
  // What later operations say of a size may be what an earlier one stumbles over: with all that is known
  // from the start, the operation that stumbles is the one that NumPy would stop at.
  const known = first.knownSizes();
  return [...known.keys()].every((name) => sizes.has(name)) ? first : new Inferrer(expression, known);
}

const one = fixedSize(1);
const single: TermShape = { dimensions: 0, rows: one, columns: one };
const vector = (columns: SizeTerm): TermShape => ({ dimensions: 1, rows: one, columns });
const matrix = (rows: SizeTerm, columns: SizeTerm): TermShape => ({ dimensions: 2, rows, columns });

class Inferrer {
  readonly #sizes: ReadonlyMap<string, KnownShape>;
  readonly #names = new Map<string, TermShape>();
  readonly #nodes = new Map<TypedExpression, TermShape>();
  readonly #broadcasts = new Broadcasts();
  /** The sizes that were given as letters. */
  readonly #given = new Map<string, SizeTerm>();
  readonly #letters = new SizeLetters(this.#given);
  readonly #whole: TermShape;
  /** Nodes that do not fit, with what is wrong. */
  readonly #wrong = new Map<TypedExpression, (shapeOf: (node: TypedExpression) => Shape) => Mismatch>();

  constructor(expression: TypedExpression, sizes: ReadonlyMap<string, KnownShape>) {
    this.#sizes = sizes;
    this.#whole = this.#shapeOf(expression);
    this.#broadcasts.finish();
    this.#names.forEach((shape) => this.#letters.shape(shape));
  }

  get fits(): boolean {
    return this.#wrong.size === 0;
  }

  /** The sizes that were given, and those of the other names as far as they turned out to be numbers. */
  knownSizes(): Map<string, KnownShape> {
    const known = new Map(this.#sizes);
    for (const [name, shape] of this.#names) {
      const { rows, columns } = this.#letters.shape(shape);
      if (typeof rows === "number" && typeof columns === "number") {
        known.set(name, { ...this.#sizes.get(name), rows, columns });
      }
    }
    return known;
  }

  shapes(): Shapes {
    const read = <Key>([key, shape]: readonly [Key, TermShape]): [Key, Shape] => [
      key,
      this.#letters.shape(shape),
    ];
    const names = new Map([...this.#names].map(read));
    const nodes = new Map([...this.#nodes].map(read));
    const whole = this.#letters.shape(this.#whole);
    return { nodes, names, whole, scalar: whole.rows === 1 && whole.columns === 1 };
  }

  mismatches(): Mismatch[] {
    if (this.fits) return [];
    const shapeOf = (node: TypedExpression): Shape => this.#letters.shape(this.#shapeOf(node));
    // The map of nodes has every node behind its parts, as NumPy computes them.
    return [...this.#nodes.keys()].flatMap((node) => this.#wrong.get(node)?.(shapeOf) ?? []);
  }

  #shapeOf(node: TypedExpression): TermShape {
    let shape = this.#nodes.get(node);
    if (shape === undefined) {
      shape = this.#find(node);
      this.#nodes.set(node, shape);
    }
    return shape;
  }

  #find(node: TypedExpression): TermShape {
    switch (node.kind) {
      case "number":
        return single;
      case "name":
        return this.#shapeOfName(node.name);
      case "negative":
      case "power":
      case "call":
      case "extreme":
        return this.#shapeOf(node.argument);
      case "add":
      case "subtract":
      case "multiply":
      case "divide":
        return this.#broadcast(node);
      case "product":
        return this.#product(node);
      case "transpose": {
        const { dimensions, rows, columns } = this.#shapeOf(node.argument);
        return dimensions === 2 ? matrix(columns, rows) : { dimensions, rows, columns };
      }
      case "sum":
      case "mean":
        return this.#reduce(node);
      case "trace": {
        const shape = this.#shapeOf(node.argument);
        if (shape.dimensions < 2 || !this.#equal(shape.rows, shape.columns)) {
          this.#wrong.set(node, (shapeOf) => ({ code: "not-square", node, shape: shapeOf(node.argument) }));
        }
        return single;
      }
    }
  }

  #shapeOfName(name: string): TermShape {
    let shape = this.#names.get(name);
    if (shape === undefined) {
      const given = this.#sizes.get(name);
      const kind = kindOfName(name);
      if (given !== undefined) {
        const alone = kind === "scalar" && given.rows === 1 && given.columns === 1;
        const { dimensions = alone ? 0 : 2 } = given;
        shape = { dimensions, rows: this.#sizeOf(given.rows), columns: this.#sizeOf(given.columns) };
      } else {
        shape = kind === "scalar" ? single : matrix(kind === "row" ? one : unknownSize(), unknownSize());
      }
      this.#names.set(name, shape);
    }
    return shape;
  }

  #sizeOf(size: Size | null): SizeTerm {
    if (size === null) return unknownSize();
    if (typeof size === "number") return fixedSize(size);
    let term = this.#given.get(size);
    if (term === undefined) {
      term = unknownSize();
      this.#given.set(size, term);
    }
    return term;
  }

  #broadcast(node: BinaryNode): TermShape {
    const [left, right] = [this.#shapeOf(node.left), this.#shapeOf(node.right)];
    const fail = (): void => this.#refuse(node, "not-broadcast");
    return {
      dimensions: left.dimensions > right.dimensions ? left.dimensions : right.dimensions,
      rows: this.#broadcasts.combine(left.rows, right.rows, fail),
      columns: this.#broadcasts.combine(left.columns, right.columns, fail),
    };
  }

  #product(node: BinaryNode): TermShape {
    const [left, right] = [this.#shapeOf(node.left), this.#shapeOf(node.right)];
    if (left.dimensions === 0 || right.dimensions === 0) {
      this.#refuse(node, "scalar-product");
      return matrix(unknownSize(), unknownSize());
    }
    const inner = right.dimensions === 1 ? right.columns : right.rows;
    const fits = this.#equal(left.columns, inner);
    if (!fits) this.#refuse(node, "not-aligned");
    // What comes of operands that do not fit is left open, so that it is not held against others.
    const size = (term: SizeTerm): SizeTerm => (fits ? term : unknownSize());
    if (left.dimensions === 2 && right.dimensions === 2) return matrix(size(left.rows), size(right.columns));
    if (left.dimensions === 2) return vector(size(left.rows));
    return right.dimensions === 2 ? vector(size(right.columns)) : single;
  }

  #reduce(node: ReductionNode): TermShape {
    const { dimensions, rows, columns } = this.#shapeOf(node.argument);
    const { axis, keepdims } = node;
    if (axis === null) return keepdims && dimensions > 0 ? { dimensions, rows: one, columns: one } : single;
    if (axis >= dimensions) {
      this.#wrong.set(node, (shapeOf) => ({ code: "axis", node, shape: shapeOf(node.argument) }));
      return single;
    }
    if (dimensions === 1) return keepdims ? vector(one) : single;
    if (axis === 0) return keepdims ? matrix(one, columns) : vector(columns);
    return keepdims ? matrix(rows, one) : vector(rows);
  }

  #equal(a: SizeTerm, b: SizeTerm): boolean {
    this.#broadcasts.settle();
    const equal = unify(a, b);
    this.#broadcasts.settle();
    return equal;
  }

  #refuse(node: BinaryNode, code: "not-aligned" | "scalar-product" | "not-broadcast"): void {
    this.#wrong.set(node, (shapeOf) => ({
      code,
      node,
      left: shapeOf(node.left),
      right: shapeOf(node.right),
    }));
  }
}
