import { expect, it } from "vitest";
import { isDue, nextDue } from "../../../core/training/due.ts";

it("the cost is due after every epoch up to 512, then as often in every doubling", () => {
  const due = Array.from({ length: 5000 }, (_, epoch) => epoch).filter(isDue);
  expect(due.slice(0, 513)).toEqual(Array.from({ length: 513 }, (_, epoch) => epoch));
  const between = (from: number, to: number): number =>
    due.filter((epoch) => epoch > from && epoch <= to).length;
  expect([between(512, 1024), between(1024, 2048), between(2048, 4096)]).toEqual([256, 256, 256]);
});

it("the cost is never due within an epoch", () => {
  expect(isDue(1.5)).toBe(false);
});

it("the next due number of epochs is the first due one that is greater", () => {
  for (let epochs = 0; epochs < 5000; epochs++) {
    let next = epochs + 1;
    while (!isDue(next)) next++;
    expect(nextDue(epochs)).toBe(next);
  }
});
