import { beforeEach, describe, expect, it } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { writeExperiment } from "../../../core/experiment/write-experiment.ts";
import { Engine } from "../../../core/training/engine.ts";
import type { FrameMessage } from "../../../core/training/frame.ts";
import type { EngineCommand, EngineEvent } from "../../../core/training/protocol.ts";
import { buffersOfRun, type SavedRun } from "../../../core/training/saved-run.ts";
import { fileAt } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { FakeClock } from "../../support/fake-clock.ts";

const experiment: Experiment = { ...article, training: { ...article.training, stop: null } };

let clock: FakeClock;
let events: EngineEvent[];
let transfers: ArrayBuffer[][];
let engine: Engine;
/** Reads files, until a test says otherwise. */
let unpack: typeof readArchive;

beforeEach(() => {
  clock = new FakeClock();
  events = [];
  transfers = [];
  unpack = readArchive;
  engine = new Engine({
    post: (event, transfer) => {
      events.push(event);
      transfers.push(transfer);
      if (event.kind === "frame") clock.defer(() => engine.receive({ kind: "taken" }), 0);
    },
    clock,
    datasets: () => Promise.reject(new Error("no data set was asked for")),
    pack: writeArchive,
    unpack: (file) => unpack(file),
  });
});

function send(...commands: EngineCommand[]): void {
  commands.forEach((command) => engine.receive(command));
}

function rest(): FrameMessage {
  while (clock.turn());
  return lastFrame();
}

function lastFrame(): FrameMessage {
  const frames = events.flatMap((event) => (event.kind === "frame" ? [event.frame] : []));
  return frames[frames.length - 1];
}

const load = (generation = 1): EngineCommand => ({ kind: "load", generation, experiment });
const save = (change: Partial<Experiment> = {}, generation = 1): EngineCommand => ({
  kind: "save",
  generation,
  experiment: { ...experiment, ...change },
});
const advance = (count: number): EngineCommand => ({ kind: "advance", unit: "step", count });

/** The answers to `save`. */
function answers(): Extract<EngineEvent, { kind: "saved" }>[] {
  return events.flatMap((event) => (event.kind === "saved" ? [event] : []));
}

function savedRun(bytes: Uint8Array): SavedRun {
  const { saved } = valueOf(readArchive(bytes));
  if (saved === null) throw new Error("the file holds no run");
  return saved;
}

describe("save", () => {
  it("answers with the bytes of a file, which are handed over", () => {
    send(load(), advance(400));
    rest();
    send(save());
    const [answer] = answers();
    expect(answer).toMatchObject({ kind: "saved", generation: 1, step: 400 });
    const bytes = valueOf(answer.file);
    expect(bytes).toEqual(fileAt(experiment, 400));
    expect(transfers[events.indexOf(answer)]).toEqual([bytes.buffer]);
  });

  it("takes the experiment as it is by now", () => {
    send(load(), save({ name: "Renamed", notes: "since" }));
    const { experiment: read } = valueOf(readArchive(valueOf(answers()[0].file)));
    expect(read).toEqual({ ...experiment, name: "Renamed", notes: "since" });
  });

  it("does not hold training up, and changes nothing of it", () => {
    send(load(), { kind: "play" });
    for (let turn = 0; turn < 10; turn++) clock.turn();
    send(save());
    const { step, file } = answers()[0];
    expect(step).toBeGreaterThan(0);
    expect(savedRun(valueOf(file)).state.trainer.step).toBe(step);
    for (let turn = 0; turn < 10; turn++) clock.turn();
    send({ kind: "pause" });
    expect(rest().step).toBeGreaterThan(step);
  });

  it("waits until a past step is reached", () => {
    send(load(), advance(5000));
    rest();
    send({ kind: "go-to", step: 4321 }, save());
    rest();
    const { step, file } = answers()[0];
    expect(step).toBe(4321);
    const { state } = savedRun(valueOf(file));
    expect([state.trainer.step, state.branch.latest]).toEqual([4321, 5000]);
  });

  it("of another generation, of another network or of nothing is refused", () => {
    send(save());
    send(load(), save({}, 2));
    send(save({ network: { ...experiment.network, bias: true } }));
    expect(answers().map(({ file }) => file)).toMatchObject([
      { ok: false, problems: [{ message: "is not the one that is being trained" }] },
      { ok: false, problems: [{ message: "is not the one that is being trained" }] },
      { ok: false, problems: [{ place: "run.json: parameters" }] },
    ]);
  });
});

