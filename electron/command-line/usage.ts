import { parseArgs } from "node:util";
import { LARGEST_SIZE, readShape } from "../../core/calculus/typed/read-shape.ts";
import type { Shape } from "../../core/calculus/typed/shape.ts";

export const verbs = ["train", "pass", "check", "derive", "data", "export"] as const;
export type Verb = (typeof verbs)[number];

/** What was asked for on the command line. */
export interface Request {
  readonly verb: Verb;
  /** Null where an expression is derived without an experiment. */
  readonly file: string | null;
  readonly json: boolean;
  /** Train until this step first; null is the experiment's own stop, or no training for a check. */
  readonly steps: number | null;
  /** A typed expression to derive in place of an experiment's cost. */
  readonly expression: string | null;
  /** The shapes of names in the expression. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** The parameter whose gradient is derived; null for all of them. */
  readonly wrt: string | null;
  readonly notation: Notation;
  readonly format: Format;
  /** The file that the trained run or an export is written to, or null. */
  readonly out: string | null;
  /** What an export is written as; null for other verbs. */
  readonly to: Target | null;
  /** The matrix that is exported in place of the costs. */
  readonly matrix: string | null;
}

const notations = ["index", "matrix"] as const;
export type Notation = (typeof notations)[number];
const targets = ["numpy", "pytorch", "keras", "notebook", "csv", "npy", "latex"] as const;
export type Target = (typeof targets)[number];
const formats = ["text", "latex", "json"] as const;
export type Format = (typeof formats)[number];

/** Arguments that cannot be understood; the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const help = `Usage: rematrix <verb> <experiment.json | file.rematrix> [options]

Verbs
  train   trains until the experiment's stop, or until step N; a saved run goes on from its step
            --steps N   the step to reach, counted from the experiment's beginning
            --out FILE  write the run, to go on from later: file.rematrix
  pass    one forward and one backward pass at the start, or of a saved run: every matrix, dW = ∂cost/∂W
  check   the gradients against central differences, matrix by matrix, there
            --steps N   at step N
  derive  the gradients by rules, step by step, and every step evaluated
            --wrt W1                    only this parameter's
            --expression "np.sum((Y - X@W1)**2)"
                                        this expression in place of the experiment's cost; without
                                        an experiment its names have numbers that are drawn
            --shape "x=(n,1)"           the shape of a name in it as NumPy writes it, once for every name:
                                        (n,1) a column, (1,n) a row, (n,) one axis, () a single number,
                                        (3,n) a matrix; the same letter is the same size
            --notation index|matrix     how the steps are written; index where it is left out
            --format text|latex|json    how they are printed; text where it is left out
  data    the drawn X and Y, X before its columns were scaled, the samples kept for testing
  export  the experiment for other programs
            --to numpy|pytorch|keras   a Python script that trains as the experiment says
            --to notebook|latex        the same with formulas and derivations, or these alone
            --to csv                   the cost after every step, until the stop or of a saved run
            --to csv --matrix W1       this matrix there: X0, X, W1, A, …, dW1
            --to npy --matrix W1       the same as an array that NumPy loads
            --steps N                  train until step N
            --out FILE                 write it there; to stdout where it is left out

Options
  --json  one JSON object on stdout, every number in full
  --help  this text

Exit codes: 0 done, 1 the experiment or a gradient is bad, 2 wrong usage, 3 numbers were no longer finite.
`;

/**
 * Reads the arguments after the program's name; null asks for help.
 *
 * @throws UsageError if they cannot be understood.
 */
