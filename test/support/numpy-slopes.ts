/** The largest difference of two arrays, as a part of the numbers whose rounding it goes by. */
export function largest(found: readonly number[], wanted: ArrayLike<number>, scale: number): number {
  const difference = found.reduce((most, value, k) => Math.max(most, Math.abs(value - wanted[k])), 0);
  return difference === 0 ? 0 : difference / scale;
}

/** What a text means in NumPy, and its slope along every number of one name: central differences by Ridders' method. */
export const slopesInNumpy = `
import numpy as np
sigmoid = lambda x: 1 / (1 + np.exp(-x))
softplus = lambda x: np.logaddexp(0, x)
relu = lambda x: np.maximum(x, 0)
f, f1, f2, g = (lambda x: x**2), np.tanh, (lambda x: x**3), np.sin

def slopes(value, at):
    def along(k, h):
        up, down = np.array(at, dtype=float), np.array(at, dtype=float)
        up.flat[k] += h
        down.flat[k] -= h
        return (np.asarray(value(up)) - np.asarray(value(down))) / (2 * h)

    def best(k):
        found, doubts, above = np.nan, np.inf, []
        for level in range(12):
            row = [along(k, 2.0 ** -(4 + level))]
            for order in range(1, len(above) + 1):
                made = (4**order * row[-1] - above[order - 1]) / (4**order - 1)
                doubt = np.maximum(np.abs(made - row[-1]), np.abs(made - above[order - 1]))
                found, doubts = np.where(doubt < doubts, made, found), np.fmin(doubt, doubts)
                row.append(made)
            above = row
        return found

    return np.stack([best(k) for k in range(np.size(at))], axis=-1).ravel()
`;
