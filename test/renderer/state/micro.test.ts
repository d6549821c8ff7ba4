import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { nameMatrices, type MatrixKey } from "../../../core/network/names.ts";
import type { Frame } from "../../../core/training/frame.ts";
import { readCell } from "../../../renderer/chain/picture.ts";
import type { MicroFacts } from "../../../renderer/state/micro-picture.svelte.ts";
import { Micro } from "../../../renderer/state/micro.svelte.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { FakeMotion } from "../support/fake-motion.ts";
import { readNumber } from "../support/lab-numbers.ts";
import { LiveEngine } from "../support/live-engine.ts";

const RATE = 0.0003;
const W1: MatrixKey = { kind: "W", layer: 0 };
const dW1: MatrixKey = { kind: "dW", layer: 0 };

let engine: LiveEngine;
let motion: FakeMotion;
let player: Player;
let micro: Micro;
let experiment: Experiment;
const facts: MicroFacts = {
  get experiment() {
    return experiment;
  },
  get nameOf() {
    return nameMatrices(experiment.network.layers);
  },
};

function begin(change: Partial<Experiment> = {}, reduced = false): void {
  experiment = { ...article, ...change };
  engine = new LiveEngine();
  motion = new FakeMotion();
  motion.reduced = reduced;
  player = new Player(engine, (callback) => callback());
  micro = new Micro(player, facts, motion);
  player.onFrame = (frame) => micro.take(frame);
  player.load(experiment);
  engine.settle();
}

beforeEach(() => begin());

/** Opens the micro-steps of step 0 and lets the first one come to its end. */
function open(): void {
  micro.start();
  motion.finish();
}

/** On to the micro-step of this number, complete. */
function goOnTo(index: number): void {
  while (micro.picture.index < index) {
    micro.next();
    micro.skip();
  }
}

/** Makes the round's update. */
function makeUpdate(): void {
  goOnTo(micro.picture.lastIndex);
  engine.settle();
}

const kindOf = () => micro.picture.step?.kind;
const phase = () => micro.picture.beat?.phase;
const hidden = () =>
  micro.picture.steps
    .flatMap(({ targets }) => targets.map(({ key }) => key))
    .filter((key) => micro.hides(key))
    .map(({ kind, layer }) => `${kind}${layer}`);
const number = (key: MatrixKey, row = 0, column = 0) => readCell(micro.picture.frame!, { key, row, column });
const copy = (frame: Frame, key: MatrixKey) => Array.from(frame.matrix(key).values);

describe("opening", () => {
  it("begins at the first micro-step of the step on the screen", () => {
    micro.start();
    expect([micro.open, micro.picture.index, kindOf(), phase()]).toEqual([true, 0, "product", "row"]);
    expect(micro.picture.steps).toHaveLength(11);
  });

  it("hides every matrix that is not computed yet, and no other", () => {
    micro.start();
    expect(hidden()).toEqual(["Z0", "H0", "Z1", "H1", "error0", "cost0", "D1", "dW1", "D0", "dW0"]);
    expect(micro.hides(W1)).toBe(false);
    expect(micro.hides({ kind: "X", layer: 0 })).toBe(false);
  });

  it("pauses training first", () => {
    player.play();
    engine.settle(20);
    expect(player.playing).toBe(true);
    micro.start();
    expect([micro.open, micro.busy, micro.picture.step]).toEqual([true, true, null]);
    engine.settle();
    expect(player.playing).toBe(false);
    expect([micro.busy, kindOf()]).toEqual([false, "product"]);
    expect(micro.picture.round).toBe(player.frame);
    expect(player.frame!.step).toBeGreaterThan(0);
  });

  it("is not possible before there is a frame", () => {
    player = new Player(new LiveEngine(), (callback) => callback());
    micro = new Micro(player, facts, motion);
    micro.start();
    expect(micro.open).toBe(false);
  });

  it("shows nothing of it any more when it is closed", () => {
    open();
    micro.toggle();
    expect([micro.open, micro.picture.frame, micro.picture.look, motion.running]).toEqual([
      false,
      null,
      null,
      false,
    ]);
    expect(hidden()).toEqual([]);
  });
});

