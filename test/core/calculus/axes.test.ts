import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letteredFormOf, type LetteredForm } from "../../../core/calculus/axes.ts";
import { derive } from "../../../core/calculus/derive.ts";
import type { Derivation } from "../../../core/calculus/derivation.ts";
import { evaluateTerms, computeAll } from "../../../core/calculus/evaluate-matrix.ts";
import { expandForm } from "../../../core/calculus/expand.ts";
import type { Index } from "../../../core/calculus/expression.ts";
import { flatten, shapeOf, type MatrixExpression } from "../../../core/calculus/matrix-expression.ts";
import { expressionAfter, unfoldedAfter } from "../../../core/calculus/stages.ts";
import { writeMatrixTerms } from "../../../core/calculus/write-text.ts";
import { networkProgram } from "../../../core/derivation/network-program.ts";
import { givenValues } from "../../../core/training/derivation-proof.ts";
import type { NetworkPlan } from "../../../core/network/plan.ts";
import { deepNetworks, numbersFor, type DeepNetwork } from "../../support/deep-networks.ts";

const article: NetworkPlan = {
  bias: false,
  layers: [
    { units: 4, activation: "square" },
    { units: 1, activation: "cube" },
  ],
};

function derivationOf(network: NetworkPlan, code: string): Derivation {
  const sizes = { samples: 10, features: 3 };
  const { program, parameters } = networkProgram({ network, cost: "sse" }, { sizes, style: "letters" });
  return derive(program, parameters.find(({ symbol }) => symbol.code === code)!.symbol);
}

function formAfter(derivation: Derivation, count: number): LetteredForm {
  const form = letteredFormOf(unfoldedAfter(derivation, count), derivation.free, derivation.by);
  if (!form.ok) throw new Error(`no matrix form: ${form.problem.reason}`);
  return form;
}

function write(index: Index | null): string {
  return index === null ? "?" : index.size === 1 ? "0" : index.letter;
}

/** Every leaf and every bracket with the letters along it. */
function spell(form: LetteredForm, matrix: MatrixExpression): string {
  const { rows, columns } = form.lettersOf(matrix);
  const own = `_${write(rows)}${write(columns)}`;
  const inside = (one: MatrixExpression): string => spell(form, one);
  switch (matrix.kind) {
    case "symbol":
      return matrix.symbol.code + own;
    case "function":
      return `${matrix.function.name}′(${matrix.argument.code})${own}`;
    case "transpose":
      return `(${inside(matrix.of)}).T${own}`;
    case "product":
      return `(${matrix.factors.map(inside).join("·")})${own}`;
    case "star":
      return `(${matrix.factors.map(inside).join("*")})${own}`;
    case "total":
      return `Σ${matrix.over}${inside(matrix.of)}${own}`;
    case "identity":
      return `I${own}`;
    default:
      return matrix.kind + own;
  }
}

/** All products and elementwise products in an expression. */
function jointsIn(matrix: MatrixExpression): MatrixExpression[] {
  switch (matrix.kind) {
    case "product":
    case "star":
      return [matrix, ...matrix.factors.flatMap(jointsIn)];
    case "transpose":
    case "total":
    case "trace":
      return jointsIn(matrix.of);
    case "sum":
      return matrix.terms.flatMap(({ matrix: one }) => (one === null ? [] : jointsIn(one)));
    default:
      return [];
  }
}

function derived({ samples, features, classes, ...task }: DeepNetwork): Derivation[] {
  const sizes = { samples, features };
  const { program, parameters } = networkProgram(task, { sizes, style: "suited", targetsSumToOne: classes });
  return parameters.map(({ symbol }) => derive(program, symbol));
}

