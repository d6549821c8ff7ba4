import fc from "fast-check";
import type { BinaryKind, TypedExpression } from "../../core/calculus/typed/typed-expression.ts";
import { RandomState } from "../../core/random/random-state.ts";
import type { Matrix } from "../../core/matrix/matrix.ts";

/** What an expression is to be: a single number, a vector of n, or a matrix. */
type Wanted =
  | { readonly kind: "scalar" }
  | { readonly kind: "vector"; readonly size: number }
  | { readonly kind: "matrix"; readonly rows: number; readonly columns: number };

type Arbitrary = fc.Arbitrary<TypedExpression>;

const place = { from: 0, to: 0 };
const sizes = [2, 3, 4];
/** Sizes that broadcast, too. */
const anySize = fc.constantFrom(1, ...sizes);
const scalar: Wanted = { kind: "scalar" };
const vector = (size: number): Wanted => ({ kind: "vector", size });
const matrix = (rows: number, columns: number): Wanted => ({ kind: "matrix", rows, columns });

/** Every name that the expressions use, with its sizes: M23 is 2 by 3, b2 a row, mu a number. */
export const namedSizes: ReadonlyMap<string, { readonly rows: number; readonly columns: number }> = new Map([
  ...[1, ...sizes].flatMap((rows) =>
    [1, ...sizes].map((columns) => [`M${rows}${columns}`, { rows, columns }] as const),
  ),
  ...sizes.map((columns) => [`b${columns}`, { rows: 1, columns }] as const),
  ["mu", { rows: 1, columns: 1 }],
  ["lam", { rows: 1, columns: 1 }],
]);

/** Numbers for them, from 0.2 to 0.9. */
export const namedValues: ReadonlyMap<string, Matrix> = (() => {
  const random = new RandomState(7);
  return new Map(
    [...namedSizes].map(([name, { rows, columns }]) => [name, random.uniform(0.2, 0.9, rows, columns)]),
  );
})();

const elementwise = "exp log sqrt sin tanh arctan abs log1p sigmoid softplus relu f g".split(" ");
const exponents = [2, 3, 0.5, -1, 1.5, -2, 0];

const known = new Map<string, Arbitrary>();

/** Expressions of this kind of at most so many operations on top of each other. */
function expressions(wanted: Wanted, depth: number): Arbitrary {
  const key = JSON.stringify([wanted, depth]);
  let found = known.get(key);
  if (found === undefined) {
    found = depth === 0 ? leaves(wanted) : fc.oneof(leaves(wanted), ...operations(wanted, depth - 1));
    known.set(key, found);
  }
  return found;
}

function leaves(wanted: Wanted): Arbitrary {
  const named = (...names: string[]): Arbitrary =>
    fc.constantFrom(...names).map((name) => ({ ...place, kind: "name", name }));
  switch (wanted.kind) {
    case "scalar":
      return fc.oneof(
        named("mu", "lam"),
        fc
          .oneof(
            fc.constantFrom(0, 1, 2, 0.5, 1e-7, Math.PI, Math.E),
            fc.double({ min: 0.1, max: 3, noNaN: true }),
          )
          .map((value): TypedExpression => ({ ...place, kind: "number", value })),
      );
    case "vector":
      return along(named(`M2${wanted.size}`), 0, false);
    case "matrix": {
      const { rows, columns } = wanted;
      const names = [`M${rows}${columns}`];
      if (rows === 1 && columns > 1) names.push(`b${columns}`);
      return named(...names);
    }
  }
}

