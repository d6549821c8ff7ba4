import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { FrameMessage } from "../../../core/training/frame.ts";
import type { MatrixCheck } from "../../../core/training/gradient-check.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import {
  historyOf,
  loadedOf,
  messageOf,
  networkOf,
  numpyPass,
  type NumpyPass,
} from "../support/numpy-pass.ts";

const small = numpyPass("article network");
const large = numpyPass("tanh, bias, mse");

let engine: FakeEngine;
let display: FakeDisplay;
let player: Player;

beforeEach(() => {
  engine = new FakeEngine();
  display = new FakeDisplay();
  player = new Player(engine, display.schedule);
});

function experimentOf(pass: NumpyPass): Experiment {
  return { ...article, network: networkOf(pass) };
}

/** The engine answers a load and sends the first frame. */
function begin(pass: NumpyPass, generation: number, facts: Partial<FrameMessage> = {}): void {
  engine.say({ kind: "loaded", loaded: loadedOf(pass, generation) });
  send(pass, generation, facts);
}

function send(pass: NumpyPass, generation: number, facts: Partial<FrameMessage> = {}): void {
  engine.say({ kind: "frame", frame: messageOf(pass, { generation, ...facts }) });
}

describe("a player", () => {
  it("tells the engine its pace at once", () => {
    expect(engine.commands).toEqual([{ kind: "pace", stepsPerSecond: player.pace }]);
  });

  it("shows nothing before the first frame is drawn", () => {
    player.load(experimentOf(small));
    begin(small, 1);
    expect([player.stage, player.frame]).toEqual([null, null]);
    display.draw();
    expect(player.frame!.cost).toBe(small.costValue);
  });

  it("reads NumPy's numbers out of a frame", () => {
    player.load(experimentOf(small));
    begin(small, 1);
    display.draw();
    const { values } = player.frame!.matrix({ kind: "Z", layer: 0 });
    expect(Array.from(values)).toEqual(small["Z (before activation)"][0].flat());
  });

  it.each([
    ["play", () => player.play(), { kind: "play" }],
    ["pause", () => player.pause(), { kind: "pause" }],
    ["one step", () => player.advance("step"), { kind: "advance", unit: "step", count: 1 }],
    ["one epoch", () => player.advance("epoch"), { kind: "advance", unit: "epoch", count: 1 }],
    ["rewind", () => player.rewind(), { kind: "rewind" }],
    [
      "another learning rate",
      () => player.setLearningRate(0.5),
      { kind: "learning-rate", learningRate: 0.5 },
    ],
    ["no stop", () => player.setStop(null), { kind: "stop-at", stop: null }],
    ["full speed", () => player.setPace(null), { kind: "pace", stepsPerSecond: null }],
  ])("posts %s", (_, act, command) => {
    engine.forget();
    act();
    expect(engine.commands).toEqual([command]);
  });

  it("plays while its frame says so, and toggles to the other", () => {
    player.load(experimentOf(small));
    begin(small, 1);
    display.draw();
    engine.forget();
    player.toggle();
    send(small, 1, { status: "running", step: 1 });
    display.draw();
    expect(player.playing).toBe(true);
    player.toggle();
    expect(engine.kinds).toEqual(["play", "taken", "pause"]);
  });
});

