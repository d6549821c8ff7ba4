import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment, type DrawnExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { validateExperiment } from "../../../core/experiment/read-experiment.ts";
import type { Weights } from "../../../core/network/plan.ts";
import { drawWhole, valueOf } from "../../support/datasets.ts";
import { relativeDifference, trajectory } from "../../support/trajectories.ts";

interface Figure {
  readonly experiment: unknown;
  readonly X: number[][];
  readonly Y: number[][];
  readonly test: { readonly X: number[][]; readonly Y: number[][] } | null;
  readonly raw: number[][] | null;
  readonly scaling: { readonly shift: number[]; readonly scale: number[] } | null;
  readonly parameters: { readonly W: number[][]; readonly b: number[] | null }[];
  readonly next: number[];
  readonly permutation: number[];
}

const figures = JSON.parse(
  readFileSync(new URL("../../fixtures/draws.json", import.meta.url), "utf8"),
) as Figure[];

function draw(experiment: Experiment): DrawnExperiment {
  return valueOf(drawExperiment(experiment, null));
}

function rowsOf({ parameters }: DrawnExperiment): { W: number[][]; b: number[] | null }[] {
  return parameters.map(({ W, b }) => ({ W: W.toRows(), b: b && [...b] }));
}

/** Whether the same numbers stand at the same places, but for what two roundings more or less do to them. */
function expectClose(ours: readonly (readonly number[])[], numpy: readonly (readonly number[])[]): void {
  expect(ours.map((row) => row.length)).toEqual(numpy.map((row) => row.length));
  const largest = numpy.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
  ours.forEach((row, i) =>
    row.forEach((value, j) => {
      expect(Math.abs(value - numpy[i][j]) / largest, `row ${i}, column ${j}`).toBeLessThan(1e-12);
    }),
  );
}

describe.each(figures)("an experiment draws what NumPy draws in the same order, case %#", (figure) => {
  const experiment = valueOf(validateExperiment(figure.experiment));
  const drawn = draw(experiment);
  test("X and Y", () => {
    expectClose(drawn.X.toRows(), figure.X);
    expectClose(drawn.Y.toRows(), figure.Y);
  });
  test("the samples kept for testing, in their order", () => {
    expect(drawn.test === null).toBe(figure.test === null);
    expectClose(drawn.test?.X.toRows() ?? [], figure.test?.X ?? []);
    expectClose(drawn.test?.Y.toRows() ?? [], figure.test?.Y ?? []);
  });
  test("X before it was scaled, and what it went through", () => {
    expect([drawn.raw === null, drawn.scaling === null]).toEqual([figure.raw === null, figure.raw === null]);
    expectClose(drawn.raw?.toRows() ?? [], figure.raw ?? []);
    const { shift, scale } = drawn.scaling ?? { shift: [], scale: [] };
    expectClose([[...shift], [...scale]], [figure.scaling?.shift ?? [], figure.scaling?.scale ?? []]);
  });
  test("weights and biases, bit for bit", () => {
    expect(rowsOf(drawn)).toEqual(figure.parameters);
  });
  test("and leaves the generator where NumPy's stands", () => {
    const random = drawn.random;
    expect(random.rand(1, 2).toRows()[0]).toEqual(figure.next);
    expect([...random.permutation(figure.permutation.length)]).toEqual(figure.permutation);
  });
});

test("what is drawn by rand, randint and randn is NumPy's bit for bit, and so is a teacher's Y", () => {
  const plain = figures.filter(({ experiment, raw }) => {
    const { data } = valueOf(validateExperiment(experiment));
    return data.kind === "generate" && raw === null;
  });
  expect(plain.length).toBeGreaterThan(10);
  for (const figure of plain) {
    const { X, Y } = draw(valueOf(validateExperiment(figure.experiment)));
    expect([X.toRows(), Y.toRows()]).toEqual([figure.X, figure.Y]);
  }
});

describe("the article's experiment", () => {
  test("draws the article's X and weights bit for bit, and its Y but for the last bit of x³", () => {
    const { X, Y, W0 } = trajectory("article, seed 1");
    const drawn = draw(article);
    expect(drawn.X.toRows()).toEqual(X);
    expect(drawn.parameters.map(({ W }) => W.toRows())).toEqual(W0);
    // NumPy's x**3 is rounded once, x·x·x twice.
    drawn.Y.values.forEach((value, i) => expect(relativeDifference(value, Y[i][0])).toBeLessThan(2 ** -52));
  });
  test("names its columns x1, x2, x3 and y", () => {
    const { featureNames, targetNames } = draw(article);
    expect(featureNames).toEqual(["x1", "x2", "x3"]);
    expect(targetNames).toEqual(["y"]);
  });
});

