import { Matrix } from "../../../core/matrix/matrix.ts";
import type { NetworkProgram } from "../../../core/derivation/network-program.ts";
import type { Frame } from "../../../core/training/frame.ts";
import { givenValues } from "../../../core/training/derivation-proof.ts";
import type { Stage } from "../../state/player.svelte.ts";

/** The numbers of a step that formulas begin with: all samples, and the parameters of the frame. */
export function numbersOf(
  { loaded, network }: Pick<Stage, "loaded" | "network">,
  frame: Frame,
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