describe("stage and frame", () => {
  beforeEach(() => {
    player.load(experimentOf(small));
    begin(small, 1, { history: historyOf([0, 5], [1, 4]) });
    display.draw();
    player.load(experimentOf(large));
  });

  it("stay while another experiment is built, and are known to be of the one before", () => {
    engine.say({ kind: "loaded", loaded: loadedOf(large, 2) });
    expect(player.stage!.network).toEqual(networkOf(small));
    expect(player.frame!.generation).toBe(1);
    expect(player.outdated).toBe(true);
    send(large, 2);
    display.draw();
    expect(player.outdated).toBe(false);
  });

  it("are not of the one before any more once the engine has refused another, or has crashed", () => {
    engine.say({ kind: "refused", generation: 2, problems: [] });
    expect(player.outdated).toBe(false);
    player.load(experimentOf(large));
    expect(player.outdated).toBe(true);
    engine.say({ kind: "crashed", message: "out of memory" });
    expect(player.outdated).toBe(false);
  });

  it("swap together with the first frame of the new one", () => {
    begin(large, 2);
    expect(player.stage!.loaded.generation).toBe(1);
    display.draw();
    expect(player.stage!.network).toEqual(networkOf(large));
    expect([player.stage!.loaded.generation, player.frame!.generation]).toEqual([2, 2]);
    expect(player.frame!.matrix({ kind: "b", layer: 0 }).columns).toBe(4);
  });

  it("keep the stage over the frames of one generation", () => {
    begin(large, 2);
    display.draw();
    const { stage } = player;
    send(large, 2, { step: 1 });
    display.draw();
    expect(player.stage).toBe(stage);
    expect(player.frame!.step).toBe(1);
  });

  it("begin with an empty history", () => {
    expect(player.history.even).toHaveLength(4);
    begin(large, 2);
    display.draw();
    expect([player.history.even.length, player.history.octaves.length]).toEqual([0, 0]);
  });
});

describe("the history", () => {
  it("stays when a frame brings none", () => {
    player.load(experimentOf(small));
    begin(small, 1, { history: historyOf([0, 5], [1, 4]) });
    display.draw();
    send(small, 1, { step: 2 });
    display.draw();
    expect([...player.history.even]).toEqual([0, 5, 1, 4]);
  });
});

describe("a frame of an older generation", () => {
  it("is acknowledged but not shown, when it comes after the new load", () => {
    player.load(experimentOf(small));
    begin(small, 1);
    display.draw();
    player.load(experimentOf(large));
    engine.forget();
    send(small, 1, { step: 9 });
    display.draw();
    expect(player.frame!.step).toBe(0);
    expect(engine.taken).toBe(1);
  });

  it("is acknowledged but not shown, when the new load comes before it is drawn", () => {
    player.load(experimentOf(small));
    begin(small, 1);
    player.load(experimentOf(large));
    engine.forget();
    display.draw();
    expect(player.frame).toBeNull();
    expect(engine.taken).toBe(1);
  });

  it("does not become the stage of the new one", () => {
    player.load(experimentOf(small));
    player.load(experimentOf(large));
    begin(small, 1);
    begin(large, 2);
    display.draw();
    expect(player.stage!.network).toEqual(networkOf(large));
    expect(player.frame!.generation).toBe(2);
    expect(engine.taken).toBe(2);
  });
});

describe("every frame", () => {
  it("is acknowledged exactly once, and not before it is drawn", () => {
    player.load(experimentOf(small));
    begin(small, 1);
    for (let step = 1; step <= 5; step++) {
      expect(engine.taken).toBe(step - 1);
      display.draw();
      expect(engine.taken).toBe(step);
      display.draw();
      expect(engine.taken).toBe(step);
      send(small, 1, { step });
    }
  });
});

describe("a refusal", () => {
  const problems = [
    { place: "data.id", code: "unknown-dataset", values: {}, message: "is not known" },
  ] as const;

  it("is shown, and what was on the screen stays", () => {
    player.load(experimentOf(small));
    begin(small, 1);
    display.draw();
    player.load(experimentOf(large));
    engine.say({ kind: "refused", generation: 2, problems });
    expect(player.problems).toEqual(problems);
    expect(player.frame!.generation).toBe(1);
  });

  it("of an experiment that is no longer open is not shown", () => {
    player.load(experimentOf(small));
    player.load(experimentOf(large));
    engine.say({ kind: "refused", generation: 1, problems });
    expect(player.problems).toEqual([]);
  });

  it("is gone with the next experiment that is shown", () => {
    player.load(experimentOf(small));
    engine.say({ kind: "refused", generation: 1, problems });
    player.load(experimentOf(large));
    begin(large, 2);
    display.draw();
    expect(player.problems).toEqual([]);
  });
});

