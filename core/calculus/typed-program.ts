import type { DeltaFactor, Expression, Factor, Index, Reference, Term } from "./expression.ts";
import { indicesOf, tensor } from "./expression.ts";
import type { MatrixExpression, MatrixTerm } from "./matrix-expression.ts";
import { productOf, transposeOf } from "./matrix-expression.ts";
import type { Definition, Program } from "./program.ts";
import { raised } from "../naming.ts";
import type { Axes, ElementwiseSymbol, TensorSymbol } from "./symbol.ts";
import { functionOf, type ElementwiseFunction } from "./typed/elementwise-function.ts";
import type { Shape } from "./typed/shape.ts";
import type { BinaryNode, ReductionNode, TypedExpression } from "./typed/typed-expression.ts";
import { writeTyped } from "./typed/write-typed.ts";
import { inBrackets } from "./write-numpy.ts";

/*
 * Longer than most files: every kind of node is written in both notations side by side, so that they cannot
 * drift apart.
 */

/** What a typed expression needs to become a program. */
export interface TypedSource {
  readonly expression: TypedExpression;
  /** The shape of every node, all sizes being numbers. */
  readonly shapeOf: (node: TypedExpression) => Shape;
  /** What f, g, f1, … mean. */
  readonly functions: ReadonlyMap<string, ElementwiseFunction>;
}

/** A typed expression as a program, with what it can be differentiated by. */
export interface TypedProgram {
  readonly program: Program;
  /** Every name in the text, in the order in which they first stand there. */
  readonly names: readonly TensorSymbol[];
  /** The names of arrays with one axis, which the program has as columns. */
  readonly vectors: readonly string[];
  /** Named numbers that the program brings in: how many entries a mean divides by. */
  readonly numbers: readonly { readonly symbol: TensorSymbol; readonly value: number }[];
}

/** A named matrix, perhaps transposed. */
interface Operand {
  readonly symbol: TensorSymbol;
  readonly transposed: boolean;
}

/** A node at a place, in both notations. */
interface Written {
  readonly terms: Expression;
  readonly matrix: readonly MatrixTerm[];
}

/**
 * Takes a typed expression apart into named matrices, as a person does on paper: A = X·W⁽¹⁾, B = f₁(A), …; what
 * occurs twice gets one name.
 */
export function typedProgram(source: TypedSource): Omit<TypedProgram, "vectors"> {
  return new Builder(source).build();
}

class Builder {
  readonly #source: TypedSource;
  readonly #definitions: Definition[] = [];
  readonly #known = new Map<string, Operand>();
  readonly #names = new Map<string, TensorSymbol>();
  readonly #numbers: { symbol: TensorSymbol; value: number }[] = [];
  readonly #functions = new Map<string, ElementwiseSymbol>();
  readonly #letters: string[];
  #nextIndex = 0;

  constructor(source: TypedSource) {
    this.#source = source;
    const taken = new Set<string>();
    visit(source.expression, (node) => {
      if (node.kind === "name") taken.add(node.name);
    });
    this.#letters = [..."ABCEFGHKLMPQSUV"].filter((letter) => !taken.has(letter));
  }

  build(): Omit<TypedProgram, "vectors"> {
    const { expression } = this.#source;
    visit(expression, (node) => {
      if (node.kind === "name") this.#nameSymbol(node.name, this.#shape(node));
    });
    const shape = this.#shape(expression);
    const single = Number(shape.rows) === 1 && Number(shape.columns) === 1;
    const axes: Axes = single ? "none" : this.#axes(shape);
    const indices = this.#indices(axes, shape);
    const places = single ? this.#indices(this.#axes(shape), shape) : indices;
    const { terms, matrix } = this.#write(expression, places);
    const result: TensorSymbol = {
      code: "result",
      // A number is a cost; anything else is only a result.
      ...(single
        ? { text: "Δ", latex: String.raw`\Delta`, spoken: "Delta" }
        : { text: "R", latex: "R", spoken: "R" }),
      rows: Number(shape.rows),
      columns: Number(shape.columns),
      axes,
    };
    this.#definitions.push({ symbol: result, indices, body: terms, matrix: { kind: "sum", terms: matrix } });
    return {
      program: {
        definitions: this.#definitions,
        result,
        recognitions: [],
        differences: [],
        nameOfShared: (symbol) => ({
          ...symbol,
          code: `D_${symbol.code}`,
          text: `D⁽${symbol.text}⁾`,
          latex: `D^{(${symbol.latex})}`,
          spoken: `D ${symbol.spoken}`,
        }),
      },
      names: [...this.#names.values()],
      numbers: this.#numbers,
    };
  }

  #shape(node: TypedExpression): Shape {
    return this.#source.shapeOf(node);
  }

