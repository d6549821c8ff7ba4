import { flushSync } from "svelte";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { Bench } from "../../../renderer/bench/bench.svelte.ts";
import { examplesFor, formats, writeResult } from "../../../renderer/bench/bench-texts.ts";
import { writeShape } from "../../../core/calculus/typed/shape.ts";
import { readTyped } from "../../../core/calculus/derive-typed.ts";

/** A bench whose pauses end when the test says so. */
function makeBench(): { bench: Bench; wait: () => void } {
  const waiting: (() => void)[] = [];
  const bench = new Bench((callback) => waiting.push(callback));
  return { bench, wait: () => waiting.splice(0).forEach((callback) => callback()) };
}

const X = Matrix.from([
  [0.5, -1, 2],
  [1, 0.25, -0.5],
]);

describe("the bench", () => {
  it("reads what is typed at once, with a derivative for each name in it", () => {
    const { bench } = makeBench();
    expect(bench.results.map(({ name }) => name)).toEqual(["Y", "X", "W1", "W2"]);
    bench.text = "np.trace(A@A)";
    flushSync();
    expect(bench.results.map(({ name }) => name)).toEqual(["A"]);
  });

  it("keeps what was typed where it cannot be read, and says what is wrong", () => {
    const { bench } = makeBench();
    bench.text = "np.sum(X@";
    expect(bench.text).toBe("np.sum(X@");
    expect(bench.results).toEqual([]);
    expect(bench.reading.ok).toBe(false);
  });

  it("checks one derivative after the other, and forgets what was begun when something else is typed", () => {
    const { bench, wait } = makeBench();
    bench.text = "np.sum(A@B)";
    bench.check();
    expect(bench.verdictOf("A")).toEqual({ kind: "waiting" });
    wait();
    expect(bench.verdictOf("A").kind).toBe("proved");
    expect(bench.verdictOf("B").kind).toBe("waiting");
    bench.text = "np.sum(A*C)";
    bench.check();
    expect(bench.verdictOf("A").kind).toBe("waiting");
    wait();
    wait();
    wait();
    expect([bench.verdictOf("A").kind, bench.verdictOf("C").kind]).toEqual(["proved", "proved"]);
  });

  it("has the network's matrices under their names, and says which samples it checked with", () => {
    const { bench, wait } = makeBench();
    const many = Matrix.zeros(50, 3);
    bench.use({ samples: 50, values: new Map([["X", many]]) });
    bench.text = "np.sum((X@W1)**2)";
    expect(bench.reading.ok && bench.reading.read.shapes.names.get("X")).toMatchObject({
      rows: 50,
      columns: 3,
    });
    bench.check();
    wait();
    expect(bench.verdictOf("X")).toMatchObject({ kind: "proved", samples: 8 });
  });

  it("takes a shape that is typed for a name, and leaves it to be found where nothing is", () => {
    const { bench, wait } = makeBench();
    const shape = (): string[] => bench.names.map(({ name, shape: one }) => `${name} ${writeShape(one)}`);
    bench.text = "np.sum((A @ x - b)**2)";
    expect(shape()).toEqual(["A (a,b)", "x (b,1)", "b (a,1)"]);
    bench.shape("x", "(n,)");
    bench.shape("b", "3,");
    expect(shape()).toEqual(["A (3,n)", "x (n,)", "b (3,)"]);
    bench.check();
    wait();
    wait();
    expect(bench.verdictOf("x").kind).toBe("proved");
    bench.shape("x", " ");
    bench.shape("b", "");
    expect(shape()).toEqual(["A (a,b)", "x (b,1)", "b (a,1)"]);
  });

  it("says of a shape why it cannot be read, and goes on without it", () => {
    const { bench } = makeBench();
    bench.use({ samples: 2, values: new Map([["X", X]]) });
    bench.text = "X @ w";
    bench.shape("w", "(n,0)");
    bench.shape("X", "(9,9)");
    const [x, w] = bench.names;
    expect(w).toMatchObject({ typed: "(n,0)", problem: { problem: "size", word: "0" } });
    expect(writeShape(w.shape)).toBe("(3,1)");
    expect(x).toMatchObject({ fixed: true, shape: { rows: 2, columns: 3 } });
  });

  it("keeps the names' shapes where they do not fit, so that they can be changed", () => {
    const { bench } = makeBench();
    bench.text = "x.T @ A @ x";
    bench.shape("A", "(2,3)");
    expect(bench.reading.ok).toBe(false);
    expect(bench.names.map(({ name }) => name)).toEqual(["x", "A"]);
  });

  it("does not say of numbers that are not finite that they are proved", () => {
    const { bench, wait } = makeBench();
    bench.use({ samples: 2, values: new Map([["X", Matrix.from([[1, Infinity]])]]) });
    bench.text = "np.sum(X**2)";
    bench.check();
    wait();
    expect(bench.verdictOf("X").kind).toBe("not-finite");
  });

  it("leaves to others what is too large for the page", () => {
    const { bench, wait } = makeBench();
    bench.use({ samples: 2, values: new Map([["W1", Matrix.zeros(200, 200)]]) });
    bench.text = "np.sum(W1**2)";
    bench.check();
    wait();
    expect(bench.verdictOf("W1").kind).toBe("too-large");
  });
});

describe("examples", () => {
  it("are expressions that can be read, the first being the open network's cost", () => {
    const layers = [
      { units: 4, activation: "square" as const },
      { units: 1, activation: "cube" as const },
    ];
    const [cost, ...others] = examplesFor({ bias: false, layers });
    expect(cost).toBe("np.sum((Y - f2(f1(X@W1)@W2))**2)");
    expect(examplesFor({ bias: true, layers })[0]).toBe("np.sum((Y - f2(f1(X@W1 + b1)@W2 + b2))**2)");
    for (const text of [cost, ...others]) expect(readTyped(text).ok, text).toBe(true);
  });
});

describe("copies", () => {
  it("are LaTeX, NumPy and plain text of the same derivative", () => {
    const reading = readTyped("np.sum((X@V)**2)", { values: new Map([["X", X]]) });
    if (!reading.ok) throw new Error("it cannot be read");
    const { bench } = makeBench();
    bench.use({ samples: 2, values: new Map([["X", X]]) });
    bench.text = "np.sum((X@V)**2)";
    const derivation = bench.results.find(({ name }) => name === "V")!.derivation!;
    const [latex, numpy, text] = formats.map((format) =>
      writeResult(format, reading.read.program, derivation),
    );
    const derivative = String.raw`\frac{\partial \Delta}{\partial V} &= 2\,{X}^{\mathsf{T}} \cdot A`;
    expect(latex).toBe(
      ["\\begin{aligned}", `  ${derivative} \\\\`, "  A &= X \\cdot V", "\\end{aligned}"].join("\n"),
    );
    expect(numpy).toBe("A = X @ V\ndV = 2 * X.T @ A");
    expect(text).toBe("∂Δ/∂V = 2 X.T · A\nwith A = X·V");
  });
});
