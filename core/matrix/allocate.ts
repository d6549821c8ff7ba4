/** Room for that many float64 numbers, all zeros. */
export type Allocate = (length: number) => Float64Array;

/** Anywhere: an array of its own. */
export const allocateOnHeap: Allocate = (length) => new Float64Array(length);
