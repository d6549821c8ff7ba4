import { kindOfName, type KnownShape, type Shape } from "./shape.ts";
import { inferShapes } from "./shapes.ts";
import { namesOf, partsOfTyped, type TypedExpression } from "./typed-expression.ts";

type Known = ReadonlyMap<string, KnownShape>;

/**
 * The names that are written small and cannot be single numbers here, with a vector's shape: x in `A @ x`, which
 * takes no single number, x and y in `np.sum((x - y)**2)`, which would have nothing to add up. They are columns (n,1)
 * as in textbooks; where one stands left of @ as it is, as in `x @ y`, they have one axis, (n,), since only then NumPy
 * multiplies them so. With vectors around, u to z are vectors, too, and what is added to a vector is one.
 *
 * `known` are the shapes that some names have already; these stay. Empty where every name can be what it is.
 */
export function assumeVectors(expression: TypedExpression, known: Known): ReadonlyMap<string, KnownShape> {
  const open = new Set(namesOf(expression).filter((name) => !known.has(name) && isSmall(name)));
  if (open.size === 0) return new Map();
  const uses = usesOf(expression, known, open);
  const found = new Set(uses.factors.size > 0 ? uses.factors : addedUp(expression, known, open));
  if (found.size === 0) return new Map();
  for (const name of open) if (/^[u-z]\d*$/.test(name)) found.add(name);
  const names = [...found];
  const inOneAxis = names.some((name) => uses.left.has(name)) && !names.some((name) => uses.turned.has(name));
  const assumed = grow(expression, known, open, inOneAxis ? "one axis" : "column", found);
  const { shapes } = inferShapes(expression, new Map([...known, ...assumed]));
  // A vector of one number would only be an accident.
  const collapsed = names.some((name) => {
    const { rows, columns } = shapes.names.get(name) ?? number;
    return rows === 1 && columns === 1;
  });
  return collapsed ? new Map() : assumed;
}

/** Whether a name of which nothing is known would be a single number, or is the b that vectors are compared with. */
function isSmall(name: string): boolean {
  return kindOfName(name) === "scalar" || name === "b";
}

interface Uses {
  /** Names that have to be vectors, so that @ has something to sum over. */
  readonly factors: ReadonlySet<string>;
  /** Those that stand left of @ as they are. */
  readonly left: ReadonlySet<string>;
  /** Those that stand there with .T. */
  readonly turned: ReadonlySet<string>;
}

interface Element {
  readonly name: string;
  readonly turned: boolean;
}

function usesOf(expression: TypedExpression, known: Known, open: ReadonlySet<string>): Uses {
  const numbers = [...open].map((name): [string, KnownShape] => [name, number]);
  const { nodes } = inferShapes(expression, new Map([...known, ...numbers])).shapes;
  const [factors, left, turned] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const take = (side: TypedExpression): readonly Element[] => {
    if (nodes.get(side)?.dimensions !== 0) return [];
    const taken = likeliest(elementsOf(side, false).filter(({ name }) => open.has(name)));
    for (const one of taken) {
      factors.add(one.name);
      if (one.turned) turned.add(one.name);
    }
    return taken;
  };
  const look = (node: TypedExpression): void => {
    if (node.kind === "product") {
      for (const one of take(node.left)) if (!one.turned) left.add(one.name);
      take(node.right);
    }
    partsOfTyped(node).forEach(look);
  };
  look(expression);
  return { factors, left, turned };
}

/** The names that something is made of element by element: m and x of (x − m).T. */
function elementsOf(node: TypedExpression, turned: boolean): readonly Element[] {
  switch (node.kind) {
    case "name":
      return [{ name: node.name, turned }];
    case "transpose":
      return elementsOf(node.argument, !turned);
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "negative":
    case "power":
    case "call":
    case "extreme":
      return partsOfTyped(node).flatMap((part) => elementsOf(part, turned));
    case "number":
    case "product":
    case "sum":
    case "mean":
    case "trace":
      return [];
  }
}

/** Those among the names of one factor that are vectors if one of them has to be: alpha * x.T has x. */
function likeliest<One extends Element>(elements: readonly One[]): readonly One[] {
  const wanted: ((one: One) => boolean)[] = [
    ({ name, turned }) => turned && isLetter(name),
    ({ name }) => /^[u-z]\d*$/.test(name),
    ({ name }) => isLetter(name),
    ({ turned }) => turned,
  ];
  for (const is of wanted) {
    const found = elements.filter(is);
    if (found.length > 0) return found;
  }
  return elements;
}

function isLetter(name: string): boolean {
  return /^[a-z]\d*$/.test(name);
}

/** The name that a node is, perhaps turned, with another sign or times a number. */
function nameOf(node: TypedExpression): string | null {
  if (node.kind === "negative" || node.kind === "transpose") return nameOf(node.argument);
  if (node.kind === "multiply" && node.left.kind === "number") return nameOf(node.right);
  return node.kind === "name" ? node.name : null;
}

/** The names in a sum or mean that has nothing but single numbers to add up. */
function addedUp(expression: TypedExpression, known: Known, open: ReadonlySet<string>): string[] {
  const { nodes } = inferShapes(expression, known).shapes;
  const names: string[] = [];
  const look = (node: TypedExpression): void => {
    if ((node.kind === "sum" || node.kind === "mean") && nodes.get(node.argument)?.dimensions === 0) {
      const letters = namesOf(node.argument).filter((name) => open.has(name) && isLetter(name));
      names.push(...likeliest(letters.map((name) => ({ name, turned: false }))).map(({ name }) => name));
    }
    partsOfTyped(node).forEach(look);
  };
  look(expression);
  return names;
}

type Lie = "column" | "one axis";

const vectors: Readonly<Record<Lie, KnownShape>> = {
  column: { dimensions: 2, rows: null, columns: 1 },
  "one axis": { dimensions: 1, rows: 1, columns: null },
};
const number: KnownShape = { dimensions: 0, rows: 1, columns: 1 };

/** The names that were found, and what they are added to, until nothing more is found. */
function grow(
  expression: TypedExpression,
  known: Known,
  open: ReadonlySet<string>,
  lie: Lie,
  found: ReadonlySet<string>,
): Map<string, KnownShape> {
  const assumed = new Map([...found].map((name) => [name, vectors[lie]]));
  for (;;) {
    const { nodes } = inferShapes(expression, new Map([...known, ...assumed])).shapes;
    const before = assumed.size;
    for (const { name, other } of addedTo(expression)) {
      const shape = nodes.get(other);
      if (!open.has(name) || assumed.has(name) || shape === undefined) continue;
      if (isVector(shape, lie)) assumed.set(name, vectors[lie]);
      // A row would make a row of a number.
      else if (name === "b" && shape.rows === 1 && shape.columns === 1) assumed.set(name, number);
    }
    if (assumed.size === before) return assumed;
  }
}

function isVector({ dimensions, rows, columns }: Shape, lie: Lie): boolean {
  return lie === "one axis" ? dimensions === 1 : dimensions === 2 && columns === 1 && rows !== 1;
}

/** Single letters that are added to something, or taken from it. */
function addedTo(node: TypedExpression): { readonly name: string; readonly other: TypedExpression }[] {
  const below = partsOfTyped(node).flatMap(addedTo);
  if (node.kind !== "add" && node.kind !== "subtract") return below;
  const pairs = [
    { name: nameOf(node.left), other: node.right },
    { name: nameOf(node.right), other: node.left },
  ];
  return [
    ...below,
    ...pairs.flatMap(({ name, other }) => (name !== null && isLetter(name) ? [{ name, other }] : [])),
  ];
}
