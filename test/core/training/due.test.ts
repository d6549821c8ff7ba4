import { expect, it } from "vitest";
import { countedEpochs, isDue, nextDue } from "../../../core/training/due.ts";

it.each([512, 32])(
  "the cost is due after every epoch up to %d, then as often in every doubling",
  (counted) => {
    const due = Array.from({ length: 8 * counted + 1 }, (_, epoch) => epoch).filter((epoch) =>
      isDue(epoch, counted),
    );
    expect(due.slice(0, counted + 1)).toEqual(Array.from({ length: counted + 1 }, (_, epoch) => epoch));
    const between = (from: number, to: number): number =>
      due.filter((epoch) => epoch > from * counted && epoch <= to * counted).length;
    expect([between(1, 2), between(2, 4), between(4, 8)]).toEqual([counted / 2, counted / 2, counted / 2]);
  },
);

it("the cost is never due within an epoch", () => {
  expect(isDue(1.5, 512)).toBe(false);
});

it.each([512, 32])("the next due number of epochs is the first due one that is greater (%d)", (counted) => {
  for (let epochs = 0; epochs < 5000; epochs++) {
    let next = epochs + 1;
    while (!isDue(next, counted)) next++;
    expect(nextDue(epochs, counted)).toBe(next);
  }
});

it("fewer epochs count one by one where a pass over all samples takes longer than a millisecond", () => {
  expect([150 * 67, 640 * 101_770].map(countedEpochs)).toEqual([512, 32]);
});