describe("a micro-step", () => {
  it("shows its first cell slowly, then the rest row by row, by itself", () => {
    micro.start();
    const phases: string[] = [];
    do phases.push(`${phase()} ${micro.picture.beat!.terms} ${micro.picture.beat!.rows}`);
    while (motion.tick());
    expect(phases.slice(0, 6)).toEqual([
      "row 0 0",
      "column 0 0",
      "terms 1 0",
      "terms 2 0",
      "terms 3 0",
      "landed 3 0",
    ]);
    expect(phases.slice(6, -1)).toEqual(Array.from({ length: 9 }, (_, row) => `rest 3 ${row + 1}`));
    expect(phases.at(-1)).toBe("done 3 10");
    expect(micro.picture.index).toBe(0);
  });

  it("spells its first cell term by term", () => {
    micro.start();
    const counted: (string | undefined)[] = [];
    while (phase() !== "rest") {
      counted.push(micro.picture.lines[1]);
      motion.tick();
    }
    expect(counted.slice(0, 2)).toEqual([undefined, undefined]);
    expect(counted.slice(2, 5).map((line) => line!.split(" + ").length)).toEqual([2, 3, 3]);
    expect(counted[2]).toMatch(/…$/);
    expect(counted[4]).not.toContain("…");
    expect(readNumber(micro.picture.lines[2].slice(2))).toBeCloseTo(number({ kind: "Z", layer: 0 }), 4);
  });

  it("is cut short by skip, shown again by replay, and left by next", () => {
    micro.start();
    micro.skip();
    expect([phase(), motion.running]).toEqual(["done", false]);
    micro.replay();
    expect([phase(), motion.running]).toEqual(["row", true]);
    micro.next();
    expect([micro.picture.index, phase()]).toEqual([1, "sources"]);
  });

  it("leaves the one before it complete when it is gone back from", () => {
    open();
    goOnTo(4);
    micro.back();
    expect([micro.picture.index, phase(), motion.running]).toEqual([3, "done", false]);
    expect(hidden()).toEqual(["error0", "cost0", "D1", "dW1", "D0", "dW0"]);
  });

  it("cannot be gone back from at the start of training", () => {
    open();
    expect(micro.canGoBack).toBe(false);
    micro.back();
    expect(micro.picture.index).toBe(0);
    expect(engine.posted).not.toContain("go-to");
  });

  it("is gone to from anywhere in the round", () => {
    open();
    micro.goTo(7);
    expect([kindOf(), micro.picture.step!.layer, phase()]).toEqual(["gradient", 1, "row"]);
    expect(hidden()).toEqual(["dW1", "D0", "dW0"]);
    micro.goTo(11);
    expect(micro.picture.index).toBe(7);
  });
});

