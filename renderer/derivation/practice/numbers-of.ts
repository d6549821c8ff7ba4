import { Matrix } from "../../../core/matrix/matrix.ts";
import type { NetworkProgram } from "../../../core/derivation/network-program.ts";
import type { NetworkPlan } from "../../../core/network/plan.ts";
import type { Frame, FrameSamples } from "../../../core/training/frame.ts";
import { givenValues } from "../../../core/training/derivation-proof.ts";

/** What a training has in all of its frames. */
interface Given {
  readonly loaded: Pick<FrameSamples, "samples" | "features" | "targets" | "X" | "Y">;
  readonly network: NetworkPlan;
}

/** The numbers of a step that formulas begin with: all samples, and the parameters of the frame. */
export function numbersOf(
  { loaded, network }: Given,
  frame: Pick<Frame, "matrix">,
  program: NetworkProgram,
): Map<string, Matrix> {
  const { samples, features, targets, X, Y } = loaded;
  const parameters = network.layers.map((_, layer) => {
    const { rows, columns, values } = frame.matrix({ kind: "W", layer });
    const b = network.bias ? frame.matrix({ kind: "b", layer }).values : null;
    return { W: new Matrix(rows, columns, values), b };
  });
  return givenValues(program, new Matrix(samples, features, X), new Matrix(samples, targets, Y), parameters);
}
