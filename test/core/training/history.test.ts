import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LossHistory } from "../../../core/training/history.ts";

type Pair = readonly [step: number, cost: number];

function pairs(points: Float64Array): Pair[] {
  return Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i], points[2 * i + 1]] as const);
}

/** What is true of either thinning, whatever was recorded. */
function checkThinning(points: Float64Array, recorded: readonly Pair[]): void {
  const kept = pairs(points);
  const costs = new Map(recorded);
  for (const [step, cost] of kept) expect(costs.get(step)).toBe(cost);
  for (let i = 1; i < kept.length; i++) expect(kept[i][0]).toBeGreaterThan(kept[i - 1][0]);
  expect(kept[0]).toEqual(recorded[0]);
  expect(kept[kept.length - 1]).toEqual(recorded[recorded.length - 1]);
  const all = recorded.map(([, cost]) => cost);
  const shown = kept.map(([, cost]) => cost);
  expect(Math.min(...shown)).toBe(Math.min(...all));
  expect(Math.max(...shown)).toBe(Math.max(...all));
}

/** Recordings with gaps of any size: single steps, whole epochs, long absences. */
const recordings = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 8, arbitrary: fc.constant(1) },
        { weight: 2, arbitrary: fc.integer({ min: 1, max: 200 }) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 ** 40 }) },
      ),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    ),
    { minLength: 1, maxLength: 5000, size: "max" },
  )
  .map((gaps) => {
    let step = -1;
    return gaps.map(([gap, cost]): Pair => [(step += gap), cost]);
  });

