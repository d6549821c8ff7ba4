import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { printMatrix } from "./print.ts";
import type { Input } from "./read-input.ts";
import type { Request } from "./usage.ts";

/** Prints the drawn X and Y. */
export function data({ drawn }: Input, request: Request, io: Io): ExitCode {
  const { X, Y, featureNames, targetNames } = drawn;
  if (request.json) {
    const answer = { X: X.toRows(), Y: Y.toRows(), features: featureNames, targets: targetNames };
    io.stdout.write(`${JSON.stringify(answer)}\n`);
  } else {
    io.stdout.write(
      `features: ${featureNames.join(", ")}\n${printMatrix("X", X)}` +
        `targets: ${targetNames.join(", ")}\n${printMatrix("Y", Y)}`,
    );
  }
  return exitCodes.done;
}