  /** A vector lies as a row; a number has no axis. */
  #axes({ dimensions, columns }: Shape): Axes {
    if (dimensions === 0) return "none";
    if (dimensions === 1) return Number(columns) === 1 ? "none" : "columns";
    return "both";
  }

  #indices(axes: Axes, { rows, columns }: Shape): Index[] {
    const fresh = (size: number): Index => ({
      letter:
        INDEX_LETTERS[this.#nextIndex++ % INDEX_LETTERS.length] +
        "′".repeat(Math.floor((this.#nextIndex - 1) / INDEX_LETTERS.length)),
      size,
    });
    switch (axes) {
      case "both":
        return [fresh(Number(rows)), fresh(Number(columns))];
      case "rows":
        return [fresh(Number(rows))];
      case "columns":
        return [fresh(Number(columns))];
      case "none":
        return [];
    }
  }

  #nameSymbol(name: string, shape: Shape): TensorSymbol {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const [, letters, digits] = /^(.*?)(\d*)$/.exec(name)!;
    const lowerRow = /^b\d*$/.test(name) && shape.dimensions === 2 && Number(shape.rows) === 1;
    const symbol: TensorSymbol = {
      code: name,
      text: digits === "" ? name : letters + raised(Number(digits)),
      latex: digits === "" ? nameLatex(name) : `${nameLatex(letters)}^{(${digits})}`,
      spoken: digits === "" ? name : `${letters} ${digits}`,
      rows: Number(shape.rows),
      columns: Number(shape.columns),
      axes: lowerRow ? "columns" : this.#axes(shape),
    };
    this.#names.set(name, symbol);
    return symbol;
  }

  /** The name of a node, which gets one and a definition if it has none. */
  #operand(node: TypedExpression): Operand {
    if (node.kind === "name")
      return { symbol: this.#nameSymbol(node.name, this.#shape(node)), transposed: false };
    if (node.kind === "transpose") {
      const inner = this.#operand(node.argument);
      return this.#shape(node.argument).dimensions === 2
        ? { ...inner, transposed: !inner.transposed }
        : inner;
    }
    const key = writeTyped(node);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const shape = this.#shape(node);
    const axes = this.#axesOfNode(node);
    const indices = this.#indices(axes, shape);
    const { terms, matrix } = this.#write(node, indices);
    const letter = this.#letters.shift() ?? `T${this.#definitions.length}`;
    const symbol: TensorSymbol = {
      code: letter,
      text: letter,
      latex: letter,
      spoken: letter,
      rows: Number(shape.rows),
      columns: Number(shape.columns),
      axes,
    };
    const [only] = matrix;
    const bare =
      matrix.length === 1 && only.coefficient === 1 && only.scalars.length === 0 && only.matrix !== null;
    this.#definitions.push({
      symbol,
      indices,
      body: terms,
      matrix: bare && only.matrix !== null ? only.matrix : { kind: "sum", terms: matrix },
    });
    const operand = { symbol, transposed: false };
    this.#known.set(key, operand);
    return operand;
  }

  /** The axes of a node that gets a name: those along which a sum has been kept as 1 carry no index. */
  #axesOfNode(node: TypedExpression): Axes {
    const shape = this.#shape(node);
    const reduced = (node.kind === "sum" || node.kind === "mean") && node.keepdims;
    if (reduced && shape.dimensions === 2) {
      return node.axis === null ? "none" : node.axis === 0 ? "columns" : "rows";
    }
    if (node.kind === "power" || node.kind === "call" || node.kind === "extreme") {
      return this.#carried(node.argument);
    }
    return this.#axesOfResult(shape);
  }

  /** What is computed and has one entry, such as x.T @ A @ x, is the number that it is. */
  #axesOfResult(shape: Shape): Axes {
    return Number(shape.rows) === 1 && Number(shape.columns) === 1 ? "none" : this.#axes(shape);
  }

  /** A node at the places that these indices name. */
  #write(node: TypedExpression, indices: readonly Index[]): Written {
    switch (node.kind) {
      case "number":
        return constant(node.value);
      case "negative":
        return scaled(this.#write(node.argument, indices), -1);
      case "add":
      case "subtract": {
        const left = this.#part(node.left, node, indices);
        const right = this.#part(node.right, node, indices);
        return joined([left, node.kind === "add" ? right : scaled(right, -1)]);
      }
      case "multiply":
      case "divide":
        return this.#writeStar(node, indices);
      case "product":
        return this.#writeProduct(node, indices);
      case "sum":
      case "mean":
        return this.#writeReduction(node, indices);
      case "trace": {
        const shape = this.#shape(node.argument);
        const [row, column] = this.#indices("both", shape);
        const inner = this.#write(node.argument, [row, column]);
        const delta: DeltaFactor = { kind: "delta", indices: [row, column] };
        return {
          terms: inner.terms.map((term) => ({ ...term, factors: [...term.factors, delta] })),
          matrix: [plain({ kind: "trace", of: whole(inner) })],
        };
      }
      case "name":
      case "transpose":
      case "power":
      case "call":
      case "extreme": {
        const { factors, matrix } = this.#factor(node, indices, false);
        return { terms: [{ coefficient: 1, factors }], matrix: [plain(matrix)] };
      }
    }
  }

  /** One side of a sum: at the whole's place, or at the part of it that it has. */
  #part(side: TypedExpression, node: BinaryNode, indices: readonly Index[]): Written {
    return this.#write(side, this.#placeOf(side, node, indices));
  }

  /** The indices of an operand of an elementwise operation: a row has only the column's, and so on. */
  #placeOf(side: TypedExpression, node: TypedExpression, indices: readonly Index[]): readonly Index[] {
    const own = this.#shape(side);
    const all = this.#shape(node);
    if (own.dimensions === 0) return [];
    const [row, column] = indices.length === 2 ? indices : [undefined, indices[0]];
    // A vector of one entry, the sum of a column, is broadcast as a number is.
    if (own.dimensions === 1) return column === undefined || Number(own.columns) === 1 ? [] : [column];
    const axes = this.#carried(side);
    const rows = Number(own.rows) === Number(all.rows) ? row : undefined;
    const columns = Number(own.columns) === Number(all.columns) ? column : undefined;
    const pick = (index: Index | undefined, size: number): Index =>
      index ?? {
        letter: this.#indices("columns", { dimensions: 1, rows: 1, columns: size })[0].letter,
        size,
      };
    switch (axes) {
      case "both":
        return [pick(rows, Number(own.rows)), pick(columns, Number(own.columns))];
      case "rows":
        return [pick(rows, Number(own.rows))];
      case "columns":
        return [pick(columns, Number(own.columns))];
      case "none":
        return [];
    }
  }

  /** The axes that a node's factors carry indices for. */
  #carried(node: TypedExpression): Axes {
    if (node.kind === "name") return this.#nameSymbol(node.name, this.#shape(node)).axes;
    if (node.kind === "transpose") {
      const inner = this.#carried(node.argument);
      if (this.#shape(node).dimensions < 2) return inner;
      return inner === "rows" ? "columns" : inner === "columns" ? "rows" : inner;
    }
    if (node.kind === "sum" || node.kind === "mean") return this.#axesOfNode(node);
    if (node.kind === "power" || node.kind === "call" || node.kind === "extreme") {
      return this.#carried(node.argument);
    }
    return this.#axesOfResult(this.#shape(node));
  }

  /** A node as a single factor with its matrix; whatever is more than that gets a name. */
  #factor(
    node: TypedExpression,
    indices: readonly Index[],
    atPlace: boolean,
  ): { factors: Factor[]; matrix: MatrixExpression } {
    switch (node.kind) {
      case "power": {
        const { reference, operand } = this.#reference(node.argument, indices);
        const matrix: MatrixExpression = { kind: "power", base: operand.symbol, exponent: node.exponent };
        return {
          factors: [{ kind: "power", base: reference, exponent: node.exponent, atPlace }],
          matrix: turned(matrix, operand),
        };
      }
      case "call":
      case "extreme": {
        const { reference, operand } = this.#reference(node.argument, indices);
        const f = this.#function(node);
        return {
          factors: [{ kind: "function", function: f, order: 0, argument: reference }],
          matrix: turned({ kind: "function", function: f, order: 0, argument: operand.symbol }, operand),
        };
      }
      default: {
        const { reference, operand } = this.#reference(node, indices);
        return {
          factors: [tensor(reference.symbol, reference.indices, atPlace)],
          matrix: turned({ kind: "symbol", symbol: operand.symbol }, operand),
        };
      }
    }
  }

  /** A node by its name, with the indices in the order of its own axes. */
  #reference(node: TypedExpression, indices: readonly Index[]): { reference: Reference; operand: Operand } {
    const operand = this.#operand(node);
    const { symbol, transposed } = operand;
    const own = transposed ? [...indices].reverse() : indices;
    return { reference: { symbol, indices: carriedBy(symbol.axes, own) }, operand };
  }

  #function(node: Extract<TypedExpression, { kind: "call" | "extreme" }>): ElementwiseSymbol {
    const key = node.kind === "call" ? node.name : `${node.name} ${node.bound}`;
    const known = this.#functions.get(key);
    if (known !== undefined) return known;
    const f = functionOf(node, this.#source.functions);
    const made = functionSymbol(f, node.kind === "call" ? node.name : extremeName(node.name, node.bound));
    this.#functions.set(key, made);
    return made;
  }

  /** u * v and u / v: numbers to the front, everything else at one place. */
  #writeStar(node: BinaryNode, indices: readonly Index[]): Written {
    let coefficient = 1;
    const factors: Factor[] = [];
    const scalars: MatrixTerm["scalars"][number][] = [];
    const matrices: MatrixExpression[] = [];
    let linear: { side: TypedExpression; place: readonly Index[] } | null = null;
    const sides: { side: TypedExpression; inverse: boolean }[] = [];
    const collect = (side: TypedExpression, inverse: boolean): void => {
      if (side.kind === "multiply" || side.kind === "divide") {
        collect(side.left, inverse);
        collect(side.right, side.kind === "divide" ? !inverse : inverse);
      } else if (side.kind === "negative") {
        coefficient *= -1;
        collect(side.argument, inverse);
      } else sides.push({ side, inverse });
    };
    collect(node, false);
    const wide = sides.filter(({ side }) => side.kind !== "number" && this.#shape(side).dimensions > 0);
    for (const { side, inverse } of sides) {
      if (side.kind === "number") {
        coefficient *= inverse ? 1 / side.value : side.value;
        continue;
      }
      const place = this.#placeOf(side, node, indices);
      if (wide.length === 1 && side === wide[0].side && !inverse && isLinear(side)) {
        linear = { side, place };
        continue;
      }
      const atPlace = matrices.length > 0;
      if (inverse) {
        const { reference, operand } = this.#reference(side, place);
        factors.push({ kind: "power", base: reference, exponent: -1, atPlace });
        if (operand.symbol.axes === "none") scalars.push({ symbol: operand.symbol, exponent: -1 });
        else matrices.push(turned({ kind: "power", base: operand.symbol, exponent: -1 }, operand));
        continue;
      }
      const made = this.#factor(side, place, atPlace);
      factors.push(...made.factors);
      if (made.matrix.kind === "symbol" && made.matrix.symbol.axes === "none") {
        scalars.push({ symbol: made.matrix.symbol, exponent: 1 });
      } else matrices.push(made.matrix);
    }
    if (linear !== null) {
      const inner = scaled(this.#write(linear.side, linear.place), coefficient);
      return {
        terms: inner.terms.map((term) => ({ ...term, factors: [...factors, ...term.factors] })),
        matrix: inner.matrix.map((term) => ({
          ...term,
          scalars: [...scalars, ...term.scalars],
          matrix: starWith(matrices, term.matrix),
        })),
      };
    }
    return {
      terms: [{ coefficient, factors }],
      matrix: [{ coefficient, scalars, matrix: starWith(matrices, null) }],
    };
  }

  /** u @ v @ …: one factor after the other, joined by the indices between them. */
  #writeProduct(node: BinaryNode, indices: readonly Index[]): Written {
    const sides: TypedExpression[] = [];
    let coefficient = 1;
    const scalars: MatrixTerm["scalars"][number][] = [];
    const collect = (side: TypedExpression): void => {
      const number = this.#numberIn(side);
      if (side.kind === "product") {
        collect(side.left);
        collect(side.right);
      } else if (side.kind === "negative") {
        coefficient *= -1;
        collect(side.argument);
      } else if (number === null) sides.push(side);
      else {
        const { of, by, exponent } = number;
        if (by.kind === "number") coefficient *= by.value ** exponent;
        else scalars.push({ symbol: this.#operand(by).symbol, exponent });
        collect(of);
      }
    };
    // A vector in the middle would be something else than in its bracket.
    const plainChain = allMatrices(node, (one) => this.#shape(one));
    if (plainChain) collect(node);
    else sides.push(node.left, node.right);
    const first = this.#shape(sides[0]);
    const last = this.#shape(sides[sides.length - 1]);
    const hasRow = first.dimensions === 2;
    const hasColumn = last.dimensions === 2;
    const outer = [...indices];
    // An axis of one place that nothing is said of has an index all the same.
    const unit = (): Index => this.#indices("columns", { dimensions: 1, rows: 1, columns: 1 })[0];
    const row = hasRow ? (outer.shift() ?? unit()) : undefined;
    const column = hasColumn ? (outer.shift() ?? unit()) : undefined;
    const inner = sides.slice(1).map((side) => {
      const shape = this.#shape(side);
      const size = Number(shape.dimensions === 1 ? shape.columns : shape.rows);
      return this.#indices("columns", { dimensions: 1, rows: 1, columns: size })[0];
    });
    const factors: Factor[] = [];
    const matrices: MatrixExpression[] = [];
    sides.forEach((side, k) => {
      const before = k === 0 ? row : inner[k - 1];
      const behind = k === sides.length - 1 ? column : inner[k];
      const { dimensions } = this.#shape(side);
      const operand = this.#operand(side);
      const { symbol, transposed } = operand;
      if (symbol.axes === "none") {
        scalars.push({ symbol, exponent: 1 });
        return;
      }
      const both = transposed ? [behind, before] : [before, behind];
      let own: (Index | undefined)[] = both;
      if (dimensions === 1) own = [k === 0 ? behind : before];
      else if (symbol.axes === "columns") own = [both[1]];
      else if (symbol.axes === "rows") own = [both[0]];
      factors.push(
        tensor(
          symbol,
          own.filter((index) => index !== undefined),
        ),
      );
      const lying = turned({ kind: "symbol", symbol }, operand);
      // A vector is kept as a row; on the right it stands as a column.
      matrices.push(dimensions === 1 && k > 0 ? transposeOf(lying) : lying);
    });
    const matrix = matrices.length === 0 ? null : productOf(matrices);
    const numbers = scalars.map(({ symbol, exponent }): Factor => {
      const base: Reference = { symbol, indices: [] };
      return exponent === 1 ? tensor(symbol, []) : { kind: "power", base, exponent, atPlace: false };
    });
    return {
      terms: [{ coefficient, factors: [...numbers, ...factors] }],
      matrix: [
        { coefficient, scalars, matrix: matrix && hasRow && !hasColumn ? transposeOf(matrix) : matrix },
      ],
    };
  }

  /** The single number that a factor of a product is multiplied or divided by: 2 * b.T, x / n. */
  #numberIn(
    node: TypedExpression,
  ): { readonly of: TypedExpression; readonly by: TypedExpression; readonly exponent: 1 | -1 } | null {
    if (node.kind !== "multiply" && node.kind !== "divide") return null;
    const isNumber = (one: TypedExpression): boolean => this.#shape(one).dimensions === 0;
    const { left, right } = node;
    if (node.kind === "divide") return isNumber(right) ? { of: left, by: right, exponent: -1 } : null;
    if (isNumber(left)) return { of: right, by: left, exponent: 1 };
    return isNumber(right) ? { of: left, by: right, exponent: 1 } : null;
  }

  #writeReduction(node: ReductionNode, indices: readonly Index[]): Written {
    const shape = this.#shape(node.argument);
    const carried = this.#carried(node.argument);
    const sized = this.#indices(carried, shape);
    const [row, column] =
      carried === "both" ? sized : carried === "rows" ? [sized[0], undefined] : [undefined, sized[0]];
    const vector = shape.dimensions === 1;
    const overRows = node.axis === null || (node.axis === 0 && !vector);
    const overColumns = node.axis === null || node.axis === 1 || vector;
    // A sum that keeps its axis may be asked for at both: the one that it summed has no index inside.
    const one = overRows !== overColumns && indices.length === 2;
    const kept = one ? [overRows ? indices[1] : indices[0]] : [...indices];
    const place: Index[] = [];
    if (row !== undefined) place.push(overRows ? row : (kept.shift() ?? row));
    if (column !== undefined) place.push(overColumns ? column : (kept.shift() ?? column));
    const inner = this.#write(node.argument, place);
    const summed = [
      ...(row !== undefined && overRows ? [row] : []),
      ...(column !== undefined && overColumns ? [column] : []),
    ];
    const count = (overRows ? Number(shape.rows) : 1) * (overColumns ? Number(shape.columns) : 1);
    const terms = inner.terms.map((term) => sumOver(term, summed));
    const over = overRows && overColumns ? "all" : overRows ? "rows" : "columns";
    let matrix: MatrixExpression = { kind: "total", over, of: broadcastWhole(inner, shape) };
    if (over === "columns" && !node.keepdims) matrix = transposeOf(matrix);
    if (node.kind === "sum") return { terms, matrix: [plain(matrix)] };
    const N = this.#countSymbol(count);
    const inverse: Factor = { kind: "power", base: { symbol: N, indices: [] }, exponent: -1, atPlace: false };
    return {
      terms: terms.map((term) => ({ ...term, factors: [inverse, ...term.factors] })),
      matrix: [{ coefficient: 1, scalars: [{ symbol: N, exponent: -1 }], matrix }],
    };
  }

  /** How many entries a mean divides by, as a named number. */
  #countSymbol(value: number): TensorSymbol {
    const known = this.#numbers.find((one) => one.value === value);
    if (known !== undefined) return known.symbol;
    const number = this.#numbers.length;
    const code = number === 0 ? "N" : `N${number}`;
    const symbol: TensorSymbol = {
      code,
      text: code,
      latex: number === 0 ? "N" : `N_{${number}}`,
      spoken: code,
      rows: 1,
      columns: 1,
      axes: "none",
    };
    this.#numbers.push({ symbol, value });
    return symbol;
  }
}

