import { expect, it } from "vitest";
import { isDue, nextDue, paceOf, type Pace } from "../../../core/training/due.ts";

const quick = paceOf(150 * 67);
const slow = paceOf(640 * 101_770);

const dueUpTo = (last: number, pace: Pace): number[] =>
  Array.from({ length: last + 1 }, (_, epoch) => epoch).filter((epoch) => isDue(epoch, pace));

it("the cost is due after every epoch up to 512, then as often in every doubling", () => {
  const due = dueUpTo(4096, quick);
  expect(due.slice(0, 513)).toEqual(Array.from({ length: 513 }, (_, epoch) => epoch));
  const between = (from: number, to: number): number =>
    due.filter((epoch) => epoch > from && epoch <= to).length;
  expect([between(512, 1024), between(1024, 2048), between(2048, 4096)]).toEqual([256, 256, 256]);
});

it("where a pass over all samples takes long, it is due after 8 epochs one by one and every 8th from there", () => {
  expect(dueUpTo(40, slow)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 24, 32, 40]);
  expect(dueUpTo(4096, slow)).toHaveLength(8 + 512);
  expect(dueUpTo(8192, slow)).toHaveLength(8 + 512 + 256);
});

it("the cost is never due within an epoch", () => {
  expect(isDue(1.5, quick)).toBe(false);
});

it.each([
  ["quick", quick],
  ["slow", slow],
])("the next due number of epochs is the first due one that is greater, %s", (_name, pace) => {
  for (let epochs = 0; epochs < 9000; epochs++) {
    let next = epochs + 1;
    while (!isDue(next, pace)) next++;
    expect(nextDue(epochs, pace)).toBe(next);
  }
});