describe("both thinnings", () => {
  it("keep the first, the last, the smallest and the largest, and show nothing that was not recorded", () => {
    fc.assert(
      fc.property(recordings, (recorded) => {
        const history = new LossHistory();
        for (const [step, cost] of recorded) history.record(step, cost);
        const { even, octaves } = history.points();
        checkThinning(even, recorded);
        checkThinning(octaves, recorded);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it("keep every pair while there are few", () => {
    const history = new LossHistory();
    const recorded = Array.from({ length: 64 }, (_, step): Pair => [step, Math.sin(step)]);
    for (const [step, cost] of recorded) history.record(step, cost);
    expect(pairs(history.points().even)).toEqual(recorded);
    expect(pairs(history.points().octaves)).toEqual(recorded);
  });

  it("stay bounded over 10 million records, and keep a single spike", () => {
    const history = new LossHistory();
    for (let step = 0; step < 10_000_000; step++) {
      history.record(step, step === 7_654_321 ? 1e9 : 1 + 1 / (step + 1));
    }
    const { even, octaves } = history.points();
    expect(even.length / 2).toBeLessThanOrEqual(4 * 512);
    expect(octaves.length / 2).toBeLessThanOrEqual(4 * 32 * 24);
    for (const points of [even, octaves]) {
      expect(pairs(points)).toContainEqual([7_654_321, 1e9]);
      expect(points[points.length - 2]).toBe(9_999_999);
    }
  });

  it("even: no two neighbours are much further apart than the number of buckets allows", () => {
    const history = new LossHistory();
    for (let step = 0; step < 100_000; step++) history.record(step, step % 7);
    const kept = pairs(history.points().even);
    const gaps = kept.slice(1).map(([step], i) => step - kept[i][0]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(100_000 / 256);
  });

  it("octaves: neighbours are at most a thirty-second of their step apart", () => {
    const history = new LossHistory();
    for (let step = 0; step < 100_000; step++) history.record(step, step % 7);
    const kept = pairs(history.points().octaves);
    kept.slice(1).forEach(([step], i) => {
      expect(step - kept[i][0]).toBeLessThanOrEqual(Math.max(1, (kept[i][0] + 1) / 32));
    });
  });
});

describe("record", () => {
  it("leaves steps that were recorded already as they are", () => {
    const history = new LossHistory();
    history.record(5, 1);
    history.record(5, 2);
    history.record(4, 3);
    expect(pairs(history.points().even)).toEqual([[5, 1]]);
    expect(history.lastStep).toBe(5);
  });

  it("takes no cost that is not finite", () => {
    const history = new LossHistory();
    for (const cost of [NaN, Infinity, -Infinity]) history.record(1, cost);
    expect(history.points().even).toHaveLength(0);
    expect(history.lastStep).toBe(-1);
  });

  it("goes on after clear as if nothing had been", () => {
    const history = new LossHistory();
    for (let step = 0; step < 5000; step++) history.record(step, step);
    history.clear();
    expect(history.points()).toEqual({ even: new Float64Array(), octaves: new Float64Array(), test: null });
    history.record(0, 3);
    expect(pairs(history.points().octaves)).toEqual([[0, 3]]);
  });

  it("reaches the last safe step", () => {
    const history = new LossHistory();
    const steps = [0, 2 ** 31, 2 ** 32 - 1, 2 ** 48 - 1, 2 ** 53 - 2, 2 ** 53 - 1];
    for (const step of steps) history.record(step, step / 3);
    expect(pairs(history.points().octaves).map(([step]) => step)).toEqual(steps);
  });
});

/** Runs of costs for consecutive steps, with gaps between the runs. */
const runs = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 3000 }),
    fc.array(
      fc.oneof(
        { weight: 50, arbitrary: fc.double({ min: 0, max: 9 }) },
        { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity) },
      ),
      {
        minLength: 0,
        maxLength: 700,
        size: "max",
      },
    ),
  ),
  { minLength: 1, maxLength: 20 },
);

describe("a run of costs", () => {
  it("leaves what recording them one by one leaves", () => {
    fc.assert(
      fc.property(runs, (given) => {
        const single = new LossHistory();
        const bulk = new LossHistory();
        let step = 0;
        for (const [gap, costs] of given) {
          step += gap;
          costs.forEach((cost, i) => single.record(step + i, cost));
          bulk.recordRun(step, Float64Array.from(costs), costs.length);
          step += costs.length;
        }
        expect(bulk.snapshot()).toEqual(single.snapshot());
      }),
      { numRuns: 60 },
    );
  });

  it("that overlaps what is recorded adds only what is new", () => {
    const history = new LossHistory();
    history.recordRun(0, Float64Array.of(5, 4, 3), 3);
    history.recordRun(1, Float64Array.of(9, 9, 2, 1), 3);
    expect(pairs(history.points().even)).toEqual([
      [0, 5],
      [1, 4],
      [2, 3],
      [3, 2],
    ]);
  });
});

describe("cutAfter", () => {
  it("leaves of what was kept the pairs up to the step, and records go on from there", () => {
    fc.assert(
      fc.property(recordings, fc.double({ min: 0, max: 1, noNaN: true }), (recorded, share) => {
        const history = new LossHistory();
        for (const [step, cost] of recorded) history.record(step, cost);
        const before = history.points();
        const cut = recorded[Math.floor(share * (recorded.length - 1))][0];
        history.cutAfter(cut);
        const after = history.points();
        expect(history.lastStep).toBeLessThanOrEqual(cut);
        for (const kind of ["even", "octaves"] as const) {
          expect(pairs(after[kind])).toEqual(pairs(before[kind]).filter(([step]) => step <= cut));
        }
        const last = history.lastStep;
        for (const [step] of recorded) history.record(step, 1e7);
        const lowest = pairs(history.points().even).filter(([step]) => step <= last);
        expect(Math.max(...lowest.map(([, cost]) => cost))).toBeLessThan(1e7);
        expect(history.lastStep).toBe(recorded[recorded.length - 1][0]);
      }),
      { numRuns: 60 },
    );
  });

  it("before the first step leaves nothing", () => {
    const history = new LossHistory();
    history.record(5, 1);
    history.recordTest(5, 2);
    history.cutAfter(4);
    expect(history.lastStep).toBe(-1);
    expect(history.points()).toEqual({ even: new Float64Array(), octaves: new Float64Array(), test: null });
  });
});

describe("points from a step on", () => {
  it("are those that the whole history has there", () => {
    const history = new LossHistory();
    for (let step = 0; step < 3000; step++) history.record(step, Math.cos(step));
    const later = pairs(history.points().even).filter(([step]) => step >= 1234);
    expect(pairs(history.points(1234).even)).toEqual(later);
  });
});

describe("costs on test samples", () => {
  it("are kept beside the others, at steps of their own", () => {
    const history = new LossHistory();
    expect(history.points().test).toBeNull();
    for (let step = 0; step < 10; step++) history.record(step, 1);
    history.recordTest(0, 2);
    history.recordTest(5, 1.5);
    expect(history.lastStep).toBe(9);
    expect(history.lastTestStep).toBe(5);
    expect(pairs(history.points().test!.even)).toEqual([
      [0, 2],
      [5, 1.5],
    ]);
    history.clear();
    expect(history.points().test).toBeNull();
  });
});

describe("a snapshot", () => {
  it("is gone on from as if there had been no break", () => {
    fc.assert(
      fc.property(recordings, fc.nat(), (recorded, at) => {
        const whole = new LossHistory();
        const first = new LossHistory();
        const second = new LossHistory();
        const half = at % recorded.length;
        const cut = at % 7 === 0;
        recorded.forEach(([step, cost], i) => {
          if (i === half) {
            if (cut) [whole, first].forEach((history) => history.cutAfter(step / 2));
            second.restore(structuredClone(first.snapshot()));
          }
          whole.record(step, cost);
          whole.recordTest(step, -cost);
          const part = i < half ? first : second;
          part.record(step, cost);
          part.recordTest(step, -cost);
        });
        expect(second.snapshot()).toEqual(whole.snapshot());
      }),
      { numRuns: 30 },
    );
  });

  it("of more buckets is thinned as if there had never been so many", () => {
    fc.assert(
      fc.property(recordings, (recorded) => {
        const large = new LossHistory(4096);
        const small = new LossHistory(64);
        for (const [step, cost] of recorded) {
          large.record(step, cost);
          small.record(step, cost);
        }
        const thinned = new LossHistory(64);
        thinned.restore(large.snapshot());
        expect(thinned.snapshot()).toEqual(small.snapshot());
      }),
      { numRuns: 30 },
    );
  });

  it("with a step that has no cost is refused", () => {
    const history = new LossHistory();
    history.record(0, 1);
    const { train } = history.snapshot();
    expect(() => history.restore({ train: { ...train, even: Float64Array.of(0) }, test: null })).toThrow(
      "2 numbers",
    );
  });
});

describe("a history of more buckets", () => {
  it("keeps every step up to as many", () => {
    const history = new LossHistory(1024);
    for (let step = 0; step < 1024; step++) history.record(step, 1 / (step + 1));
    expect(history.points().even).toHaveLength(2 * 1024);
  });

  it("needs an even number of them", () => {
    for (const buckets of [0, -2, 511]) expect(() => new LossHistory(buckets)).toThrow(RangeError);
  });
});
