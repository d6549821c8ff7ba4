/** As many costs as a curve can show in one doubling of the epochs, twice. */
const OFTEN = 512;
/** A pass of this many multiply-adds takes about a millisecond. */
const LONG = 2 ** 22;

/** At which epochs' ends the cost is due: the first ones one by one, then every so-many-th. */
export interface Pace {
  readonly first: number;
  readonly every: number;
}

const quick: Pace = { first: OFTEN, every: 1 };
/** A pass over all samples is a third of an epoch's work: so it costs training a twentieth. */
const slow: Pace = { first: 8, every: 8 };

/** The pace for a training whose forward pass over all samples has that many multiply-adds. */
export function paceOf(passSize: number): Pace {
  return passSize > LONG ? slow : quick;
}

/**
 * Whether the cost after so many epochs belongs on the curve where finding it out costs a pass of its own:
 * after each of the first `first`, then after every `every`-th, 512 times; from there on after half as many
 * of them in every doubling. A curve cannot show more, and training on would spend its time on looking.
 */
export function isDue(epochs: number, pace: Pace): boolean {
  return Number.isInteger(epochs) && epochs % spacing(epochs, pace) === 0;
}

/** The first number of epochs after this one at which the cost is due. */
export function nextDue(epochs: number, pace: Pace): number {
  const every = spacing(epochs + 1, pace);
  return every * (Math.floor(epochs / every) + 1);
}

function spacing(epochs: number, { first, every }: Pace): number {
  if (epochs <= first) return 1;
  let wide = every;
  for (let end = OFTEN * every; epochs > end; end *= 2) wide *= 2;
  return wide;
}
