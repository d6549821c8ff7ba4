import { describe, expect, it } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { rematrix, type Outcome } from "../../support/command-line.ts";
import { everything, fileAt, withJson } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { fileWith, keptRun } from "../../support/kept-runs.ts";

const iris: Experiment = {
  ...article,
  data: { kind: "dataset", id: "iris" },
  network: { bias: true, layers: [{ units: 3, activation: "softmax" }] },
  cost: "cross-entropy",
  training: { optimizer: { kind: "momentum", learningRate: 0.01, momentum: 0.9 }, batch: 32, stop: null },
};

const experiments: readonly [string, Experiment][] = [
  ["the article's network", article],
  ["one with everything", everything],
  ["one on a data set", iris],
];

/** What a command said as JSON, but for the speed. */
function answerOf({ stdout }: Outcome): Record<string, unknown> {
  const { stepsPerSecond: _, ...answer } = JSON.parse(stdout) as Record<string, unknown>;
  return answer;
}

describe.each(experiments)("train --out: %s", (_, experiment) => {
  const files = { "a.json": JSON.stringify(experiment) };
  const train = (steps: number, out: string, more: Record<string, Uint8Array> = {}, file = "a.json") =>
    rematrix(["train", file, "--steps", String(steps), "--out", out, "--json"], { ...files, ...more });

  it("writes a file from which training goes on bit for bit, N counted from the beginning", async () => {
    const straight = await train(1000, "b.rematrix");
    const first = await train(400, "b.rematrix");
    expect(answerOf(first)).toMatchObject({ step: 400, stopReason: "steps" });
    const second = await train(1000, "c.rematrix", first.written, "b.rematrix");
    expect([straight.code, first.code, second.code]).toEqual([0, 0, 0]);
    expect(answerOf(second)).toEqual(answerOf(straight));
    expect(second.written["c.rematrix"]).toEqual(straight.written["b.rematrix"]);
  });

  it("is read by every verb, and asked for a step that lies behind, goes back", async () => {
    const { written } = await train(60, "b.rematrix");
    const ask = async (...args: string[]): Promise<Record<string, unknown>> => {
      const outcome = await rematrix([...args, "--json"], { ...files, ...written });
      expect([outcome.code, outcome.stderr]).toEqual([0, ""]);
      return answerOf(outcome);
    };
    expect(await ask("train", "b.rematrix", "--steps", "17")).toEqual(
      await ask("train", "a.json", "--steps", "17"),
    );
    expect(await ask("check", "b.rematrix")).toEqual(await ask("check", "a.json", "--steps", "60"));
    expect(await ask("check", "b.rematrix", "--steps", "7")).toEqual(
      await ask("check", "a.json", "--steps", "7"),
    );
    expect(await ask("data", "b.rematrix")).toEqual(await ask("data", "a.json"));
    const { cost, layers } = (await ask("pass", "b.rematrix")) as {
      cost: number;
      layers: { W: number[][] }[];
    };
    const { cost: trained, parameters } = (await ask("train", "a.json", "--steps", "60")) as {
      cost: number;
      parameters: { W: number[][] }[];
    };
    expect(cost).toBe(trained);
    expect(layers.map(({ W }) => W)).toEqual(parameters.map(({ W }) => W));
  }, 30_000);
});

