import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { sizeOfSnapshot } from "../../../core/training/checkpoints.ts";
import { TimeMachine } from "../../../core/training/time-machine.ts";
import type { TrainerSnapshot } from "../../../core/training/trainer.ts";
import { calmRates, trainerOf, trainings } from "../../support/trainings.ts";

/** The longest of the random trainings: many times the distance of the first checkpoints. */
const LONGEST = 1200;

interface RateChange {
  readonly step: number;
  readonly learningRate: number;
}

/** The states at some steps of a training that nobody ever takes back. */
function straightRun(
  experiment: Experiment,
  changes: readonly RateChange[],
  steps: readonly number[],
): Map<number, TrainerSnapshot> {
  const trainer = trainerOf(experiment);
  const states = new Map<number, TrainerSnapshot>();
  for (let step = 0; step <= Math.max(...steps); step++) {
    for (const change of changes) if (change.step === step) trainer.setLearningRate(change.learningRate);
    if (steps.includes(step)) states.set(step, trainer.snapshot());
    if (!trainer.advance()) break;
  }
  return states;
}

function trainTo(machine: TimeMachine, step: number): void {
  while (machine.trainer.step < step) expect(machine.work(step)).toBe(true);
}

function travelTo(machine: TimeMachine, step: number): void {
  machine.goTo(step);
  while (machine.travel());
}

/** A machine that has trained to `end`, with the rate changed on the way. */
function recordedRun(
  experiment: Experiment,
  changes: readonly RateChange[],
  end: number,
  room: number,
): TimeMachine {
  const trainer = trainerOf(experiment);
  const machine = new TimeMachine(trainer, { bytes: room * sizeOfSnapshot(trainer.snapshot()), stride: 16 });
  for (const { step, learningRate } of changes) {
    trainTo(machine, step);
    machine.setLearningRate(learningRate);
  }
  trainTo(machine, end);
  return machine;
}

const step = fc.integer({ min: 0, max: LONGEST });
const changes = fc
  .uniqueArray(fc.record({ step, learningRate: calmRates }), {
    selector: (change) => change.step,
    maxLength: 3,
  })
  .map((list) => [...list].sort((a, b) => a.step - b.step));

