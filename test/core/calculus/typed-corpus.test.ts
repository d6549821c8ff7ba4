import { beforeAll, describe, expect, it, vi } from "vitest";
import { deriveTyped, readTyped, type ReadTyped } from "../../../core/calculus/derive-typed.ts";
import { typedNumpyLines } from "../../../core/calculus/typed-numpy.ts";
import { readShape } from "../../../core/calculus/typed/read-shape.ts";
import { writeShape, type Shape } from "../../../core/calculus/typed/shape.ts";
import { writeMatrixTerms } from "../../../core/calculus/write-text.ts";
import { assignMatrix } from "../../support/assignments.ts";
import { flatten } from "../../support/exported-training.ts";
import { largest, slopesInNumpy } from "../../support/numpy-slopes.ts";
import { hasModule, runScripts, unless } from "../../support/python.ts";

vi.setConfig({ testTimeout: 60_000 });

const numpy = hasModule("numpy");

/** What a student types, the shapes that it is read with, and the derivatives as a table of them has them. */
const table: readonly (readonly [
  text: string,
  shapes: string,
  derivatives: Readonly<Record<string, string>>,
])[] = [
  ["x.T @ A @ x", "x (a,1) A (a,a) → (1,1)", { x: "A·x + A.T · x", A: "x · x.T" }],
  ["x @ A @ x", "x (a,) A (a,a) → ()", { x: "A·x + A.T · x", A: "x · x.T" }],
  ["a.T @ x", "a (a,1) x (a,1) → (1,1)", { a: "x", x: "a" }],
  ["x @ x", "x (a,) → ()", { x: "2 x" }],
  ["x.T @ x", "x (a,1) → (1,1)", { x: "2 x" }],
  ["np.dot(x, y)", "x (a,) y (a,) → ()", { x: "y", y: "x" }],
  ["a.T @ X @ b", "a (a,1) X (a,b) b (b,1) → (1,1)", { a: "X·b", X: "a · b.T", b: "X.T · a" }],
  ["np.sum((A @ x - b)**2)", "A (a,b) x (b,1) b (a,1) → ()", { A: "2 B · x.T", x: "2 A.T · B", b: "−2 B" }],
  ["(A @ x - b).T @ (A @ x - b)", "A (a,b) x (b,1) b (a,1) → (1,1)", { x: "2 A.T · B", b: "−2 B" }],
  ["np.trace(x @ x.T @ A)", "x (a,1) A (a,a) → ()", { x: "A.T · x + A·x", A: "x · x.T" }],
  ["np.sum((X @ w - y)**2)", "X (a,b) w (b,1) y (a,1) → ()", { w: "2 X.T · A", X: "2 A · w.T" }],
  [
    "x.T @ A.T @ A @ x - 2 * b.T @ A @ x",
    "x (a,1) A (b,a) b (b,1) → (1,1)",
    { x: "2 A.T · A · x − 2 A.T · b" },
  ],
  ["(x.T @ A @ x) / (x.T @ x)", "x (a,1) A (a,a) → (1,1)", { A: "(1/C) x · x.T" }],
  ["alpha * beta.T @ S @ beta", "alpha () beta (a,1) S (a,a) → (1,1)", { S: "alpha beta · beta.T" }],
  ["np.dot(w, x) + b", "w (a,) x (a,) b () → ()", { w: "x", b: "1" }],
  ["np.sum((x - y)**2)", "x (a,1) y (a,1) → ()", { x: "2 A", y: "−2 A" }],
  ["np.mean(x)", "x (a,1) → ()", { x: "(1/N) 𝟏" }],
  ["np.trace(A @ B)", "A (a,b) B (b,a) → ()", { A: "B.T", B: "A.T" }],
  ["np.trace(A @ A @ A)", "A (a,a) → ()", { A: "3 (A·A).T" }],
  ["np.sum(A.T.T)", "A (a,b) → ()", { A: "𝟏 · 𝟏.T" }],
  [
    "0.5 * np.sum((Y - X @ W)**2) + lam * np.sum(W**2)",
    "Y (a,b) X (a,c) W (c,b) lam () → ()",
    { W: "−X.T · A + 2 lam W" },
  ],
  ["np.sum(np.exp(-X @ W))", "X (a,b) W (b,c) → ()", { W: "−X.T · exp(A)" }],
];