describe("a saved run", () => {
  it("that goes on keeps the runs that were kept beside it", async () => {
    const runs = [keptRun(everything, 6, { name: "The first" })];
    const files = { "b.rematrix": fileWith(article, 20, runs) };
    const on = await rematrix(["train", "b.rematrix", "--steps", "30", "--out", "c.rematrix"], files);
    expect([on.code, valueOf(readArchive(on.written["c.rematrix"])).runs]).toEqual([0, runs]);
  });

  it("that stands at its experiment's stop stays there", async () => {
    const stop = { steps: 50, costBelow: 1 };
    const files = { "a.json": JSON.stringify({ ...article, training: { ...article.training, stop } }) };
    const low = await rematrix(["train", "a.json", "--out", "b.rematrix", "--json"], files);
    expect(answerOf(low)).toMatchObject({ step: 1, stopReason: "costBelow" });
    const again = await rematrix(["train", "b.rematrix", "--json"], low.written);
    expect(answerOf(again)).toMatchObject({ step: 1, stopReason: "costBelow" });
    const beyond = await rematrix(
      ["train", "b.rematrix", "--steps", "70", "--out", "c.rematrix", "--json"],
      low.written,
    );
    expect(answerOf(beyond)).toMatchObject({ step: 70, stopReason: "steps" });
    const after = await rematrix(["train", "c.rematrix", "--json"], beyond.written);
    expect(answerOf(after)).toMatchObject({ step: 70, stopReason: "steps" });
  });

  it("goes on to its experiment's stop, for the same reason at the same step", async () => {
    const training: Experiment["training"] = {
      optimizer: { kind: "sgd", learningRate: 0.08 },
      batch: 4,
      stop: { steps: 5000, noProgressFor: 3 },
    };
    const files = { "a.json": JSON.stringify({ ...everything, penalty: undefined, training }) };
    const straight = answerOf(await rematrix(["train", "a.json", "--json"], files));
    expect(straight.stopReason).toBe("noProgressFor");
    const half = String(Math.floor(Number(straight.step) / 2));
    const first = await rematrix(["train", "a.json", "--steps", half, "--out", "b.rematrix"], files);
    const second = await rematrix(["train", "b.rematrix", "--json"], first.written);
    expect(answerOf(second)).toEqual(straight);
  });

  it("that breaks down is written at its last finite step all the same, and ends with 3", async () => {
    const training = { ...article.training, optimizer: { kind: "sgd", learningRate: 0.001 } };
    const files = { "a.json": JSON.stringify({ ...article, training }) };
    const outcome = await rematrix(["train", "a.json", "--out", "b.rematrix", "--json"], files);
    expect(outcome.code).toBe(3);
    expect(valueOf(readArchive(outcome.written["b.rematrix"])).saved?.state.trainer.step).toBe(2);
    const again = await rematrix(["train", "b.rematrix", "--json"], outcome.written);
    expect([again.code, answerOf(again).breakdown]).toEqual([3, answerOf(outcome).breakdown]);
  });

  it("is read whatever it is called", async () => {
    const { code } = await rematrix(["data", "a.json"], { "a.json": fileAt(article, 3) });
    expect(code).toBe(0);
  });
});

describe("a file that is wrong", () => {
  it.each<[string, Uint8Array, string]>([
    ["train", fileAt(article, 3).subarray(0, 900), "is a zip without its end"],
    [
      "pass",
      withJson(fileAt(article, 3), "run.json", (run) => ({ ...run, cost: 1 })),
      "run.json: cost: is 1",
    ],
    [
      "check",
      withJson(fileAt(article, 3), "experiment.json", (value) => ({ ...value, seed: 2 })),
      "X.npy: number 0",
    ],
    [
      "data",
      withJson(fileAt(article, 3), "experiment.json", (value) => ({ ...value, seed: 2 })),
      "X.npy: number 0",
    ],
  ])("is listed by %s with its place, and ends with 1", async (verb, bytes, message) => {
    const { code, stdout, stderr } = await rematrix([verb, "b.rematrix", "--json"], { "b.rematrix": bytes });
    expect(code).toBe(1);
    expect(stderr).toContain(`b.rematrix is not a good experiment:\n  ${message}`);
    expect(JSON.parse(stdout).problems[0].message).toBeTypeOf("string");
  });

  it("in size is listed, too", async () => {
    const huge = new Uint8Array(640 * 2 ** 20 + 1);
    const { code, stderr } = await rematrix(["train", "b.rematrix"], { "b.rematrix": huge });
    expect([code, stderr]).toEqual([
      1,
      "b.rematrix is not a good experiment:\n  has more than the 640 MiB that the lab takes\n",
    ]);
  });

  it("that cannot be written after all costs no result: it was printed", async () => {
    const files = { "a.json": JSON.stringify(article) };
    const { code, stdout, stderr } = await rematrix(
      ["train", "a.json", "--out", "full/b.rematrix", "--json"],
      files,
    );
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ step: 2000 });
    expect(stderr).toContain("cannot write full/b.rematrix: There is no room left on that disk.");
  });
});
