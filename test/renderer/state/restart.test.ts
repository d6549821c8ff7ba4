import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { LiveEngine } from "../support/live-engine.ts";

/** Momentum, so that weights alone would not go on to the same numbers. */
const experiment: Experiment = {
  ...article,
  training: { ...article.training, optimizer: { kind: "momentum", learningRate: 0.0001, momentum: 0.9 } },
};

let engine: LiveEngine;
let player: Player;

beforeEach(() => {
  engine = new LiveEngine();
  player = new Player(engine, (callback) => callback());
  player.load(experiment);
  engine.settle();
});

function train(steps: number): void {
  for (let step = 0; step < steps; step++) {
    player.advance("step");
    engine.settle();
  }
}

async function keepFile(changed = experiment): Promise<void> {
  const saved = player.save(changed, []);
  engine.settle();
  expect((await saved).file).toMatchObject({ ok: true });
}

/** The engine ends, and another one takes its place. */
async function crashAndRestart(changed = experiment): Promise<number | null> {
  engine.crash("out of memory");
  const restarted = player.restart(changed);
  let done = false;
  void restarted.then(() => (done = true));
  while (!done) {
    await new Promise((resolve) => setTimeout(resolve));
    engine.settle();
  }
  engine.settle();
  return restarted;
}

function weights(): readonly number[] {
  const { matrix } = player.frame!;
  return [0, 1].flatMap((layer) => [...matrix({ kind: "W", layer }).values]);
}

describe("a restarted engine", () => {
  it("goes on bit for bit from the last file that there was of the training", async () => {
    train(7);
    await keepFile();
    train(5);
    const later = weights();
    expect(await crashAndRestart()).toBe(7);
    expect([player.frame!.step, player.latest, player.playing, player.crash]).toEqual([7, 7, false, null]);
    train(5);
    expect(weights()).toEqual(later);
  });

  it("goes on from what it kept by itself", async () => {
    player.autosave(player.generation, experiment, []);
    train(4);
    engine.clock.pass(10_000);
    expect(await crashAndRestart()).toBe(4);
    expect(player.frame!.step).toBe(4);
  });

  it("has the learning rate and the stop that were chosen since", async () => {
    train(2);
    await keepFile();
    const { training } = experiment;
    const optimizer = { ...training.optimizer, learningRate: 0.00025 };
    await crashAndRestart({ ...experiment, training: { ...training, optimizer, stop: { steps: 3 } } });
    expect(player.frame!.learningRate).toBe(0.00025);
    player.play();
    engine.settle();
    expect(player.frame!.step).toBe(3);
  });

  it("begins at the start where no file of this training was ever made", async () => {
    train(3);
    await keepFile();
    player.load({ ...experiment, seed: 2 });
    engine.settle();
    train(1);
    expect(await crashAndRestart({ ...experiment, seed: 2 })).toBe(0);
    expect(player.frame!.step).toBe(0);
  });

  it("is not given a file again that it has crashed over", async () => {
    train(3);
    await keepFile();
    engine.crash("out of memory");
    const first = player.restart(experiment);
    await new Promise((resolve) => setTimeout(resolve));
    engine.crash("out of memory again");
    expect(await first).toBeNull();
    expect(player.crash).toBe("out of memory again");
    expect(await crashAndRestart()).toBe(0);
    expect(player.frame!.step).toBe(0);
  });

  it("leaves alone what was loaded while it read the file", async () => {
    train(3);
    await keepFile();
    engine.crash("out of memory");
    const restarted = player.restart(experiment);
    player.load({ ...experiment, seed: 3 });
    expect(await restarted).toBeNull();
    engine.settle();
    expect([player.frame!.step, player.crash]).toEqual([0, null]);
    train(1);
    expect(player.frame!.step).toBe(1);
  });
});
