import { power, wholePower } from "../functions/power.ts";
import { constants, type Expression, type Operator, type Relation } from "./expression.ts";
import { knownFunctions } from "./known-functions.ts";

/** How many numbers go through one step of a program at a time: few enough to stay in the cache. */
const BLOCK = 256;

/** Beyond it, multiplying takes longer and errs more than the general power. */
const LARGEST_WHOLE_POWER = 64;

/** A formula made ready to be computed for many x, without allocation and without code made at run time. */
export interface Program {
  /** out[i] = f(values[i]) for the first `count`; `out` may be `values` itself. */
  readonly run: (out: Float64Array, values: Float64Array, count: number) => void;
  /** product[i] *= f(values[i]) for the first `count`. */
  readonly multiply: (product: Float64Array, values: Float64Array, count: number) => void;
}

/** One operation on the first `count` numbers of its registers. */
type Step = (count: number) => void;

interface Register {
  readonly values: Float64Array;
  /** The number all of them are, where x has no part in it. */
  readonly constant: number | null;
}

/**
 * A program for the expression: a row of operations, each on a block of numbers at once. What occurs twice
 * is computed once, and what x has no part in is computed now.
 */
export function compileProgram(expression: Expression): Program {
  const registers: Register[] = [{ values: new Float64Array(BLOCK), constant: null }];
  const steps: Step[] = [];
  const known = new Map<string, number>();
  const places = new Map<Expression, number>();

  const place = (one: Expression): number => {
    let found = places.get(one);
    if (found === undefined) {
      found = make(one);
      places.set(one, found);
    }
    return found;
  };

  const add = (
    name: string,
    inputs: readonly number[],
    bind: (out: Float64Array, ...a: Float64Array[]) => Step,
  ): number => {
    const key = `${name} ${inputs.join(" ")}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const values = new Float64Array(BLOCK);
    const step = bind(values, ...inputs.map((input) => registers[input].values));
    const constant = inputs.every((input) => registers[input].constant !== null);
    if (constant) step(BLOCK);
    else steps.push(step);
    registers.push({ values, constant: constant ? values[0] : null });
    known.set(key, registers.length - 1);
    return registers.length - 1;
  };

  const put = (value: number): number =>
    add(`number ${Object.is(value, -0) ? "-0" : value}`, [], (out) => () => out.fill(value));

  const make = (one: Expression): number => {
    switch (one.kind) {
      case "number":
        return put(one.value);
      case "constant":
        return put(constants[one.name]);
      case "x":
        return 0;
      case "negative":
        return add("negative", [place(one.argument)], (out, a) => (count) => negate(out, a, count));
      case "call": {
        const { into } = knownFunctions[one.name];
        return add(one.name, [place(one.argument)], (out, a) => (count) => into(out, a, count));
      }
      case "operation": {
        const right = place(one.right);
        const exponent = one.operator === "**" ? registers[right].constant : null;
        const into = exponent === null ? operations[one.operator] : powerBy(exponent);
        return add(one.operator, [place(one.left), right], (out, a, b) => (count) => into(out, a, b, count));
      }
      case "extreme": {
        const into = one.name === "maximum" ? maximum : minimum;
        return add(
          one.name,
          [place(one.left), place(one.right)],
          (out, a, b) => (count) => into(out, a, b, count),
        );
      }
      case "choice": {
        const into = relations[one.relation];
        const holds = add(
          one.relation,
          [place(one.left), place(one.right)],
          (out, a, b) => (count) => into(out, a, b, count),
        );
        return add(
          "where",
          [holds, place(one.then), place(one.otherwise)],
          (out, mask, a, b) => (count) => select(out, mask, a, b, count),
        );
      }
    }
  };

  const result = place(expression);
  const input = registers[0].values;
  const output = registers[result].values;
  const compute = (values: Float64Array, start: number, length: number): void => {
    for (let i = 0; i < length; i++) input[i] = values[start + i];
    for (let s = 0; s < steps.length; s++) steps[s](length);
  };
  return {
    run(out, values, count) {
      for (let start = 0; start < count; start += BLOCK) {
        const length = count - start < BLOCK ? count - start : BLOCK;
        compute(values, start, length);
        for (let i = 0; i < length; i++) out[start + i] = output[i];
      }
    },
    multiply(product, values, count) {
      for (let start = 0; start < count; start += BLOCK) {
        const length = count - start < BLOCK ? count - start : BLOCK;
        compute(values, start, length);
        for (let i = 0; i < length; i++) product[start + i] *= output[i];
      }
    },
  };
}

type Loop = (out: Float64Array, a: Float64Array, b: Float64Array, count: number) => void;

const operations: Readonly<Record<Operator, Loop>> = {
  "+": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] + b[i];
  },
  "-": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] - b[i];
  },
  "*": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] * b[i];
  },
  "/": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] / b[i];
  },
  "**": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = power(a[i], b[i]);
  },
};

/** The loop for one exponent: squares and roots as NumPy has them, whole powers by multiplying. */
function powerBy(exponent: number): Loop {
  if (exponent === 2) {
    return (out, a, _b, count) => {
      for (let i = 0; i < count; i++) out[i] = a[i] * a[i];
    };
  }
  if (exponent === 0.5) {
    return (out, a, _b, count) => {
      for (let i = 0; i < count; i++) out[i] = Math.sqrt(a[i]);
    };
  }
  if (!Number.isInteger(exponent) || Math.abs(exponent) > LARGEST_WHOLE_POWER) return operations["**"];
  return (out, a, _b, count) => {
    for (let i = 0; i < count; i++) out[i] = wholePower(a[i], exponent);
  };
}

function negate(out: Float64Array, a: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = -a[i];
}

/** np.maximum: NaN where either is. */
function maximum(out: Float64Array, a: Float64Array, b: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = a[i] >= b[i] || a[i] !== a[i] ? a[i] : b[i];
}

/** np.minimum: NaN where either is. */
function minimum(out: Float64Array, a: Float64Array, b: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = a[i] <= b[i] || a[i] !== a[i] ? a[i] : b[i];
}

/** 1 where the relation holds, else 0. */
const relations: Readonly<Record<Relation, Loop>> = {
  "<": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] < b[i] ? 1 : 0;
  },
  "<=": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] <= b[i] ? 1 : 0;
  },
  ">": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] > b[i] ? 1 : 0;
  },
  ">=": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] >= b[i] ? 1 : 0;
  },
  "==": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] === b[i] ? 1 : 0;
  },
  "!=": (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = a[i] !== b[i] ? 1 : 0;
  },
};

function select(
  out: Float64Array,
  mask: Float64Array,
  a: Float64Array,
  b: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[i] = mask[i] === 1 ? a[i] : b[i];
}
