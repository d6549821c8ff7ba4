import { indexText, matrixText } from "../../core/calculus/describe.ts";
import { TooLongError } from "../../core/calculus/derive.ts";
import {
  deriveTyped,
  howRead,
  readTyped,
  type ProvedTyped,
  type ReadTyped,
} from "../../core/calculus/derive-typed.ts";
import { tellReason } from "../../core/calculus/reason.ts";
import { reasonsInEnglish } from "../../core/calculus/reasons-in-english.ts";
import type { ElementwiseFunction } from "../../core/calculus/typed/elementwise-function.ts";
import { writeShape } from "../../core/calculus/typed/shape.ts";
import type { TypedProblem } from "../../core/calculus/typed/typed-problem.ts";
import { typedNumpyLines } from "../../core/calculus/typed-numpy.ts";
import {
  partLatex,
  partsOfProgram,
  partText,
  resultLatex,
  resultText,
} from "../../core/calculus/typed-result.ts";
import { writeIndexText } from "../../core/calculus/write-text.ts";
import { Matrix } from "../../core/matrix/matrix.ts";
import { namedFunctions } from "../../core/derivation/named-functions.ts";
import { stepsToJson, stepsToLatex } from "./derivation-json.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import type { Input } from "./read-input.ts";
import { UsageError, type Request } from "./usage.ts";

/** Derives a typed expression by one of its names, or by all; names of the experiment have its numbers. */
export function deriveExpression(text: string, input: Input | null, request: Request, io: Io): ExitCode {
  const context = contextOf(input);
  const fixed = [...request.shapes.keys()].find((name) => context.values.has(name));
  if (fixed !== undefined)
    throw new UsageError(`--shape ${fixed}: the experiment says what shape ${fixed} has`);
  const reading = readTyped(text, { ...context, shapes: request.shapes });
  if (!reading.ok) return refuse(text, reading.problems, request, io);
  const { read } = reading;
  const names = read.program.names.map(({ code }) => code);
  const stranger = [...request.shapes.keys()].find((name) => !names.includes(name));
  if (stranger !== undefined) throw new UsageError(`--shape ${stranger}: the expression has no ${stranger}`);
  if (request.wrt !== null && names.length === 0) {
    throw new UsageError("--wrt has nothing to take: there is no name in the expression");
  }
  if (request.wrt !== null && !names.includes(request.wrt)) {
    throw new UsageError(`--wrt takes one of ${names.join(", ")}, not "${request.wrt}"`);
  }
  let proved: ProvedTyped[];
  try {
    proved = (request.wrt === null ? names : [request.wrt]).map((name) => deriveTyped(read, name));
  } catch (error) {
    if (!(error instanceof TooLongError)) throw error;
    throw new UsageError(error.message);
  }
  const format = request.json ? "json" : request.format;
  if (format === "json") {
    io.stdout.write(
      `${JSON.stringify({ expression: text, shapes: shapesOf(read), notes: notesOf(read), derivations: proved.map((one) => toJson(one, read)) })}\n`,
    );
  } else if (format === "latex") {
    io.stdout.write(latexHead(read) + proved.map(toLatex).join(""));
  } else io.stdout.write(toHead(read) + proved.map((one) => toText(one, read, request.notation)).join(""));
  return proved.every((one) => one.proved) ? exitCodes.done : exitCodes.badGradient;
}

/** The experiment's X, Y and parameters, and its activations under f1, f2, … */
function contextOf(input: Input | null): {
  values: Map<string, Matrix>;
  functions: Map<string, ElementwiseFunction>;
} {
  if (input === null) return { values: new Map(), functions: new Map() };
  const { drawn, experiment } = input;
  const values = new Map([
    ["X", drawn.X],
    ["Y", drawn.Y],
  ]);
  drawn.parameters.forEach(({ W, b }, layer) => {
    values.set(`W${layer + 1}`, W);
    if (b !== null) values.set(`b${layer + 1}`, new Matrix(1, b.length, b));
  });
  return { values, functions: namedFunctions(experiment.network.layers) };
}

function refuse(text: string, problems: readonly TypedProblem[], request: Request, io: Io): ExitCode {
  if (request.json) io.stdout.write(`${JSON.stringify({ problems })}\n`);
  for (const { from, to, column, line, message, advice } of problems) {
    const lines = text.split("\n");
    const shown = lines[line - 1] ?? "";
    const length = Math.max(1, Math.min(to - from, shown.length - column + 1));
    io.stderr.write(
      `${shown}\n${" ".repeat(column - 1)}${"^".repeat(length)}\ncharacter ${column}: ${message}\n` +
        (advice === null ? "" : `${advice}\n`),
    );
  }
  return exitCodes.badExperiment;
}

