import { formatProblem, type Problem } from "../../core/result.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import type { Request } from "./usage.ts";

/** Lists what is wrong with an experiment. */
export function refuse(problems: readonly Problem[], request: Request, io: Io): ExitCode {
  if (request.json) io.stdout.write(`${JSON.stringify({ problems })}\n`);
  const lines = problems.map((problem) => `  ${formatProblem(problem)}\n`);
  io.stderr.write(`${request.file} is not a good experiment:\n${lines.join("")}`);
  return exitCodes.badExperiment;
}
