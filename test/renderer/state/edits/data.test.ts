import { describe, expect, it } from "vitest";
import { article } from "../../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../../core/experiment/experiment.ts";
import { withDraw, withFeatures, withTarget } from "../../../../renderer/state/edits/data.ts";
import { xorTable } from "../../support/experiments.ts";

describe("linear coefficients", () => {
  it("are cut to fewer features and continued with 1 for more", () => {
    const { data } = article;
    if (data.kind !== "generate") throw new Error("the article draws its data");
    const linear: Experiment = {
      ...article,
      data: { ...data, target: { kind: "linear", coefficients: [2, 3, 4] } },
    };
    expect(withFeatures(linear, 2).data).toMatchObject({ target: { coefficients: [2, 3] } });
    expect(withFeatures(linear, 5).data).toMatchObject({ target: { coefficients: [2, 3, 4, 1, 1] } });
  });
});

describe("edits of drawn data", () => {
  it("leave a table as it is", () => {
    expect(withDraw(xorTable, "randn")).toBe(xorTable);
    expect(withFeatures(xorTable, 5)).toBe(xorTable);
    expect(withTarget(xorTable, "linear")).toBe(xorTable);
  });
});
