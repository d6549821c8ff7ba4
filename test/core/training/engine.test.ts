import { beforeEach, describe, expect, it } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import type { Experiment, StopPlan } from "../../../core/experiment/experiment.ts";
import { Engine } from "../../../core/training/engine.ts";
import type { Diagnosis } from "../../../core/training/diagnosis.ts";
import { layoutFrame, type FrameMessage } from "../../../core/training/frame.ts";
import type { EngineCommand, EngineEvent } from "../../../core/training/protocol.ts";
import { FakeClock } from "../../support/fake-clock.ts";

const article: Experiment = {
  format: "rematrix",
  version: 1,
  name: "The article's network",
  notes: "",
  seed: 1,
  data: { kind: "generate", samples: 10, features: 3, draw: { kind: "rand" }, target: { kind: "teacher" } },
  split: null,
  scaling: "none",
  network: {
    bias: false,
    layers: [
      { units: 4, activation: "square" },
      { units: 1, activation: "cube" },
    ],
  },
  weights: { kind: "uniform", low: -1, high: 1 },
  cost: "sse",
  training: { optimizer: { kind: "sgd", learningRate: 0.0003 }, batch: "full", stop: null },
};

function withTraining(training: Partial<Experiment["training"]>): Experiment {
  return { ...article, training: { ...article.training, ...training } };
}

function sgd(learningRate: number): Pick<Experiment["training"], "optimizer"> {
  return { optimizer: { kind: "sgd", learningRate } };
}

let clock: FakeClock;
let events: EngineEvent[];
let engine: Engine;

beforeEach(() => {
  clock = new FakeClock();
  events = [];
  engine = new Engine({
    post: (event) => events.push(event),
    clock,
    pack: writeArchive,
    unpack: readArchive,
    datasets: () => {
      throw new Error("no data set was asked for");
    },
  });
});

function send(command: EngineCommand): void {
  engine.receive(command);
}

function load(experiment: Experiment = article, generation = 1): void {
  send({ kind: "load", generation, experiment });
}

function frames(): FrameMessage[] {
  return events.flatMap((event) => (event.kind === "frame" ? [event.frame] : []));
}

/** The newest frame; the page takes it. */
function take(): FrameMessage {
  const frame = frames().at(-1);
  if (!frame) throw new Error("there is no frame");
  send({ kind: "taken" });
  return frame;
}

describe("load", () => {
  it("tells what stays the same, then shows the start, paused at step 0", () => {
    load();
    expect(events.map((event) => event.kind)).toEqual(["loaded", "frame"]);
    expect(events[0]).toMatchObject({
      loaded: { generation: 1, samples: 10, features: 3, targets: 1, stepsPerEpoch: 1 },
    });
    expect(take()).toMatchObject({ generation: 1, step: 0, epoch: 0, status: "paused", stepsPerSecond: 0 });
  });

  it("refuses a bad experiment with its problems and leaves the old one as it was", () => {
    load();
    take();
    load({ ...article, seed: -1 }, 2);
    expect(events.at(-1)).toMatchObject({ kind: "refused", generation: 2, problems: [{ place: "seed" }] });
    send({ kind: "advance", unit: "step", count: 1 });
    expect(take()).toMatchObject({ generation: 1, step: 1 });
  });

  it("pauses the experiment that was running", () => {
    load();
    take();
    send({ kind: "play" });
    take();
    load(article, 2);
    expect(take()).toMatchObject({ generation: 2, step: 0, status: "paused" });
    expect(clock.turn()).toBe(true);
    expect(frames().at(-1)).toMatchObject({ generation: 2, step: 0 });
  });

  it("shows a start that is not finite as diverged at step 0", () => {
    const huge = 1e200;
    load({
      ...article,
      data: { kind: "table", X: [[huge, 0, 0]], Y: [[0]] },
      weights: { kind: "uniform", low: 1, high: 2 },
    });
    const frame = take();
    expect(frame).toMatchObject({
      step: 0,
      status: "diverged",
      breakdown: { step: 0, matrix: { kind: "H", layer: 0 }, before: 0 },
    });
    expect(frame.cost).not.toBeLessThan(Infinity);
  });
});

