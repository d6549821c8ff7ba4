/** Every epoch counts up to this many; then as many in every doubling. */
const OFTEN = 512;

/**
 * Whether the cost after so many epochs belongs on the curve where finding it out costs a pass of its own:
 * after each of the first 512, then after every 2nd up to 1024, every 4th up to 2048, and so on. A curve
 * cannot show more, and training on would spend its time on looking.
 */
export function isDue(epochs: number): boolean {
  return Number.isInteger(epochs) && epochs % spacing(epochs) === 0;
}

/** The first number of epochs after this one at which the cost is due. */
export function nextDue(epochs: number): number {
  const every = spacing(epochs + 1);
  return every * (Math.floor(epochs / every) + 1);
}

/** 1 up to 512, 2 up to 1024, 4 up to 2048, … */
function spacing(epochs: number): number {
  let every = 1;
  for (let end = OFTEN; epochs > end; end *= 2) every *= 2;
  return every;
}
