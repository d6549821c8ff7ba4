import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { textExports } from "../../../core/export/targets.ts";
import { kindNames, kinds } from "../../../renderer/export/kinds.ts";
import { fileNameOf } from "../../../renderer/state/file-names.ts";
import type { ExportAnswer } from "../../../renderer/export/protocol.ts";
import { answerExport } from "../../../renderer/export/write.ts";
import { shippedDatasets } from "../../../renderer/engine/shipped-datasets.ts";
import { exportSource, shippedExperiment } from "../../support/shipped-experiments.ts";

/** Weights of which every product can be done in one's head. */
const given: Experiment = {
  ...article,
  data: {
    kind: "table",
    X: [
      [1, 2],
      [3, 4],
    ],
    Y: [[1], [0]],
  },
  network: { bias: false, layers: [{ units: 1, activation: "linear" }] },
  weights: { kind: "given", layers: [{ W: [[10], [1]], b: null }] },
};

function contentOf(answer: ExportAnswer): string | Uint8Array {
  if (!answer.ok) throw new Error(answer.reason);
  return answer.content;
}

async function matrix(code: string, format: "csv" | "npy" = "csv"): Promise<string | Uint8Array> {
  return contentOf(await answerExport({ kind: "matrix", code, format, experiment: given }, shippedDatasets));
}

describe("the export worker", () => {
  it("writes every text as the command line does, data sets included", async () => {
    const wine = shippedExperiment("wine");
    const source = await exportSource(wine);
    for (const target of ["numpy", "notebook", "latex"] as const) {
      const answer = await answerExport(
        { kind: "text", target, experiment: wine, stop: source.stop },
        shippedDatasets,
      );
      expect(contentOf(answer)).toBe(textExports[target].write(source));
    }
  });

  it("writes matrices of a pass with the given weights", async () => {
    expect(await matrix("X")).toBe("x1,x2\r\n1,2\r\n3,4\r\n");
    // X·W = [12, 34], and ∂Σ(Y−Ŷ)²/∂W = −2 Xᵀ·[−11, −34] = [226, 316].
    expect(await matrix("Yhat")).toBe("y\r\n12\r\n34\r\n");
    expect(await matrix("dW1")).toBe("dW1_0\r\n226\r\n316\r\n");
    const npy = await matrix("error", "npy");
    const numbers = new Float64Array((npy as Uint8Array).slice(-16).buffer);
    expect([...numbers]).toEqual([-11, -34]);
  });

  it("throws for a matrix that is not there, which nobody can choose", async () => {
    await expect(matrix("Q")).rejects.toThrow("internal: there is no matrix Q");
  });
});

describe("an export's file name", () => {
  it.each([
    ["The article’s network", null, "py", "the-articles-network.py"],
    ["Größe/№ 2", "W1", "csv", "größe-2-W1.csv"],
    [" … ", "chain", "svg", "experiment-chain.svg"],
    ["a".repeat(200), null, "tex", `${"a".repeat(60)}.tex`],
  ])("of %j, %j is %j", (name, special, extension, expected) => {
    expect(fileNameOf(name, special, extension)).toBe(expected);
  });

  it("tells the kinds apart that have one ending", () => {
    const names = kindNames.map((kind) => {
      const { mark, needs, extension } = kinds[kind];
      return fileNameOf("a", mark ?? (needs === "end" ? null : needs), extension);
    });
    expect(new Set(names).size).toBe(names.length);
  });
});
