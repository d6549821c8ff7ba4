/** Every epoch counts up to this many; then as many in every doubling. */
const OFTEN = 512;
/** The same where a pass over all samples takes long: it would be a third of an epoch's work. */
const SELDOM = 32;
/** A pass of this many multiply-adds takes about a millisecond. */
const LONG = 2 ** 22;

/** How many epochs count one by one where a forward pass over all samples has that many multiply-adds. */
export function countedEpochs(passSize: number): number {
  return passSize > LONG ? SELDOM : OFTEN;
}

/**
 * Whether the cost after so many epochs belongs on the curve where finding it out costs a pass of its own:
 * after each of the first `counted` (a power of 2), then after every 2nd up to twice as many, every 4th up
 * to four times, and so on. A curve cannot show more, and training on would spend its time on looking.
 */
export function isDue(epochs: number, counted: number): boolean {
  return Number.isInteger(epochs) && epochs % spacing(epochs, counted) === 0;
}

/** The first number of epochs after this one at which the cost is due. */
export function nextDue(epochs: number, counted: number): number {
  const every = spacing(epochs + 1, counted);
  return every * (Math.floor(epochs / every) + 1);
}

/** For 512: 1 up to 512, 2 up to 1024, 4 up to 2048, … */
function spacing(epochs: number, counted: number): number {
  let every = 1;
  for (let end = counted; epochs > end; end *= 2) every *= 2;
  return every;
}
