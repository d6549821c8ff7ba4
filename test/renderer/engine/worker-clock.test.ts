import { expect, it } from "vitest";
import { createWorkerClock } from "../../../renderer/engine/worker-clock.ts";

it("turns without a delay come in order, and before a timer", async () => {
  const clock = createWorkerClock();
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    clock.defer(() => {
      order.push("timer");
      resolve();
    }, 20);
    clock.defer(() => order.push("first"), 0);
    clock.defer(() => order.push("second"), 0);
  });
  expect(order).toEqual(["first", "second", "timer"]);
});

it("time goes forward in milliseconds", () => {
  const clock = createWorkerClock();
  const before = clock.now();
  expect(clock.now()).toBeGreaterThanOrEqual(before);
});