describe("frames", () => {
  it("are one in flight at most, and the next one is the newest", () => {
    load();
    send({ kind: "play" });
    clock.pass(1000);
    expect(frames()).toHaveLength(1);
    take();
    expect(frames()).toHaveLength(2);
    expect(frames()[1].step).toBeGreaterThan(800);
  });

  it("come at most 60 times a second while training runs", () => {
    load();
    take();
    send({ kind: "play" });
    const before = frames().length;
    const end = clock.time + 1000;
    while (clock.time < end) {
      clock.pass(1);
      send({ kind: "taken" });
    }
    expect(frames().length - before).toBeLessThanOrEqual(61);
    expect(frames().length - before).toBeGreaterThan(30);
  });

  it("of a change of status wait only for the one in flight", () => {
    load();
    take();
    send({ kind: "play" });
    clock.pass(50);
    const inFlight = frames().length;
    send({ kind: "pause" });
    expect(frames()).toHaveLength(inFlight);
    send({ kind: "taken" });
    expect(frames()).toHaveLength(inFlight + 1);
    expect(take().status).toBe("paused");
  });

  it("carry the history only when it changed", () => {
    load();
    expect(take().history).not.toBeNull();
    send({ kind: "learning-rate", learningRate: 0.0001 });
    expect(take().history).toBeNull();
    send({ kind: "advance", unit: "step", count: 1 });
    expect(take().history?.even).toHaveLength(4);
  });

  it("hand their buffers over", () => {
    const transfers: ArrayBuffer[][] = [];
    engine = new Engine({
      post: (event, transfer) => {
        events.push(event);
        transfers.push(transfer);
      },
      clock,
      pack: writeArchive,
      unpack: readArchive,
      datasets: () => Promise.reject(new Error("no data set was asked for")),
    });
    load();
    expect(transfers.map((transfer) => transfer.length)).toEqual([2, 3]);
    expect(transfers[1][0]).toBe(frames()[0].values.buffer);
  });

  it("count the correct samples where Y is one-hot, and nothing elsewhere", () => {
    load();
    expect(take().correct).toBeNull();
    load({
      ...article,
      data: {
        kind: "table",
        X: [
          [1, 0],
          [0, 1],
        ],
        Y: [
          [1, 0],
          [1, 0],
        ],
      },
      network: { bias: false, layers: [{ units: 2, activation: "linear" }] },
      weights: {
        kind: "given",
        layers: [
          {
            W: [
              [1, 0],
              [0, 1],
            ],
            b: null,
          },
        ],
      },
    });
    expect(take().correct).toBe(1);
  });
});

describe("advance", () => {
  it("by one step is answered at once by a paused frame, one step further", () => {
    load();
    take();
    send({ kind: "advance", unit: "step", count: 1 });
    expect(take()).toMatchObject({ step: 1, status: "paused" });
    expect(clock.waiting).toBe(0);
  });

  it("by an epoch takes as many steps as an epoch has", () => {
    load(withTraining({ batch: 4 }));
    take();
    send({ kind: "advance", unit: "epoch", count: 2 });
    expect(take()).toMatchObject({ step: 6, epoch: 2, status: "paused" });
  });

  it("while playing pauses after its steps", () => {
    load();
    take();
    send({ kind: "pace", stepsPerSecond: 10 });
    take();
    send({ kind: "play" });
    const { step } = take();
    send({ kind: "advance", unit: "step", count: 3 });
    expect(take()).toMatchObject({ step: step + 3, status: "paused" });
    clock.pass(1000);
    expect(frames().at(-1)).toMatchObject({ step: step + 3 });
  });

  it("by many steps runs at full speed whatever the pace, and ends exactly there", () => {
    clock.tick = 0.05;
    load();
    take();
    send({ kind: "pace", stepsPerSecond: 1 });
    take();
    send({ kind: "advance", unit: "step", count: 100_000 });
    clock.pass(60_000);
    send({ kind: "taken" });
    expect(take()).toMatchObject({ step: 100_000, status: "paused" });
  });

  it("by no steps only answers", () => {
    load();
    take();
    send({ kind: "advance", unit: "step", count: 0 });
    expect(take()).toMatchObject({ step: 0, status: "paused" });
  });
});

