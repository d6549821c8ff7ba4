/**
 * `count` of the positions 0 … size − 1, all of them where there are no more: one out of each of `count` equal
 * stretches, at places that follow the golden section, so that no row or column of a matrix is preferred.
 * Ascending; the same every time.
 */
export function selectEvenly(size: number, count: number): Uint32Array {
  const taken = Math.min(size, count);
  const positions = new Uint32Array(taken);
  let fraction = 0;
  for (let k = 0; k < taken; k++) {
    const start = Math.floor((k * size) / taken);
    const end = Math.floor(((k + 1) * size) / taken);
    positions[k] = start + Math.floor(fraction * (end - start));
    fraction += GOLDEN_SECTION;
    if (fraction >= 1) fraction -= 1;
  }
  return positions;
}

const GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;
