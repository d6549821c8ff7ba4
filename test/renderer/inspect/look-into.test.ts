import { describe, expect, it } from "vitest";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { article } from "../../../core/experiment/defaults.ts";
import { nameMatrices, type MatrixKey } from "../../../core/network/names.ts";
import { samePlace, spellPlace, type Place } from "../../../renderer/chain/place.ts";
import { lookInto } from "../../../renderer/inspect/look-into.ts";
import type { FormulaPage, Page, SumPage } from "../../../renderer/inspect/page.ts";
import { StepNumbers } from "../../../renderer/inspect/step-numbers.ts";
import { numpyPass, showPass, type NumpyPass } from "../support/numpy-pass.ts";
import { showExperiment } from "../support/shown-step.ts";

/** Looks into numbers of one step. */
function lens({ stage, frame }: ReturnType<typeof showPass>): (place: Place) => Page {
  const numbers = new StepNumbers(stage, frame);
  return (place) => lookInto(place, numbers, nameMatrices(stage.network.layers), null);
}

const cell = (kind: MatrixKey["kind"], layer: number, row: number, column: number): Place => ({
  key: { kind, layer },
  row,
  column,
});
const D = (layer: number, row: number, column: number): Place => ({ key: { kind: "D", layer }, row, column });

function sumAt(look: (place: Place) => Page, place: Place): SumPage {
  const page = look(place);
  if (page.kind !== "sum") throw new Error(`${page.kind} is no sum`);
  return page;
}

function formulaAt(look: (place: Place) => Page, place: Place): FormulaPage {
  const page = look(place);
  if (page.kind !== "formula") throw new Error(`${page.kind} is no formula`);
  return page;
}

/** Adds up a page by hand: its factors, then what follows. */
function addUp({ left, right, after }: SumPage): number {
  let sum = 0;
  right.values.forEach((factor, index) => (sum += left === null ? factor : left.values[index] * factor));
  for (const { kind, amount } of after) {
    if (kind === "rest") sum = amount - sum;
    else sum = kind === "bias" || kind === "penalty" ? sum + amount : sum * amount;
  }
  return sum;
}

/**
 * Every factor of a page that can be looked into is the value of its own page, and so on down to the cost: to
 * the bit, but for NumPy's figures, whose tanh and exp have other last digits than those that D is made from.
 */
function checkDown(look: (place: Place) => Page, place: Place, digits: "all" | 12 = "all", depth = 0): void {
  const page = look(place);
  if (page.kind !== "sum") return;
  expect(Math.abs(addUp(page) - page.value!)).toBeLessThanOrEqual(1e-12 * sizeOf(page));
  if (depth > 4) return;
  for (const side of [page.left, page.right]) {
    if (side === null || !side.opens) continue;
    side.values.forEach((value, index) => {
      const deeper = side.place(index)!;
      if (digits === "all") expect(look(deeper).value).toBe(value);
      else expect(look(deeper).value).toBeCloseTo(value, digits);
      if (index % 4 === 0) checkDown(look, deeper, digits, depth + 1);
    });
  }
}

function sizeOf({ left, right, after }: SumPage): number {
  const terms = right.values.reduce((sum, x, i) => sum + Math.abs(left === null ? x : left.values[i] * x), 1);
  return after.reduce((size, { amount }) => size * Math.max(1, Math.abs(amount)) + Math.abs(amount), terms);
}

const passes = ["article network", "no activation", "tanh, bias, mse", "sigmoid bce", "softmax ce"];

describe.each(passes)("in NumPy's %s", (name) => {
  const pass: NumpyPass = numpyPass(name);
  const look = lens(showPass(pass));

  it("every number of dW and db is the sum of its samples' products, with δ's sign", () => {
    pass["dCost/dW"].forEach((dW, layer) => {
      dW.forEach((row, m) =>
        row.forEach((slope, n) => {
          const page = sumAt(look, cell("dW", layer, m, n));
          expect(page.value).toBe(0 - slope);
          expect(page.running).toHaveLength(pass.X.length);
          expect(page.agreement).not.toBe("different");
          expect(Math.abs(addUp(page) + slope)).toBeLessThanOrEqual(1e-11 * sizeOf(page));
        }),
      );
      pass["dCost/db"][layer]?.forEach((slope, n) => {
        const page = sumAt(look, cell("db", layer, 0, n));
        expect(page.left).toBeNull();
        expect(Math.abs(addUp(page) + slope)).toBeLessThanOrEqual(1e-11 * sizeOf(page));
      });
    });
  });

  it("every number of Z is the sum of its products and its bias", () => {
    pass["Z (before activation)"].forEach((Z, layer) =>
      Z.forEach((row, i) =>
        row.forEach((value, j) => {
          const page = sumAt(look, cell("Z", layer, i, j));
          expect(page.value).toBe(value);
          expect(page.after.map(({ kind }) => kind)).toEqual(pass.bias ? ["bias"] : []);
          expect(addUp(page)).toBeCloseTo(value, 12);
        }),
      ),
    );
  });

  it("factors can be looked into, down to what the cost gives", () => {
    const last = pass.W.length - 1;
    for (const layer of [0, last]) checkDown(look, cell("dW", layer, 0, 0), 12);
    checkDown(look, cell("Z", last, 0, 0), 12);
  });
});