const INDEX_LETTERS = [..."ijklpqrstuvwxyzcdgh"];

/** The indices that a symbol with these axes carries, of those for both. */
function carriedBy(axes: Axes, indices: readonly Index[]): readonly Index[] {
  if (axes === "none") return [];
  if (indices.length < 2 || axes === "both") return indices;
  return axes === "rows" ? [indices[0]] : [indices[1]];
}

/** What is only a number times or a sum of what it contains. */
function isLinear(node: TypedExpression): boolean {
  return ["add", "subtract", "negative", "product", "sum", "mean", "trace"].includes(node.kind);
}

function allMatrices(node: TypedExpression, shapeOf: (one: TypedExpression) => Shape): boolean {
  if (node.kind !== "product") return shapeOf(node).dimensions === 2;
  return allMatrices(node.left, shapeOf) && allMatrices(node.right, shapeOf);
}

function constant(value: number): Written {
  return {
    terms: [{ coefficient: value, factors: [] }],
    matrix: [{ coefficient: value, scalars: [], matrix: null }],
  };
}

function plain(matrix: MatrixExpression): MatrixTerm {
  return { coefficient: 1, scalars: [], matrix };
}

function scaled({ terms, matrix }: Written, by: number): Written {
  return {
    terms: terms.map((term) => ({ ...term, coefficient: by * term.coefficient })),
    matrix: matrix.map((term) => ({ ...term, coefficient: by * term.coefficient })),
  };
}