describe("the update", () => {
  it("adds μ·δW to every weight, to the last bit, and shows the rest as it was", () => {
    open();
    const before = copy(micro.picture.frame!, W1);
    const delta = copy(micro.picture.round!, dW1).map((slope) => 0 - slope);
    const A = copy(micro.picture.frame!, { kind: "Z", layer: 0 });
    makeUpdate();
    expect([micro.made, phase(), player.frame!.step]).toEqual([true, "done", 1]);
    expect(copy(micro.picture.frame!, W1)).toEqual(before.map((w, at) => w + RATE * delta[at]));
    expect(copy(micro.picture.frame!, { kind: "Z", layer: 0 })).toEqual(A);
    expect(copy(player.frame!, { kind: "Z", layer: 0 })).not.toEqual(A);
  });

  it("is made by itself when its first cell has been shown", () => {
    open();
    goOnTo(9);
    micro.next();
    expect([kindOf(), phase()]).toEqual(["update", "sources"]);
    motion.finish();
    expect(micro.busy).toBe(true);
    engine.settle();
    expect([micro.busy, micro.made]).toEqual([false, true]);
    expect(engine.posted.filter((kind) => kind === "advance")).toHaveLength(1);
  });

  it("spells what the engine then makes", () => {
    open();
    goOnTo(9);
    micro.next();
    motion.tick();
    const foretold = micro.picture.lines;
    motion.tick();
    engine.settle();
    expect(micro.picture.lines).toEqual(foretold);
    expect(foretold[0]).toBe("W1[0,0] ⇐ W1[0,0] + μ·deltaW1[0,0]");
  });

  it("takes no other key while the engine is at it", () => {
    open();
    goOnTo(10);
    expect(micro.busy).toBe(true);
    micro.next();
    micro.back();
    micro.skip();
    micro.replay();
    engine.settle();
    expect([micro.made, micro.picture.index]).toEqual([true, 10]);
  });

  it("is followed by the next round, with the new weights", () => {
    open();
    makeUpdate();
    micro.next();
    expect([micro.made, micro.picture.index, micro.picture.round!.step]).toEqual([false, 0, 1]);
    expect(copy(micro.picture.frame!, W1)).toEqual(copy(player.frame!, W1));
    expect(hidden()).toContain("Z0");
  });

  it("is taken back by back", () => {
    open();
    const before = copy(micro.picture.frame!, W1);
    makeUpdate();
    micro.back();
    engine.settle();
    expect([micro.made, micro.picture.index, phase(), player.frame!.step]).toEqual([false, 9, "done", 0]);
    expect(copy(micro.picture.frame!, W1)).toEqual(before);
  });

  it("of the step before comes back from the first micro-step, and can be made again", () => {
    open();
    const start = copy(micro.picture.frame!, W1);
    makeUpdate();
    const after = copy(micro.picture.frame!, W1);
    micro.next();
    micro.back();
    engine.settle();
    expect([kindOf(), micro.made, player.frame!.step, motion.running]).toEqual(["update", false, 0, false]);
    expect(copy(micro.picture.frame!, W1)).toEqual(start);
    micro.next();
    engine.settle();
    expect([micro.made, player.frame!.step]).toEqual([true, 1]);
    expect(copy(micro.picture.frame!, W1)).toEqual(after);
  });

  it("is taken back and made again by replay", () => {
    open();
    makeUpdate();
    micro.replay();
    engine.settle();
    expect([kindOf(), micro.made, phase(), player.frame!.step]).toEqual(["update", false, "sources", 0]);
    motion.finish();
    engine.settle();
    expect([micro.made, player.frame!.step]).toEqual([true, 1]);
  });

  it("is made at once with the whole step, whatever micro-step is on the screen", () => {
    open();
    goOnTo(3);
    micro.wholeStep();
    engine.settle();
    expect([micro.picture.index, micro.picture.round!.step, micro.made]).toEqual([0, 1, false]);
    makeUpdate();
    micro.wholeStep();
    expect([micro.picture.index, micro.picture.round!.step]).toEqual([0, 2]);
  });

  it("that breaks the numbers leaves the round as it is", () => {
    begin({ training: { ...article.training, optimizer: { kind: "sgd", learningRate: 1e300 } } });
    open();
    makeUpdate();
    expect(player.frame!.status).toBe("diverged");
    expect([micro.open, micro.busy, micro.made, kindOf()]).toEqual([true, false, false, "update"]);
  });

  it("goes beyond a stop that was reached", () => {
    begin({ training: { ...article.training, stop: { steps: 1 } } });
    open();
    makeUpdate();
    expect([micro.made, player.frame!.status]).toEqual([true, "stopped"]);
    micro.next();
    makeUpdate();
    expect([micro.made, player.frame!.step]).toEqual([true, 2]);
  });
});

describe("in batches", () => {
  beforeEach(() => begin({ training: { ...article.training, batch: 4 } }));

  it("the pass is of all samples, and the update that of the engine's batch", () => {
    open();
    expect(micro.picture.batch).toBe(4);
    expect(micro.picture.frame!.matrix({ kind: "Z", layer: 0 }).rows).toBe(10);
    const [before, delta] = [number(W1), number(dW1)];
    makeUpdate();
    expect(number(W1)).toBe(readCell(player.frame!, { key: W1, row: 0, column: 0 }));
    expect(number(W1)).not.toBe(before + RATE * delta);
  });

  it("the update says what changed instead of a sum that would not add up", () => {
    open();
    makeUpdate();
    expect(micro.picture.lines[0]).toBe("W ⇐ W + μ·δW");
    expect(micro.picture.lines[1]).toMatch(/^W1\[0,0\]: .+ → .+\d$/);
  });

  it("a batch of all samples is no batch", () => {
    begin({ training: { ...article.training, batch: 10 } });
    open();
    expect(micro.picture.batch).toBeNull();
  });
});

