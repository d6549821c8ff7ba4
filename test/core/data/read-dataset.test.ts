import { describe, expect, test } from "vitest";
import { datasets } from "../../../core/data/datasets.ts";
import type { DatasetName } from "../../../core/data/plan.ts";
import { readDataset } from "../../../core/data/read-dataset.ts";
import { sumColumns } from "../../../core/matrix/reductions.ts";
import { formatProblem } from "../../../core/result.ts";
import { loadSamples, textOfDataset, valueOf } from "../../support/datasets.ts";

function problems(text: string): string[] {
  const result = readDataset(text);
  return result.ok ? [] : result.problems.map(formatProblem);
}

describe.each(Object.keys(datasets) as DatasetName[])("the data set %s", (id) => {
  test("is as large as the catalogue says", async () => {
    const { X, Y } = (await loadSamples({ data: { kind: "dataset", id } }))!;
    expect(datasets[id]).toMatchObject({ samples: X.rows, features: X.columns, targets: Y.columns });
    expect(Y.rows).toBe(X.rows);
  });
  test("has samples of every class that the catalogue names, and no other", () => {
    const { classes } = datasets[id];
    const targets = textOfDataset(id)
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.slice(row.lastIndexOf(",") + 1));
    if (classes === null) expect(targets.every((target) => Number.isFinite(Number(target)))).toBe(true);
    else expect(new Set(targets)).toEqual(new Set(classes));
  });
});

describe("Fisher's irises", () => {
  const { X, Y, featureNames, targetNames } = valueOf(readDataset(textOfDataset("iris")));
  test("begin with a setosa of 5.1, 3.5, 1.4 and 0.2 cm", () => {
    expect(X.toRows()[0]).toEqual([5.1, 3.5, 1.4, 0.2]);
    expect(Y.toRows()[0]).toEqual([1, 0, 0]);
  });
  test("are fifty of each species, one-hot in order of first appearance", () => {
    expect(targetNames).toEqual(["setosa", "versicolor", "virginica"]);
    expect([...sumColumns(Y)]).toEqual([50, 50, 50]);
  });
  test("have named features", () => {
    expect(featureNames).toEqual(["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"]);
  });
});

describe("CSV text", () => {
  test("with numbers as targets makes one column of Y", () => {
    const { X, Y, targetNames } = valueOf(readDataset("a,b,target\n1,-2.5,10\n.5,1e3,-20\n"));
    expect(X.toRows()).toEqual([
      [1, -2.5],
      [0.5, 1000],
    ]);
    expect(Y.toRows()).toEqual([[10], [-20]]);
    expect(targetNames).toEqual(["target"]);
  });
  test("may come from Windows, with quotes, blank lines and spaces", () => {
    const { X, Y, featureNames, targetNames } = valueOf(
      readDataset('\uFEFF"a, b",target\r\n 1 ,"x ""y"""\r\n\r\n2,z\r\n'),
    );
    expect(featureNames).toEqual(["a, b"]);
    expect(X.toRows()).toEqual([[1], [2]]);
    expect(targetNames).toEqual(['x "y"', "z"]);
    expect(Y.toRows()).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
  test("with one row has one sample", () => {
    expect(valueOf(readDataset("a,target\n1,2")).X).toMatchObject({ rows: 1, columns: 1 });
  });
});

describe("broken CSV text is refused with its place", () => {
  test.each([
    ["", 'header: the header must name at least one feature and end with "target"'],
    ["a,b\n1,2\n", 'header: the header must name at least one feature and end with "target"'],
    ["target\n1\n", 'header: the header must name at least one feature and end with "target"'],
    ["a,target\n", "there are no rows below the header"],
    ["a,target\n1,2\n3\n", "row 2: must have 2 cells as the header has, got 1"],
    ["a,target\n1,2,3\n", "row 1: must have 2 cells as the header has, got 3"],
    ["a,target\nx,2\n", 'row 1, a: must be a number, got "x"'],
    ["a,target\n,2\n", 'row 1, a: must be a number, got ""'],
    ["a,target\nNaN,2\n", 'row 1, a: must be a number, got "NaN"'],
    ["a,target\n1e999,2\n", 'row 1, a: must be a number, got "1e999"'],
    ["a,target\n0x10,2\n", 'row 1, a: must be a number, got "0x10"'],
    ["a,target\n1,\n", 'row 1, target: must be a number or a class, got ""'],
  ])("%j", (text, problem) => {
    expect(problems(text)).toContain(problem);
  });
  test("a quote that is never closed", () => {
    expect(problems('a,target\n1,"2\n')[0]).toMatch(/^row 1: .*[Qq]uote/);
  });
});
