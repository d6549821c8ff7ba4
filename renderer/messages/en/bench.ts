/** The expression bench's texts. */
export const bench = {
  field: "Expression in NumPy’s spelling",
  intro:
    "Type an expression in matrices as NumPy writes it. Names of this network have its matrices and sizes, f1, f2 … " +
    "are its activations. Other names get sizes that fit: a capital letter is a matrix, b a row, any other small letter a " +
    "single number, or a vector where it cannot be one. Type another shape under Shapes.",
  examples: "Examples",
  problem: (column: number, message: string) => `Character ${column}: ${message}.`,
  fix: (label: string) => `Try ${label}`,
  shapes: "Shapes",
  shapeOf: (name: string, found: string) => `Shape of ${name}, ${found} where nothing is typed`,
  shapeHint:
    "(n,1) is a column, (1,n) a row, (n,) has one axis, () is a single number; a letter is one size everywhere.",
  shapeProblem: {
    unreadable: (name: string) => `Shape of ${name}: write (n,1), (1,n), (n,), () or (3,4).`,
    axes: (name: string) => `Shape of ${name}: at most two sizes.`,
    size: (name: string, word: string, largest: number) =>
      `Shape of ${name}: a size is a letter or a number from 1 to ${largest}, not “${word}”.`,
  },
  vectors: (names: string) => `Taken as vectors: ${names}.`,
  columns: (names: string) => `${names}: one axis, written as columns as in textbooks; x @ y is x.T · y.`,
  single: (shape: string) => `The result is ${shape}: it is derived as the single number in it.`,
  constant: "There is no name in it to derive it by: it is a constant.",
  where: "With",
  result: (shape: string) => `result ${shape}`,
  drawn: (names: string) => `Numbers are drawn for ${names}.`,
  derivatives: "Derivatives",
  notMatrix: "no matrix notation: the index form stays",
  tooLong: "its derivation is too long to be of use",
  lamp: {
    waiting: "Being checked.",
    proved: (steps: number, difference: string) =>
      `Proved: ${steps} steps agree, central differences to ${difference}.`,
    wrong: (difference: string) => `Not proved: off by ${difference}.`,
    notFinite: "Cannot be said: the numbers are not finite here.",
    tooLarge: "Not checked: too large for this page.",
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
