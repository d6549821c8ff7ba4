import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { DerivationVerdict } from "../../../core/training/step-proof.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { Proofs } from "../../../renderer/state/proofs.svelte.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { historyOf, loadedOf, messageOf, networkOf, numpyPass } from "../support/numpy-pass.ts";

const W1 = { kind: "W", layer: 0 } as const;
const W2 = { kind: "W", layer: 1 } as const;

function verdict(facts: Partial<DerivationVerdict> = {}): DerivationVerdict {
  return {
    parameter: W1,
    verdict: "proved",
    samples: 10,
    steps: 1e-16,
    backward: 0,
    differences: 1e-9,
    compared: 12,
    kinks: 0,
    unjudged: 0,
    ...facts,
  };
}

describe("proofs", () => {
  it("of one step are gathered parameter by parameter, the newest of each", () => {
    const proofs = new Proofs();
    proofs.take(4, verdict());
    proofs.take(4, verdict({ parameter: W2, verdict: "off" }));
    proofs.take(4, verdict({ verdict: "not finite" }));
    expect(proofs.step).toBe(4);
    expect([W1, W2, { kind: "b", layer: 0 } as const].map((key) => proofs.of(key)?.verdict)).toEqual([
      "not finite",
      "off",
      undefined,
    ]);
  });

  it("of another step take the place of all", () => {
    const proofs = new Proofs();
    proofs.take(4, verdict());
    proofs.take(5, verdict({ parameter: W2 }));
    expect([proofs.step, proofs.of(W1), proofs.of(W2)?.verdict]).toEqual([5, null, "proved"]);
  });
});

describe("a player's proofs", () => {
  const pass = numpyPass("article network");
  let engine: FakeEngine;
  let display: FakeDisplay;
  let player: Player;

  beforeEach(() => {
    engine = new FakeEngine();
    display = new FakeDisplay();
    player = new Player(engine, display.schedule);
    player.load({ ...article, network: networkOf(pass) });
    show(1);
  });

  function show(generation: number, facts: Parameters<typeof messageOf>[1] = {}): void {
    engine.say({ kind: "loaded", loaded: loadedOf(pass, generation) });
    engine.say({ kind: "frame", frame: messageOf(pass, { generation, ...facts }) });
    display.draw();
  }

  it("are asked for under the generation that is open", () => {
    player.prove([W2, W1]);
    expect(engine.commands.at(-1)).toEqual({ kind: "prove", generation: 1, parameters: [W2, W1] });
  });

  it("of another generation are not taken", () => {
    engine.say({ kind: "proved", generation: 7, step: 0, verdict: verdict() });
    expect(player.proofs.step).toBeNull();
    engine.say({ kind: "proved", generation: 1, step: 0, verdict: verdict() });
    expect(player.proofs.of(W1)?.verdict).toBe("proved");
  });

  it("are forgotten with another stage, and where a branch is cut off", () => {
    engine.say({ kind: "proved", generation: 1, step: 0, verdict: verdict() });
    const ghost = historyOf([0, 1], [1, 2], [2, 3]);
    engine.say({ kind: "frame", frame: messageOf(pass, { ghost }) });
    display.draw();
    expect(player.proofs.step).toBeNull();
    engine.say({ kind: "proved", generation: 1, step: 0, verdict: verdict() });
    player.load({ ...article, seed: 3, network: networkOf(pass) });
    show(2);
    expect(player.proofs.step).toBeNull();
  });

  it("belong to a stage that says what the cost is", () => {
    expect(player.stage).toMatchObject({ cost: article.cost, network: networkOf(pass) });
  });
});
