/** Page up and down move by this part of the training. */
const PAGE = 1 / 20;

/**
 * Where a key moves the playhead, as a slider's keys do: arrows by one step, Page up and down by a twentieth
 * of all steps, Home and End to the ends. Null for any other key.
 */
export function stepForKey(key: string, step: number, latest: number): number | null {
  const page = Math.max(1, Math.round(latest * PAGE));
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: step - 1,
    ArrowDown: step - 1,
    ArrowRight: step + 1,
    ArrowUp: step + 1,
    PageDown: step - page,
    PageUp: step + page,
    Home: 0,
    End: latest,
  };
  const wanted = Object.hasOwn(moves, key) ? moves[key] : null;
  return wanted === null ? null : Math.min(latest, Math.max(0, wanted));
}