function joined(parts: readonly Written[]): Written {
  return { terms: parts.flatMap(({ terms }) => terms), matrix: parts.flatMap(({ matrix }) => matrix) };
}

function whole({ matrix }: Written): MatrixExpression {
  const [only] = matrix;
  const bare = matrix.length === 1 && only.coefficient === 1 && only.scalars.length === 0;
  return bare && only.matrix !== null ? only.matrix : { kind: "sum", terms: matrix };
}

/** A sum in which no term has the whole's shape is brought to it, so that its entries are counted right. */
function broadcastWhole(inner: Written, { rows, columns }: Shape): MatrixExpression {
  const matrix = whole(inner);
  if (inner.matrix.some((term) => term.matrix !== null)) return matrix;
  const ones: MatrixExpression = {
    kind: "product",
    factors: [
      { kind: "ones", size: Number(rows) },
      { kind: "transpose", of: { kind: "ones", size: Number(columns) } },
    ],
  };
  return { kind: "star", factors: [matrix, ones] };
}

/** A term that does not have an index over which it is summed stands there as often as the index has values. */
function sumOver(term: Term, summed: readonly Index[]): Term {
  const letters = new Set(term.factors.flatMap((factor) => indicesOf(factor).map(({ letter }) => letter)));
  const missing = summed.filter(({ letter }) => !letters.has(letter));
  return { ...term, coefficient: missing.reduce((product, { size }) => product * size, term.coefficient) };
}

