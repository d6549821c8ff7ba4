/** How time passes for what moves by itself: the page's clock, or a test's own. */
export interface Motion {
  /** Whether nothing may move by itself. */
  readonly reduced: boolean;
  /** Calls back once after so many milliseconds; what it gives takes that back. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

/** Nothing moves. */
export const STILL: Motion = { reduced: true, after: () => () => undefined };
