import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { writeCsv, writeHistoryCsv, writeMatrixCsv } from "../../../core/export/csv.ts";
import { listMatrices } from "../../../core/export/named-matrices.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import { drawWhole } from "../../support/datasets.ts";
import { ask, hasModule, unless } from "../../support/python.ts";

// Whole trainings in another language, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const numpy = hasModule("numpy");

describe("CSV", () => {
  it("has a header, CR LF at the end of every line, and quotes where a cell needs them", () => {
    const csv = writeCsv(["plain", 'say "x"', "a,b", "two\nlines"], [[1, "", null, "x y"]]);
    expect(csv).toBe('plain,"say ""x""","a,b","two\nlines"\r\n1,,,x y\r\n');
  });

  it("has numbers that read back bit for bit", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (row) => {
        const [, line] = writeMatrixCsv(Matrix.from([row]), row.map(String)).split("\r\n");
        expect(line.split(",").map(Number)).toEqual(row);
      }),
    );
  });

  it("has no name that a spreadsheet would run, and every other one as it is", () => {
    const matrix = Matrix.from([[-1, -2, -3, -4, -5, -6]]);
    const names = ["=1+1", "+1", "-1", "@SUM(A1)", '\t=HYPERLINK("a")', "a=1"];
    expect(writeMatrixCsv(matrix, names)).toBe(
      `'=1+1,'+1,'-1,'@SUM(A1),"'\t=HYPERLINK(""a"")",a=1\r\n-1,-2,-3,-4,-5,-6\r\n`,
    );
  });

  it("of a history has each recorded step once, and gaps where only one of two costs is known", () => {
    const train = { even: Float64Array.of(0, 9, 4, 5), octaves: Float64Array.of(0, 9, 1, 8, 4, 5) };
    expect(writeHistoryCsv({ ...train, test: null })).toBe("step,cost\r\n0,9\r\n1,8\r\n4,5\r\n");
    const test = { even: Float64Array.of(0, 7, 2, 6), octaves: new Float64Array() };
    expect(writeHistoryCsv({ ...train, test })).toBe(
      "step,cost,test_cost\r\n0,9,7\r\n1,8,\r\n2,,6\r\n4,5,\r\n",
    );
  });

  it.skipIf(!numpy)(`is what Python's csv and NumPy read${unless(numpy, "NumPy")}`, async () => {
    const columns = ["a,b", 'c "d"', "é\n"];
    const rows = [
      [0.1 + 0.2, -0, 1e-320],
      [1e21, -1.7976931348623157e308, 7],
    ];
    const read = `
import csv, io, json, sys
import numpy as np
text = json.load(sys.stdin)
rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
print(json.dumps([rows[0], np.array(rows[1:], dtype=float).tolist()]))
`;
    const text = writeMatrixCsv(Matrix.from(rows), columns);
    expect(JSON.parse(await ask(["-c", read], JSON.stringify(text)))).toEqual([columns, rows]);
  });
});

describe("the matrices of a pass", () => {
  const experiment: Experiment = {
    ...article,
    data: {
      kind: "table",
      X: [[0], [1], [2]],
      Y: [[1], [2], [4]],
      features: ["age"],
      targets: ["price"],
    },
    scaling: "range",
    network: {
      bias: true,
      layers: [
        { units: 2, activation: "tanh" },
        { units: 1, activation: "linear" },
      ],
    },
  };

  it("have the lab's names, their shapes, and the columns' names where those have some", async () => {
    const drawn = await drawWhole(experiment);
    const trainer = new Trainer(experiment, drawn);
    trainer.look();
    const matrices = listMatrices(experiment, drawn, trainer);
    expect(matrices.map(({ code, shape, columns }) => [code, shape, columns])).toEqual([
      ["X0", [3, 1], ["age"]],
      ["X", [3, 1], ["age"]],
      ["W1", [1, 2], ["W1_0", "W1_1"]],
      ["b1", [2], ["b1_0", "b1_1"]],
      ["A", [3, 2], ["A_0", "A_1"]],
      ["B", [3, 2], ["B_0", "B_1"]],
      ["W2", [2, 1], ["W2_0"]],
      ["b2", [1], ["b2_0"]],
      ["Yhat", [3, 1], ["price"]],
      ["Y", [3, 1], ["price"]],
      ["error", [3, 1], ["price"]],
      ["dW1", [1, 2], ["dW1_0", "dW1_1"]],
      ["db1", [2], ["db1_0", "db1_1"]],
      ["dW2", [2, 1], ["dW2_0"]],
      ["db2", [1], ["db2_0"]],
    ]);
    const of = (code: string): number[] => [...matrices.find((one) => one.code === code)!.matrix.values];
    expect(of("X0")).toEqual([0, 1, 2]);
    expect(of("X")).toEqual([0, 0.5, 1]);
    expect(of("error")).toEqual(of("Y").map((y, i) => y - of("Yhat")[i]));
    expect(of("b1")).toEqual([...drawn.parameters[0].b!]);
  });
});
