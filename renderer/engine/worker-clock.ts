import type { Clock } from "../../core/training/clock.ts";

/**
 * The clock of a Web Worker. Its shortest turns go through a message to itself: browsers hold nested
 * timers back by 4 ms, which would cost a third of the training's speed.
 */
export function createWorkerClock(): Clock {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return {
    now: () => performance.now(),
    defer(callback, delayMs) {
      if (delayMs > 0) {
        setTimeout(callback, delayMs);
      } else {
        waiting.push(callback);
        port2.postMessage(null);
      }
    },
  };
}
