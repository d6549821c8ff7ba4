/** Time and turns, as the engine is handed them. */
export interface Clock {
  /** Milliseconds from any fixed moment, with fractions. */
  now(): number;
  /** Calls back after at least `delayMs`; with 0 as soon as messages that wait have had their turn. */
  defer(callback: () => void, delayMs: number): void;
}

/** What both kinds of worker, Node's and the browser's, have under these names. */
export interface WorkerGlobals {
  readonly performance: { now(): number };
  readonly setTimeout: (callback: () => void, delayMs: number) => unknown;
  readonly MessageChannel: new () => {
    readonly port1: { onmessage: ((message: never) => void) | null };
    readonly port2: { postMessage(message: null): void };
  };
}

/**
 * The clock of a worker. Its shortest turns go through a message of its own: browsers hold back nested
 * timers by 4 ms, which would halve the training's speed.
 */
export function createWorkerClock({ performance, setTimeout, MessageChannel }: WorkerGlobals): Clock {
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
