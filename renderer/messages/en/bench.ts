/** The expression bench's texts. */
export const bench = {
  field: "Expression in NumPy’s spelling",
  intro:
    "Type an expression in matrices as NumPy writes it. Names of this network have its matrices and sizes, f1, f2 … " +
    "are its activations. Other names get sizes that fit: a capital letter is a matrix, b a row, any other small letter a " +
    "single number; for a vector take a matrix, X.",
  examples: "Examples",
  problem: (column: number, message: string) => `Character ${column}: ${message}.`,
  fix: (label: string) => `Try ${label}`,
  shapes: "Shapes",
  where: "With",
  result: (shape: string) => `result ${shape}`,
  drawn: (names: string) => `Numbers are drawn for ${names}.`,
  derivatives: "Derivatives",
  notMatrix: "no matrix notation: the index form stays",
  tooLong: "its derivation is too long to be of use",
  lamp: {
    waiting: "being checked",
    proved: (steps: number, difference: string) =>
      `proved: ${steps} steps agree, central differences to ${difference}`,
    wrong: (difference: string) => `not proved: off by ${difference}`,
    notFinite: "cannot be said: the numbers are not finite here",
    tooLarge: "not checked: too large for this page",
  },
  fewer: (samples: number) => `Checked with the first ${samples} samples.`,
  copy: "Copy",
  copyLatex: "LaTeX",
  copyNumpy: "NumPy",
  copyText: "Text",
  copyOf: (format: string, name: string) => `Copy the derivative by ${name} as ${format}`,
  copied: (format: string) => `Copied as ${format}.`,
  copyFailed: "The clipboard is not available here.",
};
