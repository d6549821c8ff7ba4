import type { Schedule } from "./engine-line.svelte.ts";

/** How often step and cost are read while views rest: a few times a second. */
const RESTING_MS = 250;
/** Browsers let timers of a hidden page run once a second. */
const HIDDEN_MS = 1000;

/** What of a page the schedule needs. */
export interface PageClock {
  readonly hidden: () => boolean;
  readonly onHidden: (listener: () => void) => void;
  readonly frame: (callback: () => void) => void;
  readonly timer: (callback: () => void, ms: number) => void;
}

/**
 * When frames are taken: with the next picture; a few times a second while views rest. A hidden page draws
 * no pictures, and takes one frame a second, so that it still hears when training stops.
 */
export function schedulePictures(page: PageClock): Schedule {
  const waiting = new Set<() => void>();
  const run = (callback: () => void): void => {
    if (waiting.delete(callback)) callback();
  };
  page.onHidden(() => {
    for (const callback of waiting) page.timer(() => run(callback), HIDDEN_MS);
  });
  return (callback, resting) => {
    const once = (): void => callback();
    waiting.add(once);
    if (page.hidden()) page.timer(() => run(once), HIDDEN_MS);
    else if (resting) page.timer(() => run(once), RESTING_MS);
    else page.frame(() => run(once));
  };
}

/** The clock of the page that runs this. */
export function pageClock(): PageClock {
  return {
    hidden: () => document.hidden,
    onHidden: (listener) =>
      document.addEventListener("visibilitychange", () => {
        if (document.hidden) listener();
      }),
    frame: (callback) => void requestAnimationFrame(callback),
    timer: (callback, ms) => void setTimeout(callback, ms),
  };
}