function operations(wanted: Wanted, depth: number): Arbitrary[] {
  const same = expressions(wanted, depth);
  const anyMatrix = fc
    .tuple(anySize, anySize)
    .chain(([rows, columns]) => expressions(matrix(rows, columns), depth));
  const pairs = partners(wanted).map(([left, right]) => {
    const kind = fc.constantFrom<BinaryKind>("add", "subtract", "multiply", "divide");
    return binary(kind, expressions(left, depth), expressions(right, depth));
  });
  const common = [
    ...pairs,
    same.map((argument): TypedExpression => ({ ...place, kind: "negative", argument })),
    fc.record({
      ...constants({ kind: "power" as const }),
      argument: same,
      exponent: fc.constantFrom(...exponents),
    }),
    fc.record({
      ...constants({ kind: "call" as const }),
      argument: same,
      name: fc.constantFrom(...elementwise),
    }),
    fc.record({
      ...constants({ kind: "extreme" as const }),
      argument: same,
      name: fc.constantFrom("maximum" as const, "minimum" as const),
      bound: fc.constantFrom(0, 0.5, -0.25),
    }),
  ];
  const size = anySize;
  const product = (left: (inner: number) => Wanted, right: (inner: number) => Wanted): Arbitrary =>
    size.chain((inner) =>
      binary(fc.constant("product"), expressions(left(inner), depth), expressions(right(inner), depth)),
    );
  switch (wanted.kind) {
    case "scalar":
      return [
        ...common,
        along(anyMatrix, null, false),
        size.chain((n) => along(expressions(vector(n), depth), 0, false)),
        size
          .chain((n) => expressions(matrix(n, n), depth))
          .map((argument): TypedExpression => ({ ...place, kind: "trace", argument })),
        product(vector, vector),
      ];
    case "vector": {
      const n = wanted.size;
      return [
        ...common,
        size.chain((m) => along(expressions(matrix(m, n), depth), 0, false)),
        size.chain((m) => along(expressions(matrix(n, m), depth), 1, false)),
        same.map((argument): TypedExpression => ({ ...place, kind: "transpose", argument })),
        product((inner) => matrix(n, inner), vector),
        product(vector, (inner) => matrix(inner, n)),
      ];
    }
    case "matrix": {
      const { rows, columns } = wanted;
      const turned = expressions(matrix(columns, rows), depth);
      return [
        ...common,
        product(
          (inner) => matrix(rows, inner),
          (inner) => matrix(inner, columns),
        ),
        product(
          (inner) => matrix(rows, inner),
          (inner) => matrix(inner, columns),
        ),
        turned.map((argument): TypedExpression => ({ ...place, kind: "transpose", argument })),
        ...(rows === 1 ? [size.chain((m) => along(expressions(matrix(m, columns), depth), 0, true))] : []),
        ...(columns === 1 ? [size.chain((m) => along(expressions(matrix(rows, m), depth), 1, true))] : []),
        ...(rows === 1 && columns === 1 ? [along(anyMatrix, null, true)] : []),
      ];
    }
  }
}

/** What an elementwise operation makes this of: itself with itself, and with what is broadcast to it. */
function partners(wanted: Wanted): [Wanted, Wanted][] {
  const smaller: Wanted[] = [scalar, wanted];
  if (wanted.kind === "matrix") {
    smaller.push(matrix(1, wanted.columns), matrix(wanted.rows, 1), vector(wanted.columns));
    smaller.push(matrix(1, 1), vector(1));
  }
  const pairs = smaller.flatMap((one): [Wanted, Wanted][] => [
    [wanted, one],
    [one, wanted],
  ]);
  if (wanted.kind === "matrix") pairs.push([matrix(wanted.rows, 1), matrix(1, wanted.columns)]);
  return pairs;
}

function binary(kind: fc.Arbitrary<BinaryKind>, left: Arbitrary, right: Arbitrary): Arbitrary {
  return fc.record({ ...constants(place), kind, left, right });
}

function along(argument: Arbitrary, axis: 0 | 1 | null, keepdims: boolean): Arbitrary {
  const kind = fc.constantFrom("sum" as const, "mean" as const);
  return fc.record({ ...constants({ axis, keepdims }), kind, argument });
}

/** Every value of a record as an arbitrary that is always it; the place, too. */
function constants<T extends object>(
  values: T,
): { [K in keyof (T & typeof place)]: fc.Arbitrary<(T & typeof place)[K]> } {
  const all = { ...place, ...values };
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, fc.constant(value)])) as {
    [K in keyof (T & typeof place)]: fc.Arbitrary<(T & typeof place)[K]>;
  };
}

/** Expressions of any shape whose shapes fit, of a few operations. */
export const fittingExpressions: Arbitrary = fc.oneof(
  expressions(scalar, 3),
  fc.constantFrom(...sizes).chain((n) => expressions(vector(n), 3)),
  fc.tuple(anySize, anySize).chain(([rows, columns]) => expressions(matrix(rows, columns), 3)),
);

/** Expressions that hold one product or sum of matrices that do not fit, and what stands around it. */
export const misfits: Arbitrary = fc
  .tuple(
    fc.constantFrom<BinaryKind>("product", "add", "subtract", "multiply", "divide"),
    fc.constantFrom([2, 3, 4, 2], [4, 3, 2, 3], [3, 4, 2, 4], [2, 3, 3, 2], [3, 2, 3, 4], [4, 2, 3, 2]),
  )
  .chain(([kind, [a, b, c, d]]) => {
    // The last two are turned round where a product would fit.
    const [rows, columns] = kind === "product" && b === c ? [d, c] : [c, d];
    const clash = binary(
      fc.constant(kind),
      expressions(matrix(a, b), 2),
      expressions(matrix(rows, columns), 2),
    );
    return fc.oneof(
      clash,
      along(clash, null, false),
      clash.map((argument): TypedExpression => ({ ...place, kind: "negative", argument })),
      binary(fc.constant("multiply"), expressions(scalar, 1), clash),
    );
  });