function shapesOf({ shapes }: ReadTyped): Record<string, string> {
  return Object.fromEntries([...shapes.names].map(([name, shape]) => [name, writeShape(shape)]));
}

function toJson(
  { derivation, proof, fromTangents, fromDifferences, proved }: ProvedTyped,
  read: ReadTyped,
): object {
  const { by, result, free, start } = derivation;
  return {
    wrt: by.code,
    where: definitionsOf(read),
    ...stepsToJson(derivation),
    result: {
      index: `${writeIndexText(start, free)} = ${writeIndexText(result.index, free)}`,
      matrix: result.matrix && resultText(derivation),
      latex: resultLatex(derivation),
    },
    numpy: result.matrix === null ? [] : typedNumpyLines(read.program, derivation),
    proved,
    evidence: { steps: proof.largest, forwardMode: fromTangents, centralDifferences: fromDifferences },
  };
}

/** What the names of the derivation stand for: `A = X·W⁽¹⁾`. */
function definitionsOf({ program }: ReadTyped): string[] {
  return partsOfProgram(program).map(partText);
}

/** The same as LaTeX, one formula for every name. */
function latexHead({ program }: ReadTyped): string {
  return partsOfProgram(program)
    .map((part) => `${displayed(partLatex(part))}\n`)
    .join("");
}

function toHead(read: ReadTyped): string {
  const shapes = Object.entries(shapesOf(read)).map(([name, shape]) => `${name} ${shape}`);
  const drawn = read.drawn.length === 0 ? "" : `numbers drawn for ${read.drawn.join(", ")}\n`;
  const lines = [read.text, ...(shapes.length === 0 ? [] : [shapes.join(", ")]), ...notesOf(read)];
  return `${lines.join("\n")}\n${drawn}${definitionsOf(read).join("\n")}\n`;
}

/** What a person has to know of how the shapes were read. */
function notesOf(read: ReadTyped): string[] {
  const { shapes } = read;
  const { vectors, columns, single } = howRead(read);
  const notes: string[] = [];
  if (vectors.length > 0) {
    const [first] = vectors;
    const other = shapes.names.get(first)?.dimensions === 1 ? "(n,1)" : "(n,)";
    notes.push(`${vectors.join(", ")} taken as vectors; --shape "${first}=${other}" takes another shape`);
  }
  if (columns.length > 0) {
    notes.push(`${columns.join(", ")} written as columns, as in textbooks: x @ y is x.T·y`);
  }
  if (single !== null) {
    notes.push(`the result is ${writeShape(single)}, derived as the single number in it`);
  }
  if (shapes.names.size === 0) notes.push("there is no name in it to derive it by: it is a constant");
  return notes;
}

function toText(
  { derivation, proof, fromTangents, fromDifferences, proved }: ProvedTyped,
  read: ReadTyped,
  notation: Request["notation"],
): string {
  const { steps, shared, result, start, free } = derivation;
  const lines = steps.flatMap((step) => [
    `  = ${notation === "matrix" ? matrixText(step.after, derivation) : indexText(step.after, derivation)}`,
    `      ${tellReason(step.reason, reasonsInEnglish)}`,
  ]);
  const names = shared.map((part) => `  with ${partText(part)}`);
  const evidence =
    `${steps.length} steps agree to ${proof.largest.toExponential(1)}, forward mode to ` +
    `${fromTangents.toExponential(1)}, central differences to ${fromDifferences.toExponential(1)}.`;
  return `${[
    "",
    writeIndexText(start, free),
    ...lines,
    "",
    result.matrix === null ? `${resultText(derivation)}  [no matrix notation]` : resultText(derivation),
    ...names,
    "",
    ...(result.matrix === null ? [] : typedNumpyLines(read.program, derivation).map((line) => `  ${line}`)),
    "",
    `${proved ? "Proved" : "Not proved"}: ${evidence}`,
  ].join("\n")}\n`;
}

function toLatex({ derivation }: ProvedTyped): string {
  const names = derivation.shared.map((part) => displayed(partLatex(part)));
  return `${[...stepsToLatex(derivation), ...names, displayed(resultLatex(derivation))].join("\n")}\n`;
}

function displayed(formula: string): string {
  return String.raw`\[ ${formula} \]`;
}
