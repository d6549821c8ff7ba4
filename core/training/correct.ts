import type { Matrix } from "../matrix/matrix.ts";

/**
 * For each sample the column of Y in which its 1 stands, or null unless every row of Y has exactly one 1
 * and zeros beside it, in at least two columns: classes, one-hot.
 */
export function classesOf(Y: Matrix): Uint32Array | null {
  if (Y.rows === 0 || Y.columns < 2) return null;
  const classes = new Uint32Array(Y.rows);
  for (let i = 0; i < Y.rows; i++) {
    let ones = 0;
    for (let j = 0; j < Y.columns; j++) {
      const value = Y.values[i * Y.columns + j];
      if (value === 1) {
        ones++;
        classes[i] = j;
      } else if (value !== 0) return null;
    }
    if (ones !== 1) return null;
  }
  return classes;
}

/** Samples whose largest output (samples, columns) stands in their class; of equal ones the first counts. */
export function countCorrect(output: Float64Array, classes: Uint32Array, columns: number): number {
  let correct = 0;
  for (let i = 0; i < classes.length; i++) {
    let best = 0;
    for (let j = 1; j < columns; j++) {
      if (output[i * columns + j] > output[i * columns + best]) best = j;
    }
    if (best === classes[i]) correct++;
  }
  return correct;
}
