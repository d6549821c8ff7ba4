import { exitCodes, type Io } from "./io.ts";

/**
 * Ends where stdout takes nothing more: without a word where whoever reads it has seen enough, as `head` has, else with
 * the reason.
 */
export function endWithout(
  error: NodeJS.ErrnoException,
  stderr: Io["stderr"],
  exit: (code: number) => void,
): void {
  if (error.code === "EPIPE") return exit(exitCodes.done);
  stderr.write(`cannot write the answer: ${error.message}\n`);
  exit(exitCodes.wrongUsage);
}