describe("the article's δW1[1,2]", () => {
  const look = lens(showPass(numpyPass("article network")));

  it("is 2 · Σ X[i,1]·D1[i,2], to the last bit", () => {
    const page = sumAt(look, cell("dW", 0, 1, 2));
    expect(page.formula).toBe("= 2 · Σ X[i,1]·D1[i,2]");
    expect([page.counter, page.left!.head, page.right.head]).toEqual(["i", "X[i,1]", "D1[i,2]"]);
    expect(page.after.map(({ label }) => label)).toEqual(["2"]);
    expect(page.left!.opens).toBe(false);
    expect(samePlace(page.right.place(4)!, D(0, 4, 2))).toBe(true);
  });

  it("has D1[4,2] = (Σ D2[4,q]·W2[2,q]) · f1′(A[4,2])", () => {
    const page = sumAt(look, D(0, 4, 2));
    expect(page.formula).toBe("= (Σ D2[4,q]·W2[2,q]) · f1′(A[4,2])");
    const { stage } = showPass(numpyPass("article network"));
    expect(spellPlace(page.left!.place(0)!, nameMatrices(stage.network.layers))).toBe("D2[4,0]");
    const A = numpyPass("article network")["Z (before activation)"][0][4][2];
    expect(page.after[0].amount).toBe(2 * A);
  });

  it("has D2[4,0] = error[4,0] · f2′(C[4,0])", () => {
    const pass = numpyPass("article network");
    const page = formulaAt(look, D(1, 4, 0));
    expect(page.lines[0]).toBe("D2[4,0] = error[4,0] · f2′(C[4,0])");
    const C = pass["Z (before activation)"][1][4][0];
    const error = pass.Y[4][0] - pass["H (after activation)"][1][4][0];
    expect(page.value).toBeCloseTo(error * 3 * C * C, 12);
    expect(page.sources.map(({ key }) => key.kind)).toEqual(["error", "Z"]);
  });
});

describe("what the cost begins with", () => {
  it.each([
    ["sigmoid bce", "D2[3,0] = error[3,0]"],
    // Every sample is of one class: the sum of its targets is 1.
    ["softmax ce", "D2[3,0] = error[3,0]"],
  ])("of %s is %s", (name, line) => {
    expect(formulaAt(lens(showPass(numpyPass(name))), D(1, 3, 0)).lines[0]).toBe(line);
  });

  const small = (last: "softmax" | "sigmoid", cost: Experiment["cost"]): Experiment => ({
    ...article,
    data: {
      kind: "table",
      X: [
        [0.1, 0.9],
        [0.7, 0.3],
        [0.2, 0.5],
      ],
      Y: [
        [1, 0],
        [0, 1],
        [0.5, 0.5],
      ],
    },
    network: {
      bias: true,
      layers: [
        { units: 3, activation: "tanh" },
        { units: 2, activation: last },
      ],
    },
    cost,
  });

  it.each([
    ["sse", "= Yhat[1,0] · (error[1,0] − Σ error[1,k]·Yhat[1,k])"],
    ["mse", "= Yhat[1,0] · (error[1,0] − Σ error[1,k]·Yhat[1,k])"],
    ["bce", "= Yhat[1,0] · (E[1,0] − Σ E[1,k]·Yhat[1,k])"],
  ] as const)("behind softmax, for %s, is %s", (cost, formula) => {
    const look = lens(showExperiment(small("softmax", cost), 3));
    const page = sumAt(look, D(1, 1, 0));
    expect(page.formula).toBe(formula);
    checkDown(look, cell("dW", 0, 1, 2));
    expect(sumAt(look, cell("dW", 0, 1, 2)).agreement).not.toBe("different");
  });

  it("for a cross-entropy behind softmax is Y − Ŷ ΣY where the targets are no classes", () => {
    const experiment = small("softmax", "cross-entropy");
    if (experiment.data.kind !== "table") throw new Error("no table");
    const Y = [[0.5, 0.25], ...experiment.data.Y.slice(1)];
    const look = lens(showExperiment({ ...experiment, data: { ...experiment.data, Y } }, 3));
    expect(formulaAt(look, D(1, 0, 1)).lines[0]).toBe("D2[0,1] = Y[0,1] − Yhat[0,1] · sum(Y[0])");
    expect(formulaAt(look, D(1, 1, 1)).lines[0]).toBe("D2[1,1] = error[1,1]");
    checkDown(look, cell("dW", 0, 1, 2));
  });

  it("for a cross-entropy behind sigmoid is Y/Ŷ, times the slope", () => {
    const look = lens(showExperiment(small("sigmoid", "cross-entropy"), 3));
    expect(formulaAt(look, D(1, 2, 1)).lines[0]).toBe("D2[2,1] = Y[2,1]/Yhat[2,1] · f2′(C[2,1])");
    expect(sumAt(look, cell("dW", 1, 1, 0)).after[0].label).toBe("1/3");
  });
});