describe("pace", () => {
  beforeEach(() => {
    clock.tick = 0;
  });

  it("of 20 steps a second makes 1 step at once and 200 more in ten seconds", () => {
    load();
    take();
    send({ kind: "pace", stepsPerSecond: 20 });
    take();
    send({ kind: "play" });
    for (let i = 0; i < 10_000; i++) {
      clock.pass(1);
      send({ kind: "taken" });
    }
    expect(frames().at(-1)).toMatchObject({ step: 201, status: "running" });
    expect(frames().at(-1)!.stepsPerSecond).toBeCloseTo(20, 0);
  });

  it("does not make up for a pause in a burst", () => {
    load();
    take();
    send({ kind: "pace", stepsPerSecond: 20 });
    take();
    send({ kind: "play" });
    take();
    send({ kind: "pause" });
    const { step } = take();
    clock.pass(60_000);
    send({ kind: "play" });
    expect(take().step).toBe(step + 1);
  });

  it("catches up with a tenth of a second at most after the worker was held up", () => {
    load();
    take();
    send({ kind: "pace", stepsPerSecond: 100 });
    take();
    send({ kind: "play" });
    const { step } = take();
    clock.time += 60_000;
    clock.turn();
    expect(take().step).toBeLessThanOrEqual(step + 11);
  });

  it("that becomes quicker takes effect before the slow step's time has come", () => {
    load();
    take();
    send({ kind: "pace", stepsPerSecond: 0.01 });
    take();
    send({ kind: "play" });
    take();
    send({ kind: "pace", stepsPerSecond: 100 });
    take();
    clock.pass(100);
    send({ kind: "taken" });
    expect(take().step).toBeGreaterThan(5);
  });
});

describe("stop", () => {
  it("is kept to the step, and play goes on beyond it", () => {
    load(withTraining({ stop: { steps: 50 } }));
    take();
    send({ kind: "play" });
    clock.pass(100);
    send({ kind: "taken" });
    expect(take()).toMatchObject({ step: 50, status: "stopped" });
    send({ kind: "play" });
    clock.pass(100);
    send({ kind: "taken" });
    expect(take().step).toBeGreaterThan(50);
  });

  it("can be moved while training runs", () => {
    load();
    take();
    send({ kind: "pace", stepsPerSecond: 10 });
    take();
    send({ kind: "play" });
    take();
    send({ kind: "stop-at", stop: { steps: 4 } });
    take();
    clock.pass(2000);
    send({ kind: "taken" });
    expect(take()).toMatchObject({ step: 4, status: "stopped" });
  });

  it("says why: steps, epochs, the cost, or no progress", () => {
    const reasonOf = (stop: StopPlan, batch: "full" | number = "full"): unknown => {
      load(withTraining({ stop, batch }));
      take();
      send({ kind: "advance", unit: "step", count: 1000 });
      clock.pass(1000);
      send({ kind: "taken" });
      const { status, stopReason, step, latest } = take();
      return { status, stopReason, step, latest };
    };
    const stopped = { status: "stopped" };
    expect(reasonOf({ steps: 7 })).toEqual({ ...stopped, stopReason: "steps", step: 7, latest: 7 });
    expect(reasonOf({ epochs: 2 }, 4)).toEqual({ ...stopped, stopReason: "epochs", step: 6, latest: 6 });
    // The article's cost falls from 870.9 to 0.33 in its first step.
    expect(reasonOf({ costBelow: 1 })).toEqual({ ...stopped, stopReason: "costBelow", step: 1, latest: 1 });
    expect(reasonOf({ costBelow: 1 }, 4)).toEqual({
      ...stopped,
      stopReason: "costBelow",
      step: 3,
      latest: 3,
    });
    load(withTraining({ ...sgd(1e-300), stop: { noProgressFor: 20 } }));
    take();
    send({ kind: "advance", unit: "step", count: 1000 });
    expect(take()).toMatchObject({ step: 20, status: "stopped", stopReason: "noProgressFor" });
  });

  it("for a cost that is low enough already comes at once, and a second play goes beyond it", () => {
    load(withTraining({ stop: { costBelow: 1000 } }));
    take();
    send({ kind: "play" });
    expect(take()).toMatchObject({ step: 0, status: "stopped", stopReason: "costBelow" });
    send({ kind: "advance", unit: "step", count: 3 });
    expect(take()).toMatchObject({ step: 3, status: "paused", stopReason: null });
  });

  it("also ends an advance that would go past it", () => {
    load(withTraining({ stop: { steps: 3 } }));
    take();
    send({ kind: "advance", unit: "step", count: 10 });
    expect(take()).toMatchObject({ step: 3, status: "stopped" });
  });
});

