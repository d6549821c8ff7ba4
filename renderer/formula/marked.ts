import { getContext, setContext } from "svelte";

/** What draws marked parts tells what stands around them: their elements are new. */
export interface DrawnMarks {
  readonly redrawn: () => void;
}

const KEY = Symbol("marks");

/** Whoever stands around this component's marks and wants to hear of them, or undefined. */
export function drawnMarks(): DrawnMarks | undefined {
  return getContext<DrawnMarks | undefined>(KEY);
}

/** Hears of all marks that are drawn inside this component. */
export function hearOfMarks(marks: DrawnMarks): void {
  setContext(KEY, marks);
}