function turned(matrix: MatrixExpression, { transposed }: Operand): MatrixExpression {
  return transposed ? transposeOf(matrix) : matrix;
}

function starWith(
  factors: readonly MatrixExpression[],
  last: MatrixExpression | null,
): MatrixExpression | null {
  const all = last === null ? factors : [...factors, last];
  if (all.length === 0) return null;
  return all.length === 1 ? all[0] : { kind: "star", factors: all };
}

/** Functions whose derivative is one that NumPy or the lab has a name for. */
const slopes: ReadonlyMap<string, string> = new Map([
  ["exp", "exp"],
  ["sin", "cos"],
  ["sinh", "cosh"],
  ["cosh", "sinh"],
  ["abs", "sign"],
  ["softplus", "sigmoid"],
]);

function functionSymbol(f: ElementwiseFunction, name: string): ElementwiseSymbol {
  const [, letters, digits] = /^(.*?)(\d*)$/.exec(name)!;
  const short = letters.length === 1 && digits !== "";
  return {
    name: short ? letters + [...digits].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("") : name,
    latex: short
      ? `${letters}_{${digits}}`
      : letters.length === 1
        ? name
        : String.raw`\operatorname{${name}}`,
    spoken: short ? `${letters} ${digits}` : name,
    label: "",
    derivativeName: slopes.get(name) ?? null,
    formula: f.latex,
    apply: f.value,
    derivative: f.derivative,
    numpy: { value: f.numpy.value, derivative: (x) => inBrackets(f.numpy.derivative(x)) },
    kinks: f.kinks,
  };
}

/** `max₀` for maximum(x, 0). */
function extremeName(name: "maximum" | "minimum", bound: number): string {
  return `${name.slice(0, 3)}[${bound}]`;
}

function nameLatex(name: string): string {
  return name.length === 1 ? name : String.raw`\mathit{${name.replaceAll("_", String.raw`\_`)}}`;
}

function visit(node: TypedExpression, see: (one: TypedExpression) => void): void {
  see(node);
  switch (node.kind) {
    case "number":
    case "name":
      return;
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "product":
      visit(node.left, see);
      visit(node.right, see);
      return;
    default:
      visit(node.argument, see);
  }
}
