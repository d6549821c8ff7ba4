const LOWEST = -1074;
const HIGHEST = 1023;

const powers = makePowers();

/** 2^n for a whole n from −1074 to 1023, exactly. */
export function powerOfTwo(n: number): number {
  return powers[n - LOWEST];
}

/**
 * y · 2^k for a whole k from −2148 to 2046, as y · 2^⌊k/2⌋ · 2^(k − ⌊k/2⌋): the first product stays exact
 * for any y near 1, so that only the second rounds, overflows to ∞ or underflows. A k that is NaN counts
 * as 0.
 */
export function scale(y: number, k: number): number {
  const half = k >> 1;
  return y * powers[half - LOWEST] * powers[(k | 0) - half - LOWEST];
}

/** By doubling and halving, which are exact, since an engine may round 2 ** n. */
function makePowers(): Float64Array {
  const table = new Float64Array(HIGHEST - LOWEST + 1);
  table[-LOWEST] = 1;
  for (let n = 1; n <= HIGHEST; n++) table[n - LOWEST] = table[n - 1 - LOWEST] * 2;
  for (let n = -1; n >= LOWEST; n--) table[n - LOWEST] = table[n + 1 - LOWEST] / 2;
  return table;
}