export function readArguments(argv: readonly string[]): Request | null {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  const [verb, file, extra] = positionals;
  if (verb === undefined) throw new UsageError(`a verb is missing: ${verbs.join(", ")}`);
  if (!isVerb(verb)) throw new UsageError(`"${verb}" is not a verb of this version: ${verbs.join(", ")}`);
  const expression = values.expression ?? null;
  if (expression !== null && verb !== "derive") throw new UsageError(`${verb} takes no --expression`);
  if (values.shape !== undefined && expression === null) {
    throw new UsageError("--shape says what a name of an --expression is");
  }
  if (file === undefined && expression === null)
    throw new UsageError(`${verb} needs a file: rematrix ${verb} experiment.json`);
  if (extra !== undefined) throw new UsageError(`${verb} takes one file; "${extra}" is too many`);
  if (values.steps !== undefined && verb !== "train" && verb !== "check" && verb !== "export") {
    throw new UsageError(`${verb} takes no --steps`);
  }
  if (values.out !== undefined && verb !== "train" && verb !== "export") {
    throw new UsageError(`${verb} takes no --out`);
  }
  for (const option of ["to", "matrix"] as const) {
    if (values[option] !== undefined && verb !== "export")
      throw new UsageError(`${verb} takes no --${option}`);
  }
  for (const option of ["wrt", "notation", "format"] as const) {
    if (values[option] !== undefined && verb !== "derive")
      throw new UsageError(`${verb} takes no --${option}`);
  }
  return {
    verb,
    file: file ?? null,
    expression,
    shapes: readShapes(values.shape ?? []),
    json: values.json ?? false,
    steps: readSteps(values.steps),
    wrt: values.wrt ?? null,
    notation: readChoice("notation", values.notation, notations),
    format: readChoice("format", values.format, formats),
    ...(verb === "export" ? readExport(values) : { to: null, matrix: null, out: readOut(values.out) }),
  };
}

/** What is exported, and where to. */
function readExport(values: ReturnType<typeof parse>["values"]): Pick<Request, "to" | "out" | "matrix"> {
  const { to: word, out = null, matrix = null } = values;
  if (word === undefined) throw new UsageError(`export needs --to ${targets.join("|")}`);
  const to = readChoice("to", word, targets);
  if (out === "") throw new UsageError("--out takes the name of a file");
  if (matrix !== null && to !== "csv" && to !== "npy") throw new UsageError(`--to ${to} takes no --matrix`);
  if (to === "npy" && matrix === null) throw new UsageError("--to npy needs a matrix: --matrix W1");
  if (to === "npy" && out === null) throw new UsageError("--to npy needs a file: --out W1.npy");
  return { to, out, matrix };
}

/** One of several words, the first where nothing is said. */
function readChoice<Choice extends string>(
  option: string,
  word: string | undefined,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  if (word === undefined) return choices[0];
  const found = choices.find((choice) => choice === word);
  if (found === undefined) throw new UsageError(`--${option} takes ${choices.join(" or ")}, not "${word}"`);
  return found;
}

function parse(argv: readonly string[]): ReturnType<typeof parseArgs<typeof options>> {
  try {
    return parseArgs({ ...options, args: [...argv] });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(explain(error.message));
    throw error;
  }
}

/** Node's messages name the argument; what follows the first sentence is about quoting. */
function explain(message: string): string {
  const [, option] = /^Option '(--\w+)' argument is ambiguous/.exec(message) ?? [];
  if (option === undefined) return message.split(". ")[0];
  return `${option} needs a value; one that begins with a dash is written ${option}=-…`;
}

const options = {
  options: {
    json: { type: "boolean" },
    steps: { type: "string" },
    wrt: { type: "string" },
    expression: { type: "string" },
    shape: { type: "string", multiple: true },
    notation: { type: "string" },
    format: { type: "string" },
    out: { type: "string" },
    to: { type: "string" },
    matrix: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
  allowPositionals: true,
} as const;

function isVerb(word: string): word is Verb {
  return (verbs as readonly string[]).includes(word);
}

function readSteps(text: string | undefined): number | null {
  if (text === undefined) return null;
  const steps = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(steps)) {
    throw new UsageError(`--steps takes a whole number from 0, not "${text}"`);
  }
  return steps;
}

/** `x=(n,1)`, once for every name. */
function readShapes(texts: readonly string[]): Map<string, Shape> {
  return new Map(
    texts.map((text): [string, Shape] => {
      const [, name, written] = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=(.*)$/su.exec(text) ?? [];
      if (name === undefined)
        throw new UsageError(`--shape takes a name and its shape, x=(n,1), not "${text}"`);
      const reading = readShape(written);
      if (reading.ok) return [name, reading.shape];
      throw new UsageError(`--shape ${name}: ${shapeProblems[reading.problem]}, not "${reading.word}"`);
    }),
  );
}

const shapeProblems = {
  unreadable: "a shape is written (n,1), (1,n), (n,), () or (3,4)",
  axes: "a shape has at most two sizes",
  size: `a size is a letter or a number from 1 to ${LARGEST_SIZE}`,
};

function readOut(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/.\.rematrix$/i.test(text)) throw new UsageError(`--out takes a file named *.rematrix, not "${text}"`);
  return text;
}
