/**
 * base ^ exponent for a whole exponent from 0 on, by repeated squaring from the lowest bit up: the same bits
 * on every machine, which `Math.pow` does not promise. The relative error grows to exponent · 2⁻⁵³ at most.
 */
export function wholePower(base: number, exponent: number): number {
  let power = 1;
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power *= square;
    square *= square;
  }
  return power;
}
