import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateIndex } from "../../../core/calculus/evaluate-index.ts";
import { evaluateTerms } from "../../../core/calculus/evaluate-matrix.ts";
import { tensor, type Factor, type Index, type Term } from "../../../core/calculus/expression.ts";
import { matrixFormOf } from "../../../core/calculus/matrix-form.ts";
import { orderNext } from "../../../core/calculus/order.ts";
import type { TensorSymbol } from "../../../core/calculus/symbol.ts";
import { writeMatrixTerms } from "../../../core/calculus/write-text.ts";
import type { Matrix } from "../../../core/matrix/matrix.ts";
import { RandomState } from "../../../core/random/random-state.ts";

const sizes: Readonly<Record<string, number>> = { i: 5, j: 3, k: 4, l: 2, m: 3, n: 4, u: 1 };
const at = (letter: string): Index => ({ letter, size: sizes[letter] });

function symbol(
  code: string,
  rows: number,
  columns: number,
  axes: TensorSymbol["axes"] = "both",
): TensorSymbol {
  return { code, text: code, latex: code, spoken: code, rows, columns, axes };
}

/** `X_im` as a factor. */
function element(text: string): Factor {
  const [code, letters] = text.split("_");
  const indices = [...letters].map(at);
  const [row, column] = indices;
  return indices.length === 2
    ? tensor(symbol(code, row.size, column.size), indices)
    : tensor(symbol(code, 1, row.size, "columns"), indices);
}

function term(text: string): Term {
  return { coefficient: 1, factors: text.split(" ").map(element) };
}

const free = [at("m"), at("n")];
const target = symbol("W", 3, 4);

function matrixOf(text: string, indices = free, shape = target): string {
  const form = matrixFormOf([term(text)], indices, shape);
  return form.ok ? writeMatrixTerms(form.terms) : form.problem.reason;
}

/** What a term is in numbers, written as index form and as matrix form. */
function bothWays(
  one: Term,
  indices: readonly Index[],
  shape: TensorSymbol,
): { index: number[]; matrix: number[] | null } {
  const random = new RandomState(7);
  const values = new Map<string, Matrix>();
  for (const factor of one.factors) {
    if (factor.kind !== "tensor" || values.has(factor.symbol.code)) continue;
    const { code, rows, columns } = factor.symbol;
    values.set(code, random.uniform(-1, 1, rows, columns));
  }
  const form = matrixFormOf([one], indices, shape);
  return {
    index: [...evaluateIndex([one], indices, values)],
    matrix: form.ok ? [...evaluateTerms(form.terms, values).values] : null,
  };
}

describe("ordering into matrix notation", () => {
  it("puts the summed index inside and the free ones outside", () => {
    expect(matrixOf("A_mk B_kn")).toBe("A·B");
    expect(matrixOf("B_kn A_mk")).toBe("A·B");
    expect(matrixOf("X_im Y_in")).toBe("X.T · Y");
    expect(matrixOf("A_mk B_nk")).toBe("A · B.T");
  });

  it("writes two neighbours that are both transposed with one .T", () => {
    expect(matrixOf("W_jm X_ij E_in")).toBe("(X·W).T · E");
    expect(matrixOf("A_jm B_nj")).toBe("(B·A).T");
  });

  it("multiplies what stands at the same place element by element", () => {
    expect(matrixOf("A_mn B_mn")).toBe("A * B");
    expect(matrixOf("X_im D_in F_in")).toBe("X.T · (D * F)");
    expect(matrixOf("X_im D_ik W_nk F_in")).toBe("X.T · ((D · W.T) * F)");
  });

  it("lays an elementwise product the way its names lie", () => {
    expect(matrixOf("A_nm B_mn")).toBe("A.T * B");
    expect(matrixOf("A_nm B_nm")).toBe("(A * B).T");
  });

  it("sums an index that stands once along its axis", () => {
    expect(matrixOf("D_in", [at("n")], symbol("b", 1, 4, "columns"))).toBe("Σ rows D");
    expect(matrixOf("X_im D_ik", [at("m")], symbol("c", 1, 3, "columns"))).toBe("(Σ columns (X.T · D)).T");
  });

  it("scales rows and columns by a vector, which NumPy broadcasts", () => {
    expect(matrixOf("A_mn b_n")).toBe("A * b");
    expect(matrixOf("X_im s_i D_in")).toBe("(X * s.T).T · D");
  });

  it("writes what has only some of the free indices with columns of ones", () => {
    expect(matrixOf("r_n")).toBe("𝟏 · r");
    expect(matrixOf("c_m r_n")).toBe("c.T · r");
  });

  it("takes the trace of a loop and the identity for a δ between free indices", () => {
    expect(matrixOf("A_jj", [], symbol("t", 1, 1, "none"))).toBe("tr(A)");
    const delta: Term = {
      coefficient: 1,
      factors: [{ kind: "delta", indices: [at("m"), { letter: "q", size: 3 }] }],
    };
    const form = matrixFormOf([delta], [at("m"), { letter: "q", size: 3 }], symbol("W", 3, 3));
    expect(form.ok && writeMatrixTerms(form.terms)).toBe("I");
  });

  it("says where no product of matrices joins indices as they are joined", () => {
    // A wheel: every index meets every other one.
    expect(matrixOf("A_mi B_mj C_ij D_in E_jn")).toBe("tangled");
    expect(matrixOf("A_mn", [at("m"), at("n"), at("i")])).toBe("free");
  });

  it("never changes the numbers, whatever the expression, step after step", () => {
    const letters = ["i", "j", "k", "l", "m", "n", "u"];
    const anyElement = fc
      .tuple(fc.constantFrom(..."ABCDEF"), fc.constantFrom(...letters), fc.constantFrom(...letters, ""))
      .map(([code, first, second]) => element(`${code}${first}${second}_${first}${second}`));
    fc.assert(
      fc.property(fc.array(anyElement, { minLength: 1, maxLength: 6 }), (factors) => {
        const whole: Term = { coefficient: 1.5, factors };
        const { index, matrix } = bothWays(whole, free, target);
        if (matrix !== null) {
          expect(matrix).toHaveLength(index.length);
          index.forEach((value, p) => expect(matrix[p]).toBeCloseTo(value, 10));
        }
        for (let next = orderNext(whole, free); next !== null; next = orderNext(next.term, free)) {
          const values = new Map<string, Matrix>();
          const random = new RandomState(7);
          for (const factor of factors) {
            if (factor.kind !== "tensor" || values.has(factor.symbol.code)) continue;
            const { code, rows, columns } = factor.symbol;
            values.set(code, random.uniform(-1, 1, rows, columns));
          }
          [...evaluateIndex([next.term], free, values)].forEach((value, p) =>
            expect(value).toBeCloseTo(index[p], 10),
          );
        }
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
