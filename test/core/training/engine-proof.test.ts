import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { MatrixKey } from "../../../core/network/names.ts";
import { Engine } from "../../../core/training/engine.ts";
import type { EngineCommand, EngineEvent } from "../../../core/training/protocol.ts";
import { FakeClock } from "../../support/fake-clock.ts";

const W1: MatrixKey = { kind: "W", layer: 0 };
const b1: MatrixKey = { kind: "b", layer: 0 };
const W2: MatrixKey = { kind: "W", layer: 1 };

let clock: FakeClock;
let events: EngineEvent[];
let engine: Engine;

beforeEach(() => {
  clock = new FakeClock();
  events = [];
  engine = new Engine({
    post: (event) => events.push(event),
    clock,
    datasets: () => Promise.reject(new Error("no data set was asked for")),
    pack: () => {
      throw new Error("nothing was saved");
    },
    unpack: () => {
      throw new Error("nothing was opened");
    },
  });
});

function send(command: EngineCommand): void {
  engine.receive(command);
}

function load(experiment: Experiment = article, generation = 1): void {
  send({ kind: "load", generation, experiment });
  send({ kind: "taken" });
}

/** Everything that was begun is done. */
function rest(): void {
  for (let i = 0; i < 20; i++) {
    clock.pass(10_000);
    send({ kind: "taken" });
  }
}

function proofs(): Extract<EngineEvent, { kind: "proved" }>[] {
  return events.flatMap((event) => (event.kind === "proved" ? [event] : []));
}

function prove(parameters: readonly MatrixKey[], generation = 1): void {
  send({ kind: "prove", generation, parameters });
}

describe("prove", () => {
  it("tells of every parameter that it was asked for, in that order, with the numbers of the step", () => {
    load();
    send({ kind: "advance", unit: "step", count: 3 });
    send({ kind: "taken" });
    prove([W2, W1]);
    rest();
    expect(proofs().map(({ generation, step, verdict }) => [generation, step, verdict.parameter])).toEqual([
      [1, 3, W2],
      [1, 3, W1],
    ]);
    for (const { verdict } of proofs()) {
      expect(verdict).toMatchObject({ verdict: "proved", samples: 10, kinks: 0, unjudged: 0 });
      expect(verdict.steps).toBeLessThanOrEqual(1e-12);
      expect(verdict.backward).toBeLessThanOrEqual(1e-12);
      expect(verdict.differences).toBeLessThanOrEqual(1e-6);
    }
    expect(proofs().map(({ verdict }) => verdict.compared)).toEqual([4, 12]);
  });

  it("does not pause training: it waits until training rests, and takes the step it rests at", () => {
    load();
    send({ kind: "pace", stepsPerSecond: 100 });
    send({ kind: "play" });
    send({ kind: "taken" });
    prove([W1]);
    clock.pass(100);
    send({ kind: "taken" });
    expect(proofs()).toEqual([]);
    send({ kind: "pause" });
    send({ kind: "taken" });
    const frame = events.findLast((event) => event.kind === "frame")!.frame;
    expect(frame.status).toBe("paused");
    rest();
    expect(proofs().map(({ step }) => step)).toEqual([frame.step]);
  });

  it("is forgotten when training goes on, when another step is sought and when another experiment comes", () => {
    for (const superseding of [
      { kind: "play" },
      { kind: "go-to", step: 1 },
      { kind: "load", generation: 1, experiment: article },
    ] satisfies EngineCommand[]) {
      load();
      send({ kind: "advance", unit: "step", count: 3 });
      // Every piece of work takes longer than a slice.
      clock.tick = 20;
      send({ kind: "taken" });
      prove([W1, W2]);
      send({ kind: "taken" });
      send(superseding);
      clock.tick = 1;
      send({ kind: "pause" });
      rest();
      expect(proofs()).toEqual([]);
    }
  });

  it("of another generation is without effect", () => {
    load(article, 2);
    prove([W1], 1);
    rest();
    expect(proofs()).toEqual([]);
  });

  it("asked for again begins anew, with what is asked for then", () => {
    load();
    clock.tick = 20;
    prove([W1, W2]);
    send({ kind: "taken" });
    prove([W2]);
    clock.tick = 1;
    rest();
    expect(proofs().map(({ verdict }) => verdict.parameter)).toEqual([W2]);
  });

  it("tells of numbers that stand at a kink", () => {
    load({
      ...article,
      data: { kind: "table", X: [[1, 0]], Y: [[1]] },
      network: {
        bias: true,
        layers: [
          { units: 1, activation: "relu" },
          { units: 1, activation: "linear" },
        ],
      },
      // The unit's Z is exactly 0.
      weights: {
        kind: "given",
        layers: [
          { W: [[0], [1]], b: [0] },
          { W: [[1]], b: [0] },
        ],
      },
    });
    prove([b1, W1]);
    rest();
    expect(proofs().map(({ verdict }) => [verdict.verdict, verdict.compared, verdict.kinks])).toEqual([
      ["proved", 0, 1],
      ["proved", 1, 1],
    ]);
  });

  it("gives up on a network whose steps would take too long", () => {
    load({
      ...article,
      network: {
        bias: false,
        layers: [
          { units: 257, activation: "square" },
          { units: 1, activation: "linear" },
        ],
      },
    });
    prove([W1, W2]);
    rest();
    expect(proofs().map(({ verdict }) => verdict.verdict)).toEqual(["too large", "too large"]);
  });

  it("says where numbers are not finite", () => {
    load({
      ...article,
      data: { kind: "table", X: [[1e200, 0, 0]], Y: [[0]] },
      weights: { kind: "uniform", low: 1, high: 2 },
    });
    prove([W1]);
    rest();
    expect(proofs().map(({ verdict }) => verdict.verdict)).toEqual(["not finite"]);
  });

  it("before the first load is without effect", () => {
    prove([W1]);
    expect(events).toEqual([]);
  });
});