describe("a crash", () => {
  beforeEach(() => {
    player.load(experimentOf(small));
    begin(small, 1, { status: "running", step: 3 });
    display.draw();
    engine.say({ kind: "crashed", message: "out of memory" });
    engine.forget();
  });

  it("is told, stops the playing, and leaves the last step on the screen", () => {
    expect(player.crash).toBe("out of memory");
    expect(player.playing).toBe(false);
    expect(player.frame!.step).toBe(3);
  });

  it("ends with a restart: a new engine gets the pace and the experiment, in a new generation", () => {
    const experiment = experimentOf(small);
    player.restart(experiment);
    expect(engine.restarts).toBe(1);
    expect(engine.commands).toEqual([
      { kind: "pace", stepsPerSecond: player.pace },
      { kind: "load", generation: 2, experiment },
    ]);
    expect(player.crash).toBeNull();
    begin(small, 2);
    display.draw();
    expect([player.frame!.step, player.playing]).toEqual([0, false]);
  });

  it("keeps the pace that was chosen", () => {
    player.setPace(1000);
    engine.forget();
    player.restart(experimentOf(small));
    expect(engine.commands[0]).toEqual({ kind: "pace", stepsPerSecond: 1000 });
  });
});

describe("playing", () => {
  it("is over as soon as another experiment is on its way, so that Play plays it", () => {
    player.load(experimentOf(small));
    begin(small, 1, { status: "running" });
    display.draw();
    expect(player.playing).toBe(true);
    player.load(experimentOf(large));
    expect(player.playing).toBe(false);
  });

  it("does not reach an engine that refused the open experiment and holds the one before", () => {
    player.load(experimentOf(small));
    engine.say({
      kind: "refused",
      generation: 1,
      problems: [{ place: "data", code: "shape", values: {}, message: "does not fit" }],
    });
    engine.forget();
    player.play();
    player.advance("step");
    expect(engine.commands).toEqual([]);
  });

  it("starts another stage only after what was looked at in the old one was left", () => {
    const heard: (string | null)[] = [];
    const engine = new FakeEngine();
    const watched: Player = new Player(
      engine,
      (draw) => draw(),
      () => heard.push(watched.stage && "old"),
    );
    watched.load(experimentOf(small));
    engine.say({ kind: "loaded", loaded: loadedOf(small, 1) });
    engine.say({ kind: "frame", frame: messageOf(small, { generation: 1 }) });
    expect(heard).toEqual([null]);
    expect(watched.stage).not.toBeNull();
  });
});

describe("a check", () => {
  const check = { largest: 0, ok: true, matrices: [] };
  const cell = { key: { kind: "dW", layer: 1 }, row: 3, column: 0 } as const;
  const one: MatrixCheck = {
    matrix: cell.key,
    rows: 4,
    columns: 1,
    largest: 0,
    row: 3,
    column: 0,
    analytic: 1,
    numeric: 1,
    noise: 0,
    compared: 1,
    kinks: 0,
    unjudged: 0,
    cells: {
      positions: Uint32Array.of(3),
      analytic: Float64Array.of(1),
      low: Float64Array.of(1),
      high: Float64Array.of(1),
      differences: new Float64Array(1),
      noise: new Float64Array(1),
      kinks: new Uint8Array(1),
    },
  };

  beforeEach(() => {
    player.load(experimentOf(small));
    begin(small, 1);
    display.draw();
    engine.forget();
  });

  it("is asked for, awaited, and known", () => {
    player.check();
    expect([engine.kinds, player.checks.checking]).toEqual([["check"], true]);
    engine.say({ kind: "checked", generation: 1, step: 0, check });
    display.draw();
    expect([player.checks.checking, player.checks.whole]).toEqual([false, { step: 0, check }]);
  });

  it("of one number names it, and is kept beside others of its step alone", () => {
    player.checkCell(cell);
    expect(engine.commands).toEqual([
      { kind: "check-cell", generation: 1, matrix: cell.key, row: 3, column: 0 },
    ]);
    expect(player.checks.checkingCell).toBe(true);
    const other = { ...one, row: 2 };
    engine.say({ kind: "cell-checked", generation: 1, step: 0, check: one });
    engine.say({ kind: "cell-checked", generation: 1, step: 0, check: other });
    display.draw();
    expect(player.checks.checkingCell).toBe(false);
    expect(player.checks.cells.map(({ check }) => check)).toEqual([one, other]);
    engine.say({ kind: "cell-checked", generation: 1, step: 4, check: one });
    display.draw();
    expect(player.checks.cells).toEqual([{ step: 4, check: one }]);
  });

  it("that comes before the first frame of its training is drawn is not lost", () => {
    player.load(experimentOf(large));
    begin(large, 2);
    engine.say({ kind: "checked", generation: 2, step: 0, check });
    display.draw();
    expect(player.checks.whole).toEqual({ step: 0, check });
  });

  it("of a training that is no longer open is not taken", () => {
    engine.say({ kind: "checked", generation: 1, step: 0, check });
    player.load(experimentOf(large));
    display.draw();
    expect(player.checks.whole).toBeNull();
  });

  it("is forgotten with the branch it belongs to", () => {
    engine.say({ kind: "checked", generation: 1, step: 2, check });
    engine.say({ kind: "cell-checked", generation: 1, step: 2, check: one });
    send(small, 1, { step: 3, ghost: historyOf([2, 5], [3, 4]) });
    display.draw();
    expect([player.checks.whole, player.checks.cells]).toEqual([null, []]);
  });

  it("unasked is wanted or not, also of a new engine", () => {
    player.keepChecked(true);
    expect(engine.commands).toEqual([{ kind: "keep-checked", on: true }]);
    engine.say({ kind: "crashed", message: "out of memory" });
    engine.forget();
    player.restart(experimentOf(small));
    expect(engine.kinds).toEqual(["pace", "keep-checked", "load"]);
    engine.forget();
    player.keepChecked(false);
    expect(engine.commands).toEqual([{ kind: "keep-checked", on: false }]);
  });

  it("that a crash left without an answer is no longer awaited", () => {
    player.check();
    player.checkCell(cell);
    engine.say({ kind: "crashed", message: "out of memory" });
    expect([player.checks.checking, player.checks.checkingCell]).toEqual([false, false]);
  });
});

