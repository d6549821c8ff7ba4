const MEBIBYTE = 2 ** 20;

/** The sizes up to which experiment files are read and written, in bytes; see `experiment/limits.ts` for what they hold. */
export const archiveLimits = {
  /** A whole file: whoever reads one asks for its size first. */
  file: 640 * MEBIBYTE,
  /** Everything in a file, inflated. */
  inflated: 640 * MEBIBYTE,
  /** The text of an experiment. */
  experiment: 64 * MEBIBYTE,
  /** The text of a run. */
  run: 16 * MEBIBYTE,
  /** What stands in front of an array's numbers; NumPy reads no more, either. */
  arrayHeader: 10_000,
  /** Every matrix of the largest network, and of as many as may be kept beside it. */
  entries: 2304,
} as const;

/** A number of bytes in words: `64 MiB`, `1200 bytes`. */
export function formatSize(bytes: number): string {
  return bytes < MEBIBYTE ? `${bytes} bytes` : `${Math.ceil(bytes / MEBIBYTE)} MiB`;
}