describe("the indices along the axes", () => {
  it("of the article's δW⁽¹⁾ are those that its factors had before they were put together", () => {
    const derivation = derivationOf(article, "W1");
    const form = formAfter(derivation, derivation.steps.length);
    expect(spell(form, form.terms[0].matrix!)).toBe(
      "((X_im).T_mi·(((error_i0*f₂′(C)_i0)_i0·(W2_n0).T_0n)_in*f₁′(A)_in)_in)_mn",
    );
  });

  it("of identity matrices are those of the δ that they stand for", () => {
    const derivation = derivationOf(article, "W1");
    const form = formAfter(derivation, 8);
    expect(spell(form, form.terms[0].matrix!)).toBe(
      "(I_mj·(X_rj).T_jr·I_rl·((I_li·(error_i0*f₂′(C)_i0)_i0·(W2_k0).T_0k·I_ks)_ls*f₁′(A)_ls)_ls·I_se·I_en)_mn",
    );
  });

  it("are the same whether factors have been put together already or not", () => {
    const derivation = derivationOf(article, "W1");
    const texts = [14, 15, 16, 17, 18].map((count) => {
      const form = formAfter(derivation, count);
      return spell(form, form.terms[0].matrix!);
    });
    expect(new Set(texts).size).toBe(1);
    expect(unfoldedAfter(derivation, 18)).toBe(expressionAfter(derivation, 14));
  });

  it("of a bias are those of its row", () => {
    const derivation = derivationOf({ ...article, bias: true }, "b1");
    const form = formAfter(derivation, derivation.steps.length);
    expect(spell(form, form.terms[0].matrix!)).toBe(
      "Σrows(((error_i0*f₂′(C)_i0)_i0·(W2_n0).T_0n)_in*f₁′(A)_in)_in_?n",
    );
  });

  it("are of the axes' sizes, and neighbours in a product share the one between them", () => {
    fc.assert(
      fc.property(deepNetworks, (deep) => {
        for (const derivation of derived(deep)) {
          for (let count = 0; count <= derivation.steps.length; count++) {
            const { free, by } = derivation;
            const form = letteredFormOf(unfoldedAfter(derivation, count), free, by);
            if (!form.ok) continue;
            for (const { matrix } of form.terms) {
              for (const joint of matrix === null ? [] : jointsIn(matrix)) expectTogether(form, joint);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  }, 30_000);
});

function expectTogether(form: LetteredForm, joint: MatrixExpression): void {
  const parts = joint.kind === "product" ? flatten(joint) : joint.kind === "star" ? joint.factors : [];
  for (const part of parts) {
    const { rows, columns } = form.lettersOf(part);
    if (rows !== null) expect(rows.size).toBe(shapeOf(part).rows);
    if (columns !== null) expect(columns.size).toBe(shapeOf(part).columns);
  }
  if (joint.kind === "product") {
    for (const [k, right] of parts.slice(1).entries()) {
      expect(write(form.lettersOf(right).rows)).toBe(write(form.lettersOf(parts[k]).columns));
    }
  }
}

describe("a form with its shared names written out", () => {
  const deep: NetworkPlan = {
    bias: true,
    layers: [3, 2, 2, 1].map((units) => ({ units, activation: "tanh" })),
  };

  it("names the network's matrices alone", () => {
    const derivation = derivationOf(deep, "W1");
    const form = formAfter(derivation, derivation.steps.length);
    expect(writeMatrixTerms(form.terms)).toBe("−2 X.T · ((D⁽²⁾ · W⁽²⁾.T) * f₁′(A))");
    const expanded = expandForm(form, derivation.shared);
    expect(writeMatrixTerms(expanded.terms)).toBe(
      "−2 X.T · [[[[[((Ỹ * f₄′(K)) · W⁽⁴⁾.T) * f₃′(G)] · W⁽³⁾.T] * f₂′(C)] · W⁽²⁾.T] * f₁′(A)]",
    );
    expect(spell(expanded, expanded.terms[0].matrix!)).toMatch(
      /^\(\(X_im\)\.T_mi·\(.*\*f₁′\(A\)_in\)_in\)_mn$/,
    );
  });

  it("has the same numbers", () => {
    fc.assert(
      fc.property(deepNetworks, (network) => {
        const { samples, features, classes, ...task } = network;
        const sizes = { samples, features };
        const made = networkProgram(task, { sizes, style: "suited", targetsSumToOne: classes });
        const numbers = numbersFor(network);
        const given = givenValues(made, numbers.X, numbers.Y, numbers.parameters);
        const values = computeAll(made.program.definitions, given);
        for (const { symbol } of made.parameters) {
          const derivation = derive(made.program, symbol);
          if (derivation.shared.some(({ matrix }) => matrix === null)) continue;
          const known = new Map(values);
          for (const part of derivation.shared) {
            known.set(
              part.symbol.code,
              evaluateTerms([{ coefficient: 1, scalars: [], matrix: part.matrix }], known),
            );
          }
          const form = formAfter(derivation, derivation.steps.length);
          const short = evaluateTerms(form.terms, known).values;
          const long = evaluateTerms(expandForm(form, derivation.shared).terms, values).values;
          const scale = Math.max(...short.map(Math.abs), 1e-300);
          short.forEach((value, k) => expect(Math.abs(long[k] - value)).toBeLessThanOrEqual(1e-9 * scale));
        }
      }),
      { numRuns: 30 },
    );
  }, 30_000);
});