describe("any past step", () => {
  it("comes back bit for bit, in any order, and leads on to the same numbers", () => {
    fc.assert(
      fc.property(
        trainings,
        changes,
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (experiment, rates, visits, room) => {
          const straight = straightRun(experiment, rates, [...visits, LONGEST]);
          const machine = recordedRun(experiment, rates, LONGEST, room);
          for (const visit of visits) {
            travelTo(machine, visit);
            expect(machine.trainer.snapshot()).toEqual(straight.get(visit));
            expect(machine.latest).toBe(LONGEST);
          }
          trainTo(machine, LONGEST);
          expect(machine.trainer.snapshot()).toEqual(straight.get(LONGEST));
          expect(machine.takeGhost()).toBeNull();
          expect(machine.checkpoints.bytes).toBeLessThanOrEqual(
            room * sizeOfSnapshot(machine.trainer.snapshot()),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it("with another rate leads where a straight run with that rate leads", () => {
    fc.assert(
      fc.property(
        trainings,
        changes,
        fc.integer({ min: 0, max: LONGEST - 1 }),
        calmRates,
        (experiment, rates, fork, learningRate) => {
          const machine = recordedRun(experiment, rates, LONGEST, 5);
          travelTo(machine, fork);
          machine.setLearningRate(learningRate);
          trainTo(machine, fork + 300);
          const log = [...rates.filter((change) => change.step < fork), { step: fork, learningRate }];
          const straight = straightRun(experiment, log, [fork, fork + 300]);
          expect(machine.trainer.snapshot()).toEqual(straight.get(fork + 300));
          travelTo(machine, fork);
          expect(machine.trainer.snapshot()).toEqual(straight.get(fork));
        },
      ),
      { numRuns: 40 },
    );
  });
});

const calm: Experiment = { ...article, training: { ...article.training, stop: null } };

function pairsOf(points: Float64Array): number[] {
  return Array.from(points).filter((_, i) => i % 2 === 0);
}

describe("a fork", () => {
  it("cuts the branch at the step it leaves it, and hands its curve out once", () => {
    const machine = recordedRun(calm, [], 60, 10);
    const costs = machine.trainer.history.points().even;
    travelTo(machine, 40);
    machine.setLearningRate(0.0001);
    expect([machine.latest, machine.takeGhost()]).toEqual([60, null]);
    trainTo(machine, 45);
    expect(machine.latest).toBe(45);
    const ghost = machine.takeGhost();
    expect(ghost?.even).toEqual(costs.slice(80));
    expect(machine.takeGhost()).toBeNull();
    expect(pairsOf(machine.trainer.history.points().even)).toEqual(Array.from({ length: 45 }, (_, i) => i));
  });

  it("is announced as long as it is ahead, and not where the branch would be repeated", () => {
    const machine = recordedRun(calm, [{ step: 30, learningRate: 0.0002 }], 60, 10);
    travelTo(machine, 10);
    expect(machine.forks).toBe(false);
    machine.setLearningRate(0.0003);
    expect(machine.forks).toBe(true);
    machine.setLearningRate(0.0002);
    expect(machine.forks).toBe(false);
    machine.setLearningRate(0.0001);
    expect(machine.forks).toBe(true);
    trainTo(machine, 11);
    expect(machine.forks).toBe(false);
  });

  it("waits for the first step at which the rates differ", () => {
    const machine = recordedRun({ ...calm }, [{ step: 30, learningRate: 0.0002 }], 60, 10);
    travelTo(machine, 10);
    machine.setLearningRate(0.0003);
    trainTo(machine, 30);
    expect(machine.latest).toBe(60);
    trainTo(machine, 31);
    expect(machine.latest).toBe(31);
    expect(pairsOf(machine.takeGhost()!.even)[0]).toBe(30);
  });

  it("does not come from a rate that is taken back before training goes on", () => {
    const machine = recordedRun(calm, [], 60, 10);
    travelTo(machine, 40);
    machine.setLearningRate(0.0001);
    expect(machine.trainer.learningRate).toBe(0.0001);
    machine.setLearningRate(0.0003);
    trainTo(machine, 50);
    expect(machine.latest).toBe(60);
  });

  it("does not come from a rate that counts from the branch's end on", () => {
    const machine = recordedRun(calm, [], 60, 10);
    travelTo(machine, 40);
    machine.setLearningRate(0.0001);
    travelTo(machine, 60);
    trainTo(machine, 70);
    expect([machine.latest, machine.takeGhost()]).toEqual([70, null]);
    travelTo(machine, 59);
    expect(machine.trainer.learningRate).toBe(0.0003);
    travelTo(machine, 60);
    expect(machine.trainer.learningRate).toBe(0.0001);
  });
});

describe("rewind", () => {
  it("leads through the same numbers again where the rate was never changed", () => {
    const machine = recordedRun(calm, [], 60, 10);
    const end = machine.trainer.snapshot();
    machine.rewind();
    while (machine.travel());
    expect([machine.trainer.step, machine.latest]).toEqual([0, 60]);
    trainTo(machine, 60);
    expect(machine.trainer.snapshot()).toEqual(end);
    expect(machine.takeGhost()).toBeNull();
  });

  it("starts over with the rate of now where it was changed on the way", () => {
    const machine = recordedRun(calm, [{ step: 30, learningRate: 0.0001 }], 60, 10);
    machine.rewind();
    while (machine.travel());
    expect(machine.trainer.learningRate).toBe(0.0001);
    trainTo(machine, 20);
    const straight = straightRun(calm, [{ step: 0, learningRate: 0.0001 }], [20]);
    expect(machine.trainer.snapshot()).toEqual(straight.get(20));
    expect(pairsOf(machine.takeGhost()!.even)[0]).toBe(0);
  });
});

describe("a step that is sought", () => {
  it("beyond the branch is its end, before it its start", () => {
    const machine = recordedRun(calm, [], 20, 10);
    travelTo(machine, 500);
    expect(machine.trainer.step).toBe(20);
    travelTo(machine, -3);
    expect(machine.trainer.step).toBe(0);
  });

  it("is superseded by a newer one", () => {
    const machine = recordedRun(calm, [], 2000, 2);
    machine.goTo(1900);
    machine.travel();
    machine.goTo(3);
    expect(machine.position).toBe(3);
    while (machine.travel());
    expect(machine.trainer.step).toBe(3);
  });

  it("has to be reached before training goes on", () => {
    const machine = recordedRun(calm, [], 20, 10);
    machine.goTo(3);
    expect(() => machine.work(10)).toThrow("internal");
  });
});

describe("a breakdown", () => {
  const fast: Experiment = {
    ...article,
    training: { optimizer: { kind: "sgd", learningRate: 0.001 }, batch: "full", stop: null },
  };

  it("ends the branch at the last finite step, from which another rate leads on", () => {
    const machine = new TimeMachine(trainerOf(fast));
    while (machine.work(100));
    expect([machine.trainer.step, machine.latest]).toEqual([2, 2]);
    travelTo(machine, 1);
    expect([machine.trainer.step, machine.trainer.breakdown]).toEqual([1, null]);
    while (machine.work(100));
    expect(machine.trainer.breakdown?.step).toBe(3);
    machine.setLearningRate(1e-300);
    trainTo(machine, 5);
    expect(machine.latest).toBe(5);
    expect(machine.takeGhost()).toBeNull();
  });
});