describe("rewind", () => {
  it("shows the same start again, with the curve as far as it went", () => {
    clock.tick = 0.1;
    load(withTraining({ batch: 3 }));
    const start = take();
    send({ kind: "advance", unit: "epoch", count: 3 });
    const third = take();
    send({ kind: "rewind" });
    const again = take();
    expect(again).toMatchObject({ step: 0, epoch: 0, status: "paused", cost: start.cost, latest: 12 });
    expect(again.values).toEqual(start.values);
    expect(again.history).toBeNull();
    send({ kind: "advance", unit: "epoch", count: 3 });
    const replayed = take();
    expect(replayed).toMatchObject({ step: 12, latest: 12, ghost: null });
    expect(replayed.values).toEqual(third.values);
  });

  it("after a change of the rate starts over with that rate, and hands the old curve out once", () => {
    load();
    take();
    send({ kind: "advance", unit: "step", count: 5 });
    const { history } = take();
    send({ kind: "learning-rate", learningRate: 0.0001 });
    take();
    send({ kind: "rewind" });
    expect(take()).toMatchObject({ step: 0, latest: 5, forks: true, learningRate: 0.0001, ghost: null });
    send({ kind: "advance", unit: "step", count: 1 });
    const forked = take();
    expect(forked).toMatchObject({ step: 1, latest: 1, learningRate: 0.0001 });
    expect(forked.ghost).toEqual(history);
    expect(forked.history?.even).toHaveLength(4);
    send({ kind: "advance", unit: "step", count: 1 });
    expect(take().ghost).toBeNull();
  });
});

describe("go-to", () => {
  beforeEach(() => {
    load();
    take();
    send({ kind: "advance", unit: "step", count: 30 });
    take();
  });

  it("shows a past step as it was, paused, with the branch as far as it went", () => {
    load();
    take();
    send({ kind: "advance", unit: "step", count: 12 });
    const twelfth = take();
    send({ kind: "advance", unit: "step", count: 30 });
    take();
    send({ kind: "go-to", step: 12 });
    const again = take();
    expect(again).toMatchObject({ step: 12, status: "paused", latest: 42, cost: twelfth.cost });
    expect(again.values).toEqual(twelfth.values);
  });

  it("while playing pauses there", () => {
    send({ kind: "play" });
    take();
    send({ kind: "go-to", step: 7 });
    expect(take()).toMatchObject({ step: 7, status: "paused" });
    clock.pass(100);
    expect(frames().at(-1)).toMatchObject({ step: 7 });
  });

  it("beyond the latest step shows the latest", () => {
    send({ kind: "go-to", step: 1e6 });
    expect(take()).toMatchObject({ step: 30, latest: 30 });
  });

  it("that takes long lets commands through: the newest step counts, and a play begins from there", () => {
    const units = 48;
    const layers = [
      { units, activation: "tanh" as const },
      { units, activation: "tanh" as const },
    ];
    const network = { bias: false, layers: [...layers, { units: 1, activation: "linear" as const }] };
    load({ ...withTraining({ ...sgd(1e-4), batch: 1 }), network });
    take();
    send({ kind: "advance", unit: "step", count: 600 });
    clock.pass(1000);
    send({ kind: "taken" });
    expect(take().step).toBe(600);
    send({ kind: "pace", stepsPerSecond: 1 });
    take();
    // Every piece of work takes longer than a slice.
    clock.tick = 20;
    const before = frames().length;
    send({ kind: "go-to", step: 511 });
    send({ kind: "go-to", step: 127 });
    expect(frames()).toHaveLength(before);
    send({ kind: "play" });
    clock.pass(1000);
    expect(frames()[before]).toMatchObject({ step: 128, latest: 600, status: "running" });
  });

  it("and a step forward leads on along the branch", () => {
    send({ kind: "go-to", step: 7 });
    take();
    send({ kind: "advance", unit: "step", count: 1 });
    expect(take()).toMatchObject({ step: 8, latest: 30, status: "paused" });
  });
});

