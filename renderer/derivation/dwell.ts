/** Reading takes about so many milliseconds a letter; no step stays shorter or longer than these. */
const PER_LETTER = 42;
const SHORTEST = 2000;
const LONGEST = 9000;

/** How long a step stays while the derivation plays: as long as its reason takes to be read. */
export function dwellOf(reason: string): number {
  return Math.min(LONGEST, Math.max(SHORTEST, PER_LETTER * reason.length));
}
