import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { TrainingStatus } from "../../core/training/frame.ts";
import type { EngineEvent } from "../../core/training/protocol.ts";
import type { WorkerCrash } from "../../electron/contract.ts";
import { setupTraining, type Training } from "../../electron/training.ts";
import { buildShell } from "../support/built-shell.ts";
import { waitUntil } from "../support/wait.ts";

/*
 * The real worker: the core engine in a thread of its own, bundled as for the desktop.
 */

const experiment: Experiment = {
  format: "rematrix",
  version: 1,
  name: "Iris",
  notes: "",
  seed: 1,
  data: { kind: "dataset", id: "iris" },
  split: null,
  scaling: "none",
  network: {
    bias: true,
    layers: [
      { units: 8, activation: "tanh" },
      { units: 3, activation: "sigmoid" },
    ],
  },
  weights: { kind: "uniform", low: -1, high: 1 },
  cost: "mse",
  training: { optimizer: { kind: "sgd", learningRate: 0.01 }, batch: "full", stop: null },
};

let file: string;
let training: Training;
let events: (EngineEvent | WorkerCrash)[];

beforeAll(async () => {
  file = join(await buildShell(), "training-worker.mjs");
}, 60_000);

beforeEach(() => {
  events = [];
  training = setupTraining(file, (event) => {
    events.push(event);
    if (event.kind === "frame") training.post({ kind: "taken" });
  });
  training.post({ kind: "load", generation: 1, experiment });
});

afterAll(() => training.end());

/** The statuses of the frames so far. */
const statuses = (): TrainingStatus[] =>
  events.flatMap((event) => (event.kind === "frame" ? [event.frame.status] : []));

const untilStatus = (status: TrainingStatus): Promise<unknown> =>
  waitUntil(() => statuses().at(-1) === status, { interval: 2 });

describe("the desktop's training worker", () => {
  test("reads the data set it carries, and shows the start", async () => {
    await untilStatus("paused");
    training.end();
    expect(events[0]).toMatchObject({ kind: "loaded", loaded: { samples: 150, features: 4, targets: 3 } });
    expect(events[1]).toMatchObject({ kind: "frame", frame: { step: 0 } });
  });

  test("answers a pause within a second while it trains at full speed", async () => {
    await untilStatus("paused");
    training.post({ kind: "play" });
    await untilStatus("running");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    training.post({ kind: "pause" });
    await untilStatus("paused");
    const waited = performance.now() - asked;
    training.end();
    expect(waited).toBeLessThan(1000);
  });
});
