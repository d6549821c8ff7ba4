import { Matrix } from "../../core/matrix/matrix.ts";
import { passCodes, type MatrixKind } from "../../core/network/names.ts";
import { beginRun } from "./begin-run.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { describeNetwork, printMatrix, toRows } from "./print.ts";
import type { Input } from "./read-input.ts";
import { refuse } from "./refuse.ts";
import type { Request } from "./usage.ts";

/** Prints every matrix of one forward and one backward pass on all samples, before the first step or of a saved run. */
export function pass(input: Input, request: Request, io: Io): ExitCode {
  const run = beginRun(input);
  if (!run.ok) return refuse(run.problems, request, io);
  const { experiment, drawn } = input;
  const { trainer } = run.value;
  trainer.look();
  const { parameters, cost } = trainer;
  const { layers, gradient, error } = trainer.pass;
  const { X, Y } = drawn;
  if (request.json) {
    const answer = {
      cost,
      layers: layers.map(({ units, Z, H }, layer) => ({
        W: toRows(parameters.W[layer], units),
        b: parameters.b[layer] && Array.from(parameters.b[layer]),
        Z: toRows(Z, units),
        H: toRows(H, units),
        dW: toRows(gradient.W[layer], units),
        db: gradient.b[layer] && Array.from(gradient.b[layer]),
      })),
      X: X.toRows(),
      Y: Y.toRows(),
    };
    io.stdout.write(`${JSON.stringify(answer)}\n`);
  } else {
    const codeOf = passCodes(experiment.network.layers);
    const print = (kind: MatrixKind, layer: number, values: Float64Array | null, columns: number): string =>
      values === null
        ? ""
        : printMatrix(codeOf({ kind, layer }), new Matrix(values.length / columns, columns, values));
    const forward = layers.map(
      ({ units, Z, H }, layer) =>
        print("W", layer, parameters.W[layer], units) +
        print("b", layer, parameters.b[layer], units) +
        print("Z", layer, Z, units) +
        (H === Z ? "" : print("H", layer, H, units)),
    );
    const backward = layers.map(
      ({ units }, layer) =>
        print("dW", layer, gradient.W[layer], units) + print("db", layer, gradient.b[layer], units),
    );
    io.stdout.write(
      `${experiment.name}\n` +
        describeNetwork(experiment, X.rows, X.columns) +
        `\n${printMatrix("X", X)}${forward.join("")}${printMatrix("Y", Y)}` +
        print("error", 0, error, Y.columns) +
        `cost ${cost}\n\n${backward.reverse().join("")}`,
    );
  }
  if (trainer.breakdown === null) return exitCodes.done;
  const code = passCodes(experiment.network.layers)(trainer.breakdown.matrix);
  io.stderr.write(`${code} is the first matrix that is not finite. Try smaller data or smaller weights.\n`);
  return exitCodes.notFinite;
}