describe("a rate that is too large", () => {
  it("stops as diverged with the last finite step's frame and the matrix that broke", () => {
    load(withTraining(sgd(0.001)));
    take();
    send({ kind: "play" });
    clock.pass(100);
    const frame = take();
    expect(frame).toMatchObject({ step: 2, status: "diverged", breakdown: { step: 3 } });
    expect(Number.isFinite(frame.cost)).toBe(true);
  });

  it("stays diverged on play until the rate is changed, then goes on from the last finite step", () => {
    load(withTraining(sgd(0.001)));
    take();
    send({ kind: "advance", unit: "step", count: 5 });
    take();
    send({ kind: "play" });
    expect(take()).toMatchObject({ step: 2, status: "diverged", breakdown: { step: 3 } });
    send({ kind: "learning-rate", learningRate: 1e-300 });
    expect(take()).toMatchObject({ step: 2, status: "diverged" });
    send({ kind: "advance", unit: "step", count: 1 });
    expect(take()).toMatchObject({ step: 3, status: "paused", breakdown: null });
  });

  it("is left behind by a rewind", () => {
    load(withTraining(sgd(0.001)));
    take();
    send({ kind: "advance", unit: "step", count: 5 });
    take();
    send({ kind: "rewind" });
    expect(take()).toMatchObject({ step: 0, status: "paused", breakdown: null });
  });
});

describe("a diagnosis", () => {
  function diagnoses(): Diagnosis[] {
    return events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : []));
  }

  it("follows the diverged frame, with remedies that were tried", () => {
    load(withTraining(sgd(0.001)), 7);
    take();
    send({ kind: "play" });
    expect(diagnoses()).toEqual([]);
    expect(take()).toMatchObject({ status: "diverged" });
    clock.pass(5000);
    expect(events.at(-1)).toMatchObject({ kind: "diagnosis", generation: 7 });
    const [{ breakdown, chain, remedies }] = diagnoses();
    expect(breakdown.step).toBe(3);
    expect(chain).toHaveLength(4);
    expect(remedies[0]).toMatchObject({ kind: "learning-rate", from: 0, survived: 100 });
  });

  it("is dropped when the rate is changed, and when another experiment is loaded", () => {
    for (const superseding of [
      { kind: "learning-rate", learningRate: 1e-5 },
      { kind: "load", generation: 2, experiment: article },
      { kind: "rewind" },
    ] satisfies EngineCommand[]) {
      load(withTraining(sgd(0.001)));
      take();
      send({ kind: "advance", unit: "step", count: 5 });
      // Every piece of work takes longer than a slice.
      clock.tick = 20;
      expect(take().status).toBe("diverged");
      send(superseding);
      take();
      clock.pass(5000);
      expect(diagnoses()).toEqual([]);
    }
  });
});