describe("with reduced motion", () => {
  beforeEach(() => begin({}, true));

  it("nothing happens by itself", () => {
    micro.start();
    expect([phase(), motion.running]).toEqual(["row", false]);
  });

  it("next and back go through the states of the first cell, and the rest comes at once", () => {
    micro.start();
    const phases = [phase()];
    while (micro.picture.index === 0) {
      micro.next();
      phases.push(phase());
    }
    expect(phases).toEqual(["row", "column", "terms", "terms", "terms", "landed", "done", "sources"]);
    expect(micro.picture.index).toBe(1);
    for (const expected of ["done", "landed", "terms"]) {
      micro.back();
      expect([micro.picture.index, phase()]).toEqual([0, expected]);
    }
  });

  it("skip gives the result at once", () => {
    micro.start();
    micro.skip();
    expect([micro.picture.index, phase()]).toEqual([0, "done"]);
  });

  it("the update is made after its first cell was shown, and back takes it back", () => {
    micro.start();
    goOnTo(9);
    for (let press = 0; press < 2; press++) micro.next();
    expect([kindOf(), phase(), player.frame!.step]).toEqual(["update", "landed", 0]);
    micro.next();
    engine.settle();
    expect([micro.made, player.frame!.step]).toEqual([true, 1]);
    micro.back();
    engine.settle();
    expect([kindOf(), phase(), micro.made, player.frame!.step]).toEqual(["update", "landed", false, 0]);
  });
});

describe("what happens elsewhere", () => {
  it("a step made by the transport begins another round", () => {
    open();
    goOnTo(5);
    player.advance("step");
    engine.settle();
    expect([micro.open, micro.picture.index, micro.picture.round!.step]).toEqual([true, 0, 1]);
  });

  it("another step of the past does, too", () => {
    open();
    makeUpdate();
    micro.next();
    player.goTo(0);
    engine.settle();
    expect([micro.picture.index, micro.picture.round!.step]).toEqual([0, 0]);
  });

  it("playing closes the micro-steps", () => {
    open();
    player.play();
    engine.settle(30);
    expect(micro.open).toBe(false);
  });

  it("another experiment begins at its first micro-step, with its own formulas", () => {
    open();
    goOnTo(5);
    experiment = { ...article, network: { ...article.network, bias: true } };
    player.load(experiment);
    engine.settle();
    expect([micro.picture.index, micro.picture.steps.length]).toEqual([0, 13]);
    expect(micro.picture.steps[0].numpy).toEqual(["A = X @ W1 + b1"]);
  });

  it("another learning rate is that of the update at once", () => {
    open();
    player.setLearningRate(0.001);
    engine.settle();
    expect(micro.picture.steps.at(-1)!.numpy[0]).toBe("rate = 0.001");
    expect(micro.picture.index).toBe(0);
  });
});

describe("a cell that is looked at", () => {
  it("is spelled by the micro-step that made it, in full", () => {
    open();
    goOnTo(9);
    const lines = micro.picture.spell({ key: dW1, row: 2, column: 3 })!;
    expect(lines[0]).toMatch(/^deltaW1\[2,3\] = 2·\(X\[0,2\]·D1\[0,3\] \+ /);
    const [spelled, exact] = [readNumber(lines[2].slice(2)), number(dW1, 2, 3)];
    expect(Math.abs(spelled - exact)).toBeLessThan(1e-4 * Math.abs(exact));
  });

  it("is not spelled before it is made, nor where nothing makes it", () => {
    open();
    expect(micro.picture.spell({ key: dW1, row: 0, column: 0 })).toBeNull();
    expect(micro.picture.spell({ key: { kind: "X", layer: 0 }, row: 0, column: 0 })).toBeNull();
    expect(micro.picture.spell({ key: W1, row: 0, column: 0 })).toBeNull();
  });
});
