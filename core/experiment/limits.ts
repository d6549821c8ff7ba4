/**
 * The sizes up to which the lab takes an experiment: generous for learning, small enough that nothing a
 * person types can exhaust the machine.
 */
export const limits = {
  seed: 2 ** 32 - 1,
  samples: 100_000,
  features: 4096,
  units: 4096,
  layers: 32,
  steps: 1_000_000_000,
  /** X, Y, weights, and every layer's two matrices together: 160 MB as float64. */
  elements: 20_000_000,
  /** Bounds of randint: whole numbers well inside what a double holds exactly. */
  whole: 1_000_000_000,
  nameLength: 200,
  notesLength: 100_000,
} as const;
