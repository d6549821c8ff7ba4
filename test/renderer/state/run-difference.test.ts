import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { EngineCommand } from "../../../core/training/protocol.ts";
import type { ReplayPlan } from "../../../core/training/replay.ts";
import { RunDifference } from "../../../renderer/state/run-difference.svelte.ts";

const plan: ReplayPlan = { experiment: article, rates: [{ step: 0, learningRate: 0.0003 }] };

let commands: EngineCommand[];
let difference: RunDifference;

beforeEach(() => {
  commands = [];
  difference = new RunDifference((command) => commands.push(command));
  difference.begin("a and b", [plan, plan], 100);
});

const ticket = (): number => (commands[0] as { ticket: number }).ticket;
const distances = (made: number, end = 100, step = made) =>
  difference.take(ticket(), { kind: "distances", distances: [{ step, norms: [step] }], made, end });

describe("the weights of two runs", () => {
  it("are asked for up to the last step that both have, which is looked at first", () => {
    expect(commands).toEqual([
      { kind: "compare-runs", ticket: ticket(), runs: [plan, plan], end: 100 },
      { kind: "compare-at", ticket: ticket(), step: 100 },
    ]);
    expect([difference.running, difference.wanted, difference.made]).toEqual([true, 100, 0]);
  });

  it("come in pieces, until both are at the end", () => {
    distances(0);
    distances(60);
    expect([difference.made, difference.running]).toEqual([60, true]);
    distances(100);
    expect(difference.distances.map(({ step }) => step)).toEqual([0, 60, 100]);
    expect(difference.running).toBe(false);
  });

  it("of any step are asked for, within what there is", () => {
    difference.lookAt(1000);
    difference.lookAt(-3);
    expect(commands.slice(2)).toMatchObject([{ step: 100 }, { step: 0 }]);
    const first = Float64Array.of(1);
    difference.take(ticket(), { kind: "weights", step: 0, first, second: first });
    expect(difference.shown).toEqual({ step: 0, first, second: first });
  });

  it("end earlier where numbers stop being finite", () => {
    distances(40, 40);
    expect([difference.running, difference.end, difference.asked, difference.wanted]).toEqual([
      false,
      40,
      100,
      40,
    ]);
  });

  it("of a comparison that was given up or replaced are not shown", () => {
    const old = ticket();
    difference.begin("c and d", [plan, plan], 50);
    difference.take(old, { kind: "distances", distances: [{ step: 1, norms: [1] }], made: 1, end: 100 });
    expect([difference.distances, difference.end]).toEqual([[], 50]);
    commands.length = 0;
    difference.cancel();
    expect(commands).toMatchObject([{ kind: "compare-runs", runs: null }]);
    expect([difference.subject, difference.running]).toEqual([null, false]);
  });

  it("are refused with the reason", () => {
    const problem = { place: "seed", code: "contradiction", values: {}, message: "is not the same" } as const;
    difference.take(ticket(), { kind: "refused", problems: [problem] });
    expect([difference.problems, difference.running]).toEqual([[problem], false]);
  });

  it("are forgotten with the engine that crashed", () => {
    distances(60);
    difference.giveUp();
    expect([difference.subject, difference.distances]).toEqual([null, []]);
  });
});
