import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { endsOtherwise, isTooLarge, startsAtOnce } from "../../../renderer/runs/comparable.ts";
import { lineOf, PRESENT_LINE } from "../../../renderer/runs/lines.ts";
import { showKept } from "../../../renderer/runs/shown-runs.ts";
import { splitWeights } from "../../../renderer/runs/split-weights.ts";
import { madeUpRun } from "../support/runs.ts";

const shown = (id: number) => showKept({ id, run: madeUpRun(`Run ${id}`) });
const wide: Experiment = {
  ...article,
  network: {
    bias: true,
    layers: [
      { units: 4096, activation: "relu" },
      { units: 300, activation: "linear" },
    ],
  },
};

describe("two runs are compared", () => {
  it("at once where training them again is a matter of an instant", () => {
    expect(startsAtOnce(shown(1), shown(2), 2000)).toBe(true);
    expect(startsAtOnce(shown(1), shown(2), 5_000_000)).toBe(false);
  });

  it("only up to a million weights", () => {
    expect([isTooLarge(article), isTooLarge(wide)]).toEqual([false, true]);
  });

  it("and one that was kept with other weights than it leads to is found", () => {
    const [first, second] = [shown(1), shown(2)];
    const own = first.listed!.run.parameters;
    expect(endsOtherwise({ step: 10, first: own, second: own }, [first, second])).toBeNull();
    expect(endsOtherwise({ step: 10, first: own, second: own.with(3, 9) }, [first, second])).toBe(second);
    expect(endsOtherwise({ step: 9, first: own, second: own.with(3, 9) }, [first, second])).toBeNull();
  });
});

it("the weights of a network lie as W1, b1, W2, b2, …", () => {
  expect(
    splitWeights(wide).map(({ key, rows, columns, from, to }) => [
      key.kind,
      key.layer,
      rows,
      columns,
      from,
      to,
    ]),
  ).toEqual([
    ["W", 0, 3, 4096, 0, 12288],
    ["b", 0, 1, 4096, 12288, 16384],
    ["W", 1, 4096, 300, 16384, 1245184],
    ["b", 1, 1, 300, 1245184, 1245484],
  ]);
});

it("no two lines of 33 runs are alike", () => {
  const lines = [PRESENT_LINE, ...Array.from({ length: 32 }, (_, index) => lineOf(index + 1))];
  expect(new Set(lines.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(33);
});