describe("a penalty", () => {
  it("is a line of the sum, and of the formula", () => {
    const shown = showExperiment({ ...article, penalty: { l1: 0.01, l2: 0.1 } });
    const page = sumAt(lens(shown), cell("dW", 0, 0, 1));
    expect(page.formula).toBe("= 2 · Σ X[i,0]·D1[i,1] − 0.01·sign(W1[0,1]) − 0.2·W1[0,1]");
    const w = shown.frame.matrix({ kind: "W", layer: 0 }).values[1];
    expect(page.after[1].amount).toBeCloseTo(-0.01 * Math.sign(w) - 0.2 * w, 15);
    expect(page.agreement).toBe("exact");
  });
});

describe("a scaled input", () => {
  it("is spelled with what its column went through", () => {
    const look = lens(showExperiment({ ...article, scaling: "standardise" }));
    const page = formulaAt(look, cell("X", 0, 4, 1));
    expect(page.lines[0]).toMatch(/^X\[4,1\] = \(X0\[4,1\] − [\d.]+\) ÷ [\d.]+$/);
    expect(page.sources).toEqual([cell("raw", 0, 4, 1)]);
    expect(look(cell("raw", 0, 4, 1)).kind).toBe("given");
  });
});

describe("a gradient without its sum", () => {
  it("is of one batch, and says so", () => {
    const shown = showExperiment(article, 0, { gradientOf: "batch" });
    expect(lens(shown)(cell("dW", 0, 1, 2))).toMatchObject({ kind: "waiting", what: "batch" });
  });

  const many: Experiment = {
    ...article,
    data: {
      kind: "generate",
      samples: 20_000,
      features: 3,
      draw: { kind: "rand" },
      target: { kind: "teacher" },
    },
  };

  it.each([
    ["running", "running"],
    ["paused", "adding"],
  ] as const)("of very many samples is, while %s, %s", (status, what) => {
    expect(lens(showExperiment(many, 0, { status }))(cell("dW", 0, 1, 2))).toMatchObject({
      kind: "waiting",
      what,
    });
  });

  it("is not needed for samples beyond those that are shown", () => {
    const shown = showExperiment(many);
    expect(shown.frame.rows).toBeLessThan(20_000);
    const look = lens(shown);
    checkDown(look, D(0, 19_999, 2));
    checkDown(look, cell("Z", 1, 19_999, 0));
    expect(look(cell("error", 0, 19_999, 0)).kind).toBe("formula");
  });
});

describe("a gradient that is of other weights", () => {
  it("is told from its sum", () => {
    const { stage, frame } = showExperiment(article, 5);
    const later = showExperiment(article, 6).frame;
    const mixed = {
      ...frame,
      matrix: (key: MatrixKey) => (key.kind === "dW" ? later.matrix(key) : frame.matrix(key)),
    };
    expect(sumAt(lens({ stage, frame: mixed }), cell("dW", 0, 1, 2)).agreement).toBe("different");
  });
});