/** Expressions that are only held against NumPy; a name's shape stands behind them where one is said. */
const others: readonly (readonly [text: string, shapes?: Readonly<Record<string, string>>])[] = [
  ["np.linalg.norm(X)"],
  ["np.linalg.norm(A @ x - b)"],
  ["np.linalg.norm(x)**2 / 2", { x: "(n,)" }],
  ["np.exp(-(x - m).T @ P @ (x - m) / 2)"],
  ["np.exp(-0.5 * x @ A @ x)"],
  ["np.log(np.sum(np.exp(x)))", { x: "(4,)" }],
  ["np.exp(x) / np.sum(np.exp(x))", { x: "(n,)" }],
  ["np.exp(A) / np.sum(np.exp(A), axis=-1, keepdims=True)"],
  ["-np.sum(Y * np.log(np.exp(A) / np.sum(np.exp(A), axis=1, keepdims=True)))"],
  ["1/(1+np.exp(-X@W))"],
  ["np.sum(np.log(1 + np.exp(-y * (X @ w))))"],
  ["np.maximum(0, Z)"],
  ["np.sum(np.maximum(0, X @ W + b))"],
  ["np.sum(np.maximum(0, A @ x + b))", { x: "(n,)", b: "(m,)" }],
  ["c.T @ np.tanh(A @ x + b)"],
  ["np.mean((X @ W - Y)**2, axis=0)"],
  ["A.mean(axis=0)"],
  ["A.sum(axis=1, keepdims=True)"],
  ["np.sum(X, axis=0) @ W"],
  ["A / np.sum(A)"],
  ["A**-1 + 3 * A"],
  ["X @ v", { v: "(n,)" }],
  ["v @ X", { v: "(n,)" }],
  ["X * v + v", { v: "(n,)" }],
  ["X + np.mean(X, axis=0) - v", { v: "(n,)" }],
  ["(v @ v) * v", { v: "(n,)" }],
  ["mu * v.T", { v: "(3,)", mu: "()" }],
  ["r @ A @ r.T", { r: "(1,n)" }],
  ["x @ y.T"],
  ["np.sum(A * (x @ x.T))"],
  ["lam * (w @ w) + np.mean((X @ w - y)**2)"],
  ["np.sqrt(x @ x) + 1 / (x @ x)"],
];

/** What cannot be derived: the place, what is said, and what is to be typed instead. */
const refused: readonly (readonly [text: string, column: number, message: string, help: string])[] = [
  ["np.outer(x, y)", 1, "there is no function np.outer", "(x @ y.T)"],
  ["np.inner(x, y)", 1, "there is no function np.inner", "(np.dot(x, y))"],
  [
    "np.sum(softmax(A @ B))",
    8,
    "there is no function softmax",
    "np.exp(A @ B) / np.sum(np.exp(A @ B), axis=1",
  ],
  ["np.clip(A, 0, 1)", 1, "there is no function np.clip", "(np.minimum(np.maximum(A, 0), 1))"],
  ["np.linalg.norm(A, 'fro')", 19, "' cannot stand in an expression", "leave out what stands in quotes"],
  ["np.linalg.norm(x, ord=1)", 19, "np.linalg.norm has no argument ord", "np.sum(np.abs(u))"],
  ["np.trace(np.linalg.inv(A))", 10, "there is no function np.linalg.inv", "write a letter for the inverse"],
  ["np.log(np.linalg.det(A))", 8, "there is no function np.linalg.det", "no rule for determinants"],
  ["np.eye(3) @ A", 1, "there is no function np.eye", "write a letter for it"],
  ["np.max(A)", 1, "there is no function np.max", "np.maximum(u, 0)"],
  ["np.where(A > 0, A, 0)", 12, "the operator > is not known", "np.maximum(u, 0)"],
  ["A**B", 4, "an exponent must be a constant number", "np.exp(B * np.log(A))"],
  ["np.e**-A", 7, "an exponent must be a constant number", "np.exp(-A)"],
  ["np.exp(A, B)", 1, "the number of arguments of np.exp is 1, not 2", ""],
  ["np.sum(A, dtype=float)", 11, "np.sum has no argument dtype", ""],
  ["np.sum(A, axis=2)", 16, "axis must be 0, 1 or None, not 2", ""],
  ["A[0]", 2, "[ cannot stand in an expression", "elements cannot be picked out"],
  ["2 @ X", 1, "@ takes no single number", "2 * X"],
  ["x @ x @ x", 1, "(x @ x) @ x: shapes () and (a,)", "x @ x * x"],
  ["y = A @ x", 3, "= gives a name to something", "A @ x"],
  ["exp(A", 4, "this ( is never closed", "exp(A)"],
  ["", 1, "nothing is written here yet", "np.sum("],
];