describe("weights that are written down", () => {
  const start = draw(article);
  const weights = (edit: number, keepDraw: boolean): Weights => {
    const layers = rowsOf(start);
    layers[0].W[0][0] += edit;
    const { weights: drawnBy } = article;
    return keepDraw && drawnBy.kind !== "given"
      ? { kind: "given", layers, draw: drawnBy }
      : { kind: "given", layers };
  };
  test("with the draw they stand in for change neither the teacher nor the batches", () => {
    const edited = draw({ ...article, weights: weights(0.25, true) });
    expect(edited.parameters[0].W.at(0, 0)).toBe(start.parameters[0].W.at(0, 0) + 0.25);
    expect(edited.Y).toEqual(start.Y);
    expect(edited.random.snapshot()).toEqual(start.random.snapshot());
  });
  test("without it draw nothing themselves, so that the teacher gets what they would have", () => {
    const other = draw({ ...article, weights: weights(0, false) });
    expect(other.Y).not.toEqual(start.Y);
    expect(other.X).toEqual(start.X);
  });
});

describe("data that are not drawn", () => {
  test("leave the first draw to the weights", () => {
    const { X, Y, W0 } = trajectory("Loy, seed 1");
    const drawn = draw({
      ...article,
      data: { kind: "table", X, Y, features: ["a", "b", "1"] },
      network: {
        bias: false,
        layers: [
          { units: 4, activation: "sigmoid" },
          { units: 1, activation: "sigmoid" },
        ],
      },
      weights: { kind: "rand" },
    });
    expect(drawn.parameters.map(({ W }) => W.toRows())).toEqual(W0);
    expect(drawn.featureNames).toEqual(["a", "b", "1"]);
    expect(drawn.targetNames).toEqual(["y"]);
  });
  const irises: Experiment = {
    ...article,
    data: { kind: "dataset", id: "iris" },
    network: { bias: true, layers: [{ units: 3, activation: "sigmoid" }] },
  };
  test("can be a data set, whose columns bring their names", async () => {
    const { X, Y, parameters, targetNames } = await drawWhole(irises);
    expect([X.rows, X.columns, Y.columns, parameters[0].W.rows]).toEqual([150, 4, 3, 4]);
    expect(targetNames).toEqual(["setosa", "versicolor", "virginica"]);
  });
  test("cannot be a data set that was not loaded", () => {
    expect(() => drawExperiment(irises, null)).toThrow("internal: the data set iris was not loaded");
  });
});

test("one sample of one feature through one unit is drawn too", () => {
  const drawn = draw({
    ...article,
    data: { kind: "generate", samples: 1, features: 1, draw: { kind: "rand" }, target: { kind: "teacher" } },
    network: { bias: false, layers: [{ units: 1, activation: "linear" }] },
  });
  expect([drawn.X.values.length, drawn.Y.values.length]).toEqual([1, 1]);
});

describe("samples kept for testing, and scaled columns", () => {
  test("take 4096 features, one of them constant, and two samples", () => {
    const row = (first: number): number[] =>
      Array.from({ length: 4096 }, (_, j) => (j === 7 ? 5 : first * j));
    const drawn = draw({
      ...article,
      data: { kind: "table", X: [row(1), row(2), row(4)], Y: [[0], [1], [2]] },
      split: { test: 0.34 },
      scaling: "standardise",
      network: { bias: true, layers: [{ units: 1, activation: "linear" }] },
    });
    expect([drawn.X.rows, drawn.test?.X.rows]).toEqual([2, 1]);
    expect(drawn.X.values.every((value) => Math.abs(Math.abs(value) - 1) < 1e-12 || value === 0)).toBe(true);
    expect([drawn.X.at(0, 7), drawn.X.at(1, 7), drawn.test?.X.at(0, 7)]).toEqual([0, 0, 0]);
  });
  test("leave weights and all samples' X as they are without them", () => {
    const plain = draw(article);
    const split = draw({ ...article, split: { test: 0.3 }, scaling: "range" });
    expect(rowsOf(split)).toEqual(rowsOf(plain));
    const kept = new Set(split.raw?.toRows().map(String));
    const rows = plain.X.toRows().map(String);
    expect(rows.filter((row) => kept.has(row))).toHaveLength(7);
  });
  test("are a problem where a column has no finite spread", () => {
    const data = { kind: "table" as const, X: [[-1e308], [1e308]], Y: [[0], [1]] };
    const network = { bias: true, layers: [{ units: 1, activation: "linear" as const }] };
    expect(drawExperiment({ ...article, data, network, scaling: "standardise" }, null)).toMatchObject({
      ok: false,
      problems: [{ place: "scaling" }],
    });
  });
});