describe("with updates off", () => {
  beforeEach(() => {
    player.load(experimentOf(small));
    begin(small, 1, { history: historyOf([0, 5]) });
    display.draw();
    player.setUpdates(false);
    player.play();
    engine.forget();
  });

  const run = (step: number, facts: Partial<FrameMessage> = {}): void =>
    send(small, 1, { status: "running", step, latest: step, ...facts });

  it("training goes as fast as it can, and at the chosen pace again once they are on", () => {
    player.setPace(10);
    player.setUpdates(true);
    expect(engine.commands).toEqual([
      { kind: "pace", stepsPerSecond: null },
      { kind: "pace", stepsPerSecond: 10 },
    ]);
  });

  it("step goes on, at the pace of resting views, and what is drawn stays", () => {
    run(100, { history: historyOf([0, 5], [100, 1]) });
    display.draw();
    expect(player.now?.step).toBe(0);
    display.rest();
    expect([player.now?.step, player.frame?.step]).toEqual([100, 0]);
    expect([player.playing, player.resting]).toEqual([true, true]);
    expect(player.history).toEqual(historyOf([0, 5]));
    expect(engine.taken).toBe(1);
  });

  it("views follow as soon as training rests, curve and all", () => {
    run(100, { history: historyOf([0, 5], [100, 1]) });
    display.rest();
    send(small, 1, { status: "stopped", step: 200, latest: 200 });
    display.draw();
    expect([player.now?.step, player.frame?.step, player.resting]).toEqual([200, 200, false]);
    expect(player.history).toEqual(historyOf([0, 5], [100, 1]));
  });

  it("a command does not wait for the frame before it", () => {
    run(100);
    player.pause();
    expect(engine.kinds).toEqual(["pause", "taken"]);
    display.rest();
    expect(engine.taken).toBe(1);
  });

  it("turned on while training runs, views follow again", () => {
    run(100);
    display.rest();
    player.setUpdates(true);
    run(130);
    display.draw();
    expect([player.frame?.step, player.resting]).toEqual([130, false]);
  });

  it("another experiment is shown at its start", () => {
    player.load(experimentOf(large));
    begin(large, 2);
    display.draw();
    expect(player.stage?.network).toEqual(networkOf(large));
    expect(player.frame?.generation).toBe(2);
  });

  it("a restarted engine is told so again", () => {
    player.restart(experimentOf(small));
    expect(engine.commands[0]).toEqual({ kind: "pace", stepsPerSecond: null });
  });
});