describe("check", () => {
  function checks(): Extract<EngineEvent, { kind: "checked" }>[] {
    return events.flatMap((event) => (event.kind === "checked" ? [event] : []));
  }

  it("pauses, and tells how far the gradients of that step are from central differences", () => {
    load(article, 3);
    take();
    send({ kind: "play" });
    take();
    send({ kind: "check" });
    const { step, status } = take();
    expect(status).toBe("paused");
    clock.pass(10_000);
    const [{ generation, step: checked, check }] = checks();
    expect({ generation, checked }).toEqual({ generation: 3, checked: step });
    expect(check.ok).toBe(true);
    expect(check.matrices.map(({ matrix, rows, columns }) => [matrix, rows, columns])).toEqual([
      [{ kind: "dW", layer: 0 }, 3, 4],
      [{ kind: "dW", layer: 1 }, 4, 1],
    ]);
  });

  it("of a past step that is sought is of that step", () => {
    load();
    take();
    send({ kind: "advance", unit: "step", count: 20 });
    take();
    send({ kind: "go-to", step: 7 });
    send({ kind: "check" });
    take();
    clock.pass(10_000);
    send({ kind: "taken" });
    clock.pass(10_000);
    expect(checks().map(({ step }) => step)).toEqual([7]);
  });

  it("asked for again begins anew, and is answered once", () => {
    load();
    // Every piece of work takes longer than a slice.
    clock.tick = 20;
    take();
    send({ kind: "check" });
    send({ kind: "taken" });
    send({ kind: "check" });
    for (let i = 0; i < 50; i++) {
      clock.pass(1000);
      send({ kind: "taken" });
    }
    expect(checks()).toHaveLength(1);
  });

  it("is forgotten when another experiment is loaded", () => {
    load();
    clock.tick = 20;
    take();
    send({ kind: "check" });
    load(article, 2);
    clock.tick = 1;
    send({ kind: "taken" });
    clock.pass(10_000);
    expect(checks()).toEqual([]);
  });
});

describe("check-cell", () => {
  function cells(): Extract<EngineEvent, { kind: "cell-checked" }>[] {
    return events.flatMap((event) => (event.kind === "cell-checked" ? [event] : []));
  }
  const cell = { kind: "check-cell", matrix: { kind: "dW", layer: 0 }, row: 2, column: 1 } as const;

  it("pauses, and compares one number of the step with its central difference", () => {
    load(article, 3);
    take();
    send({ kind: "play" });
    take();
    send({ ...cell, generation: 3 });
    const { step, status, values } = take();
    expect(status).toBe("paused");
    clock.pass(10_000);
    const [{ generation, step: checked, check }] = cells();
    expect({ generation, checked }).toEqual({ generation: 3, checked: step });
    expect([...check.cells.positions]).toEqual([9]);
    const { dW } = layoutFrame({ samples: 10, features: 3, network: article.network }).layers[0];
    expect(check.analytic).toBe(values[dW.offset + 9]);
    expect(check.largest).toBeLessThan(1e-6);
  });

  it("of a training that is no longer loaded is not answered", () => {
    load(article, 3);
    take();
    send({ ...cell, generation: 2 });
    take();
    clock.pass(10_000);
    expect(cells()).toEqual([]);
  });
});