function read(text: string, shapes: Readonly<Record<string, string>> = {}): ReadTyped {
  const said = Object.entries(shapes).map(([name, written]): [string, Shape] => {
    const shape = readShape(written);
    if (!shape.ok) throw new Error(`${written} is no shape`);
    return [name, shape.shape];
  });
  const reading = readTyped(text, { shapes: new Map(said) });
  if (!reading.ok) throw new Error(`${text}: ${reading.problems[0].message}`);
  return reading.read;
}

describe("what a student types", () => {
  it.each(table)("%s has the shapes %s and its derivatives from the table", (text, shapes, derivatives) => {
    const one = read(text);
    const names = [...one.shapes.names].map(([name, shape]) => `${name} ${writeShape(shape)}`);
    expect([...names, "→", writeShape(one.shapes.whole)].join(" ")).toBe(shapes);
    for (const [name, wanted] of Object.entries(derivatives)) {
      const { derivation } = deriveTyped(one, name);
      expect(writeMatrixTerms(derivation.result.matrix!), `by ${name}`).toBe(wanted);
    }
  });

  it.each(refused)("%j is refused at character %i: %s", (text, column, message, help) => {
    const reading = readTyped(text);
    if (reading.ok) throw new Error(`${text} can be read`);
    const [problem] = reading.problems;
    expect(problem).toMatchObject({ column, message: expect.stringContaining(message) });
    expect([problem.advice ?? "", ...problem.fixes.map((fix) => fix.text)].join("\n")).toContain(help);
  });

  it("is a constant where it has no name, which is derived by nothing", () => {
    for (const text of ["5", "2 + np.pi", "np.sum(3)"]) expect(read(text).program.names).toEqual([]);
  });
});

interface Case {
  readonly what: string;
  readonly script: string;
  readonly values: Float64Array;
  readonly scale: number;
}

describe.skipIf(!numpy)(`differentiated by NumPy's central differences${unless(numpy, "NumPy")}`, () => {
  const cases: Case[] = [];
  let answers: Awaited<ReturnType<typeof runScripts>> = {};

  beforeAll(async () => {
    for (const [text, said] of [...table.map(([typed]) => [typed] as const), ...others]) {
      const one = read(text, said);
      const given = [...one.shapes.names].flatMap(([name, { dimensions }]) => {
        const value = one.values.get(name)!;
        if (dimensions === 0) return [`${name} = np.float64(${value.values[0]})`];
        const assigned = assignMatrix(name, value);
        return dimensions === 1 ? [assigned, `${name} = ${name}.ravel()`] : [assigned];
      });
      for (const { code } of one.program.names) {
        const { derivation, proof, proved } = deriveTyped(one, code);
        expect(proved, `${text} by ${code}`).toBe(true);
        const inMatrices = derivation.result.matrix !== null;
        const lines = inMatrices ? typedNumpyLines(one.program, derivation) : [];
        const expected = `expected = slopes(lambda ${code}: ${text}, ${code})\nshape = np.shape(${code})`;
        const found = inMatrices ? `found = np.asarray(d${code})` : "found = expected";
        // A gradient of one number has the shape of what it is by; rows have one axis there, as biases do.
        const isRow = derivation.by.axes === "columns";
        const single = one.program.program.result.axes === "none" && inMatrices && !isRow;
        const check = single ? `assert np.shape(found) == shape, (np.shape(found), shape)` : "";
        const script = [slopesInNumpy, ...given, expected, ...lines, found, check].join("\n");
        cases.push({ what: `${text} by ${code}`, script, values: proof.values, scale: proof.scale });
      }
    }
    const scripts = Object.fromEntries(cases.map(({ script }, index) => [String(index), script]));
    answers = await runScripts(scripts, ["expected", "found"]);
  }, 120_000);

  it("every derivative is the same, and so is what its lines of NumPy compute, in the name's own shape", () => {
    expect(cases.length).toBeGreaterThan(100);
    cases.forEach(({ what, script, values, scale }, index) => {
      const { expected, found } = answers[String(index)].values;
      const message = `${what}\n${script.slice(slopesInNumpy.length)}`;
      expect(flatten(expected), message).toHaveLength(values.length);
      expect(largest(flatten(expected), values, scale), message).toBeLessThanOrEqual(1e-6);
      expect(largest(flatten(found), values, scale), message).toBeLessThanOrEqual(1e-6);
    });
  });
});