describe("load with a saved run", () => {
  it("shows where it stands, with its whole curve, paused", () => {
    const saved = savedRun(fileAt(experiment, 400));
    send({ kind: "load", generation: 3, experiment, saved });
    const frame = rest();
    expect(frame).toMatchObject({ generation: 3, step: 400, latest: 400, status: "paused", forks: false });
    expect(frame.history?.even).toHaveLength(2 * 401);
  });

  it("goes on bit for bit as if it had never been interrupted", () => {
    send({ kind: "load", generation: 1, experiment, saved: savedRun(fileAt(experiment, 400)) }, advance(600));
    rest();
    send(save());
    expect(valueOf(answers()[0].file)).toEqual(fileAt(experiment, 1000));
  });

  it("survives the way to a worker", () => {
    const saved = savedRun(fileAt({ ...experiment, training: { ...experiment.training, batch: 4 } }, 10));
    const sent = structuredClone(saved, { transfer: buffersOfRun(saved) });
    expect(saved.samples.X).toHaveLength(0);
    const batched = { ...experiment, training: { ...experiment.training, batch: 4 } };
    send({ kind: "load", generation: 1, experiment: batched, saved: sent });
    expect(rest()).toMatchObject({ step: 10 });
  });

  it("brings steps before it back", () => {
    send({ kind: "load", generation: 1, experiment, saved: savedRun(fileAt(experiment, 400)) });
    send({ kind: "go-to", step: 17 });
    const back = rest();
    expect([back.step, back.latest]).toEqual([17, 400]);
    send(load(2), advance(17));
    const straight = rest();
    expect([straight.generation, straight.values]).toEqual([2, back.values]);
  });

  it("that contradicts the experiment is refused, and what was there stays", () => {
    send(load(1), advance(3));
    rest();
    const saved = savedRun(fileAt(experiment, 400));
    send({ kind: "load", generation: 2, experiment: { ...experiment, seed: 2 }, saved });
    expect(events.at(-1)).toMatchObject({
      kind: "refused",
      generation: 2,
      problems: [{ place: "X.npy" }, {}],
    });
    send(advance(1));
    expect(rest()).toMatchObject({ generation: 1, step: 4 });
  });
});

describe("open", () => {
  const open = (file: Uint8Array, generation = 2): EngineCommand => ({ kind: "open", generation, file });

  it("of an experiment file answers with its experiment and goes on where its run stands", () => {
    send(load(), open(fileAt({ ...experiment, name: "Kept" }, 400)));
    expect(events.filter(({ kind }) => kind === "opened")).toEqual([
      { kind: "opened", generation: 2, experiment: { ...experiment, name: "Kept" }, runs: [], latest: 400 },
    ]);
    expect(rest()).toMatchObject({ generation: 2, step: 400 });
    send(advance(600));
    rest();
    send(save({ name: "Kept" }, 2));
    expect(valueOf(answers().at(-1)!.file)).toEqual(fileAt({ ...experiment, name: "Kept" }, 1000));
  });

  it("of a plain experiment shows its start", () => {
    send(load(), advance(3), open(new TextEncoder().encode(writeExperiment(experiment))));
    expect(events.find(({ kind }) => kind === "opened")).toMatchObject({ latest: 0 });
    expect(rest()).toMatchObject({ generation: 2, step: 0 });
  });

  it("of a damaged file is refused with the place, and training goes on", () => {
    send(load(), { kind: "play" });
    for (let turn = 0; turn < 10; turn++) clock.turn();
    send(open(fileAt(experiment, 400).subarray(0, 500)));
    expect(events.at(-1)).toMatchObject({ kind: "refused", generation: 2, problems: [{ code: "damaged" }] });
    const { step } = lastFrame();
    for (let turn = 0; turn < 10; turn++) clock.turn();
    send({ kind: "pause" });
    const after = rest();
    expect(after.generation).toBe(1);
    expect(after.step).toBeGreaterThan(step);
  });

  it("of more than the machine's memory holds is refused, and what was there stays", () => {
    unpack = () => {
      throw new RangeError("Array buffer allocation failed");
    };
    send(load(), open(new Uint8Array()));
    expect(events.at(-1)).toMatchObject({ kind: "refused", problems: [{ code: "too-large" }] });
    expect(rest()).toMatchObject({ generation: 1, step: 0 });
  });
});

describe("autosave", () => {
  const autosave = (change: Partial<Experiment> = {}, generation = 1): EngineCommand => ({
    kind: "autosave",
    generation,
    experiment: { ...experiment, ...change },
    runs: [],
  });
  const kept = (): Extract<EngineEvent, { kind: "autosaved" }>[] =>
    events.flatMap((event) => (event.kind === "autosaved" ? [event] : []));

  it("hands out a file a moment later, and nothing more while nothing is new", () => {
    send(load(), advance(400));
    rest();
    send(autosave({ name: "Kept" }));
    expect(kept()).toEqual([]);
    rest();
    expect(kept()).toEqual([
      { kind: "autosaved", generation: 1, latest: 400, file: fileAt({ ...experiment, name: "Kept" }, 400) },
    ]);
    expect(transfers[events.indexOf(kept()[0])]).toEqual([kept()[0].file.buffer]);
  });

  it("comes every few seconds while training, and once more when it rests", () => {
    send(load(), { kind: "pace", stepsPerSecond: 100 }, autosave(), { kind: "play" });
    clock.pass(10_000);
    const times = kept().length;
    expect(times).toBeGreaterThan(1);
    expect(times).toBeLessThan(6);
    send({ kind: "pause" });
    const { latest } = rest();
    expect(kept().at(-1)!.latest).toBe(latest);
    expect(kept().length).toBe(times + 1);
  });

  it("keeps edits in a row once, the last of them", () => {
    send(load(), autosave({ name: "One" }), autosave({ name: "Two" }));
    rest();
    expect(kept().map(({ file }) => valueOf(readArchive(file)).experiment.name)).toEqual(["Two"]);
  });

  it("of another generation hands out nothing until that is loaded", () => {
    send(load(), autosave({}, 2));
    rest();
    expect(kept()).toEqual([]);
    send(load(2));
    rest();
    expect(kept()).toMatchObject([{ generation: 2, latest: 0 }]);
  });

  it("changes nothing of the training", () => {
    send(load(), autosave(), advance(600));
    rest();
    send(autosave(), advance(400));
    rest();
    send(save());
    expect(valueOf(answers()[0].file)).toEqual(fileAt(experiment, 1000));
  });
});
