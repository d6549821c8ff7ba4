import { Matrix } from "../../core/matrix/matrix.ts";
import { beginRun } from "./begin-run.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { printMatrix } from "./print.ts";
import type { Input } from "./read-input.ts";
import { refuse } from "./refuse.ts";
import type { Request } from "./usage.ts";

/**
 * Prints the drawn X and Y; where columns are scaled, X before it and what was subtracted and divided by;
 * where samples are kept for testing, those.
 */
export function data(input: Input, request: Request, io: Io): ExitCode {
  const run = input.saved && beginRun(input);
  if (run?.ok === false) return refuse(run.problems, request, io);
  const { drawn } = input;
  const { X, Y, raw, scaling, test, featureNames, targetNames } = drawn;
  if (request.json) {
    const answer = {
      X: X.toRows(),
      Y: Y.toRows(),
      features: featureNames,
      targets: targetNames,
      raw: raw?.toRows() ?? null,
      scaling: scaling && { shift: [...scaling.shift], scale: [...scaling.scale] },
      test: test && { X: test.X.toRows(), Y: test.Y.toRows() },
    };
    io.stdout.write(`${JSON.stringify(answer)}\n`);
  } else {
    const before =
      raw === null || scaling === null
        ? ""
        : printMatrix("X0", raw) +
          printMatrix("shift", rowOf(scaling.shift)) +
          printMatrix("scale", rowOf(scaling.scale)) +
          "X = (X0 - shift) / scale\n";
    const kept = test === null ? "" : printMatrix("Xtest", test.X) + printMatrix("Ytest", test.Y);
    io.stdout.write(
      `features: ${featureNames.join(", ")}\n${before}${printMatrix("X", X)}` +
        `targets: ${targetNames.join(", ")}\n${printMatrix("Y", Y)}${kept}`,
    );
  }
  return exitCodes.done;
}

function rowOf(values: Float64Array): Matrix {
  return new Matrix(1, values.length, values);
}
