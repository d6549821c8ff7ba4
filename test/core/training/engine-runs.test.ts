import { beforeEach, describe, expect, it } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { Engine } from "../../../core/training/engine.ts";
import type { RunOutcome } from "../../../core/training/kept-run.ts";
import type { ComparisonNews, EngineCommand, EngineEvent } from "../../../core/training/protocol.ts";
import type { ReplayPlan } from "../../../core/training/replay.ts";
import { valueOf } from "../../support/datasets.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { keptRun } from "../../support/kept-runs.ts";

const experiment: Experiment = { ...article, training: { ...article.training, stop: null } };
const slow: Experiment = {
  ...experiment,
  training: { ...experiment.training, optimizer: { kind: "sgd", learningRate: 1e-5 } },
};

let clock: FakeClock;
let events: EngineEvent[];
let engine: Engine;

beforeEach(() => {
  clock = new FakeClock();
  events = [];
  engine = new Engine({
    post: (event) => {
      events.push(event);
      if (event.kind === "frame") clock.defer(() => engine.receive({ kind: "taken" }), 0);
    },
    clock,
    datasets: () => Promise.reject(new Error("no data set was asked for")),
    pack: writeArchive,
    unpack: readArchive,
  });
});

function send(...commands: EngineCommand[]): void {
  commands.forEach((command) => engine.receive(command));
}

/** Until nothing is left to do; a comparison begins after a turn of the microtasks. */
async function rest(): Promise<void> {
  for (let round = 0; round < 20; round++) {
    while (clock.turn());
    await Promise.resolve();
  }
}

function outcomes(): (RunOutcome | null)[] {
  return events.flatMap((event) => (event.kind === "kept" ? [event.outcome] : []));
}

function news(ticket: number): ComparisonNews[] {
  return events.flatMap((event) =>
    event.kind === "compared" && event.ticket === ticket ? [event.outcome] : [],
  );
}

const load = (generation = 1): EngineCommand => ({ kind: "load", generation, experiment });
const keep = (generation = 1): EngineCommand => ({ kind: "keep", generation });
const advance = (count: number): EngineCommand => ({ kind: "advance", unit: "step", count });
const plan = (of: Experiment): ReplayPlan => ({
  experiment: of,
  rates: [{ step: 0, learningRate: of.training.optimizer.learningRate }],
});
const compare = (ticket: number, other: Experiment, end: number): EngineCommand => ({
  kind: "compare-runs",
  ticket,
  runs: [plan(experiment), plan(other)],
  end,
});

describe("keep", () => {
  it("answers with how far the run has come, and leaves training as it is", async () => {
    send(load(), advance(40));
    await rest();
    send(keep(), advance(5));
    await rest();
    const { step, cost, rates, history, parameters } = keptRun(experiment, 40);
    expect(outcomes()).toEqual([{ step, cost, rates, history, parameters }]);
    expect(events.flatMap((event) => (event.kind === "frame" ? [event.frame.step] : [])).at(-1)).toBe(45);
  });

  it("is answered with nothing where that training is gone, or never was", async () => {
    send(keep());
    send(load(2), keep(1));
    await rest();
    expect(outcomes()).toEqual([null, null]);
  });

  it("asked for just before another training takes its place, still gives the one before", async () => {
    send(load(), advance(12));
    await rest();
    send(keep(), load(2));
    await rest();
    expect(outcomes()).toMatchObject([{ step: 12 }]);
  });

  it("waits for a past step that is sought, which is the one that is kept", async () => {
    send(load(), advance(3000));
    await rest();
    send({ kind: "go-to", step: 17 }, keep());
    await rest();
    expect(outcomes()).toMatchObject([{ step: 17 }]);
  });
});

it("save puts the runs that come with it into the file", async () => {
  const runs = [keptRun(slow, 8)];
  send(load(), advance(4), { kind: "save", generation: 1, experiment, runs });
  await rest();
  const saved = events.find((event) => event.kind === "saved");
  expect(valueOf(readArchive(valueOf(saved!.file))).runs).toEqual(runs);
});

describe("two runs are compared", () => {
  it("from the start to the last step of both, and at any step between", async () => {
    send(load(), compare(1, slow, 300), { kind: "compare-at", ticket: 1, step: 200 });
    await rest();
    const all = news(1);
    expect(all.at(-1)).toMatchObject({ kind: "distances", made: 300, end: 300 });
    expect(all.find(({ kind }) => kind === "weights")).toEqual({
      kind: "weights",
      step: 200,
      first: keptRun(experiment, 200).parameters,
      second: keptRun(slow, 200).parameters,
    });
  });

  it("while nothing is trained, and further when training rests", async () => {
    send(load(), { kind: "pace", stepsPerSecond: 10 }, { kind: "play" }, compare(1, slow, 300));
    for (let round = 0; round < 30; round++) {
      clock.turn();
      await Promise.resolve();
    }
    expect(news(1)).toEqual([]);
    send({ kind: "pause" });
    await rest();
    expect(news(1).at(-1)).toMatchObject({ made: 300 });
  });

  it("whatever is loaded meanwhile", async () => {
    send(load(), compare(1, slow, 300), load(2));
    await rest();
    expect(news(1).at(-1)).toMatchObject({ made: 300 });
  });

  it("until others are, or none", async () => {
    send(load(), compare(1, slow, 300), compare(2, slow, 100));
    await rest();
    expect([news(1), news(2).at(-1)]).toMatchObject([[], { made: 100 }]);
    const before = events.length;
    send({ kind: "compare-runs", ticket: 3, runs: null, end: 0 }, { kind: "compare-at", ticket: 2, step: 3 });
    await rest();
    expect(events.slice(before).filter(({ kind }) => kind === "compared")).toEqual([]);
  });

  it("only where they have the same start", async () => {
    send(load(), compare(1, { ...slow, seed: 2 }, 300));
    await rest();
    expect(news(1)).toMatchObject([{ kind: "refused", problems: [{ place: "seed" }] }]);
  });
});
