import { passCodes, type MatrixKey } from "../../core/network/names.ts";
import {
  GRADIENT_TOLERANCE,
  GradientChecker,
  type GradientCheck,
  type MatrixCheck,
} from "../../core/training/gradient-check.ts";
import { beginRun, goToStep } from "./begin-run.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { describeNetwork } from "./print.ts";
import { ProgressBar } from "./progress-bar.ts";
import type { Input } from "./read-input.ts";
import { refuse } from "./refuse.ts";
import type { Request } from "./usage.ts";

/**
 * Compares the gradients on all samples with central differences: before the first step, or those of a saved run,
 * or after N steps.
 */
export function check(input: Input, request: Request, io: Io): ExitCode {
  const run = beginRun(input);
  if (!run.ok) return refuse(run.problems, request, io);
  const { experiment, drawn } = input;
  const { trainer } = run.value;
  if (request.steps !== null) goToStep(run.value, request.steps);
  trainer.look();
  const codeOf = passCodes(experiment.network.layers);
  if (trainer.breakdown !== null) {
    const code = codeOf(trainer.breakdown.matrix);
    const step = trainer.breakdown.step;
    io.stderr.write(
      `${code} is no longer finite at step ${step}. Try a smaller rate, or smaller data and weights.\n`,
    );
    return exitCodes.notFinite;
  }
  const { X, Y } = drawn;
  const checker = new GradientChecker(experiment, X, Y, trainer.parameters, trainer.pass.gradient);
  const bar = new ProgressBar(io);
  while (checker.advance()) {
    const { done, total } = checker;
    bar.show(done / total, `${done} of ${total} derivatives`, performance.now());
  }
  bar.clear();
  const result = checker.result();
  if (request.json) io.stdout.write(`${JSON.stringify(toJson(result, codeOf))}\n`);
  else {
    io.stdout.write(
      `${experiment.name}\n` +
        describeNetwork(experiment, X.rows, X.columns) +
        `step ${trainer.step}: cost ${trainer.cost}\n\n${toText(result, codeOf)}`,
    );
  }
  return result.ok ? exitCodes.done : exitCodes.badGradient;
}

type CodeOf = (key: MatrixKey) => string;

function toJson({ ok, largest, matrices }: GradientCheck, codeOf: CodeOf): object {
  return {
    ok,
    largest,
    tolerance: GRADIENT_TOLERANCE,
    matrices: matrices.map(({ matrix, cells: _, rows, columns, ...rest }) => ({
      name: codeOf(matrix),
      ...rest,
      numbers: rows * columns,
    })),
  };
}

const HEAD = ["", "largest difference", "at", "backward pass", "central difference", "compared", "at a kink"];

function toText({ ok, largest, matrices }: GradientCheck, codeOf: CodeOf): string {
  const rows = [HEAD, ...matrices.map((matrix) => cellsOf(matrix, codeOf))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((cell, column) => pad(cell, widths[column], column)).join("  "));
  const notes = matrices.flatMap((matrix) => notesOf(matrix, codeOf));
  const verdict = ok
    ? `Every gradient is right: no relative difference above ${GRADIENT_TOLERANCE}.`
    : `A relative difference of ${largest.toPrecision(3)} is above ${GRADIENT_TOLERANCE}.`;
  return `${[...lines, "", ...notes, verdict].map((line) => line.trimEnd()).join("\n")}\n`;
}

function cellsOf(check: MatrixCheck, codeOf: CodeOf): string[] {
  const { matrix, largest, row, column, analytic, numeric, compared, kinks, rows, columns } = check;
  return [
    codeOf(matrix),
    largest.toExponential(1),
    `[${row},${column}]`,
    analytic.toPrecision(10),
    numeric.toPrecision(10),
    `${compared} of ${rows * columns}`,
    String(kinks),
  ];
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function notesOf({ matrix, noise, unjudged }: MatrixCheck, codeOf: CodeOf): string[] {
  const code = codeOf(matrix);
  return [
    ...(noise > GRADIENT_TOLERANCE
      ? [`${code}: rounding in the cost hides relative differences up to ${noise.toExponential(1)}.`]
      : []),
    ...(unjudged > 0
      ? [`${code}: ${unjudged} at several kinks at once, which differences cannot judge.`]
      : []),
  ];
}