describe("keep-checked", () => {
  const checkedSteps = (): number[] =>
    events.flatMap((event) => (event.kind === "checked" ? [event.step] : []));

  it("checks every step at which training rests, unasked, and none that it passes", () => {
    send({ kind: "keep-checked", on: true });
    load();
    take();
    clock.pass(1000);
    expect(checkedSteps()).toEqual([0]);
    send({ kind: "advance", unit: "step", count: 20 });
    clock.pass(1000);
    take();
    clock.pass(1000);
    expect(checkedSteps()).toEqual([0, 20]);
    send({ kind: "go-to", step: 7 });
    clock.pass(1000);
    take();
    clock.pass(1000);
    expect(checkedSteps()).toEqual([0, 20, 7]);
  });

  it("begins at once where training rests already, and ends when nobody wants it any more", () => {
    load();
    take();
    send({ kind: "keep-checked", on: true });
    take();
    clock.pass(1000);
    expect(checkedSteps()).toEqual([0]);
    send({ kind: "keep-checked", on: false });
    take();
    send({ kind: "advance", unit: "step", count: 1 });
    take();
    clock.pass(1000);
    expect(checkedSteps()).toEqual([0]);
  });

  it("gives way to training, and does not pause it", () => {
    // Every piece of work takes longer than a slice.
    clock.tick = 20;
    send({ kind: "keep-checked", on: true });
    load();
    send({ kind: "taken" });
    send({ kind: "play" });
    for (let i = 0; i < 20; i++) {
      clock.pass(100);
      send({ kind: "taken" });
    }
    expect(take().status).toBe("running");
    expect(checkedSteps()).toEqual([]);
  });

  it("leaves a large network alone", () => {
    send({ kind: "keep-checked", on: true });
    load({
      ...article,
      network: {
        bias: false,
        layers: [
          { units: 200, activation: "tanh" },
          { units: 200, activation: "tanh" },
          { units: 1, activation: "linear" },
        ],
      },
    });
    take();
    clock.pass(10_000);
    expect(checkedSteps()).toEqual([]);
  });
});

describe("training on many samples", () => {
  const many: Experiment = {
    ...withTraining({ ...sgd(1e-6), batch: 50 }),
    data: {
      kind: "generate",
      samples: 5000,
      features: 10,
      draw: { kind: "rand" },
      target: { kind: "teacher" },
    },
    network: {
      bias: false,
      layers: [
        { units: 20, activation: "tanh" },
        { units: 1, activation: "linear" },
      ],
    },
  };

  it("shows the first of them in every frame, and looks at all of them once it rests", () => {
    load(many);
    const { shown, samples } = events.flatMap((event) => (event.kind === "loaded" ? [event.loaded] : []))[0];
    expect(samples).toBe(5000);
    expect(shown).toBeLessThan(5000);
    clock.pass(100);
    send({ kind: "taken" });
    send({ kind: "play" });
    clock.pass(300);
    send({ kind: "taken" });
    const running = take();
    expect(running).toMatchObject({ status: "running", rows: shown, gradientOf: "batch" });
    expect(running.costStep).toBeLessThanOrEqual(running.step);
    send({ kind: "advance", unit: "step", count: 7 });
    clock.pass(300);
    send({ kind: "taken" });
    clock.pass(300);
    const { step, costStep, gradientOf, status, values } = take();
    expect({ status, costStep, gradientOf }).toEqual({ status: "paused", costStep: step, gradientOf: "all" });
    const { length } = layoutFrame({ samples, shown, features: 10, network: many.network });
    expect(values).toHaveLength(length);
  });
});

describe("before the first load", () => {
  it.each([
    { kind: "play" },
    { kind: "pause" },
    { kind: "rewind" },
    { kind: "advance", unit: "step", count: 1 },
    { kind: "learning-rate", learningRate: 1 },
    { kind: "stop-at", stop: { steps: 1 } },
    { kind: "go-to", step: 3 },
    { kind: "check" },
    { kind: "check-cell", generation: 1, matrix: { kind: "dW", layer: 0 }, row: 0, column: 0 },
    { kind: "taken" },
  ] satisfies EngineCommand[])("$kind is without effect", (command) => {
    send(command);
    expect(events).toEqual([]);
    load();
    expect(take()).toMatchObject({ step: 0, status: "paused" });
  });

  it("the pace is remembered", () => {
    send({ kind: "pace", stepsPerSecond: 10 });
    load();
    take();
    send({ kind: "play" });
    take();
    clock.pass(1001);
    send({ kind: "taken" });
    expect(take().step).toBe(11);
  });
});

it("a defect reaches whoever owns the worker", () => {
  load();
  expect(() => send({ kind: "learning-rate", learningRate: NaN })).toThrow("NaN is not a learning rate");
});
