import type { Derivation } from "../calculus/derivation.ts";
import { writeNumpyLines as write, type NumpyGoal } from "../calculus/numpy-lines.ts";
import type { NetworkProgram } from "./network-program.ts";

/**
 * A network's gradient as lines of NumPy: with X, Y, the parameters and `np` defined, they leave ∂cost/∂W1 in
 * `dW1`, b1's in `db1`, or δ in `deltaW1`, `deltab1`. Only what is needed is computed.
 *
 * @throws RangeError if the result has no matrix notation.
 */
export function writeNumpyLines(
  { program, numbers }: Pick<NetworkProgram, "program" | "numbers">,
  derivation: Derivation,
  goal?: NumpyGoal,
): string[] {
  return write(
    program,
    numbers.map(({ symbol, numpy }) => ({ code: symbol.code, numpy })),
    derivation,
    goal,
  );
}
