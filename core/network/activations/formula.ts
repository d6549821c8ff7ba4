import { derivativeOf } from "../../formula/derivative.ts";
import { parseFormula } from "../../formula/parse-formula.ts";
import { compileProgram } from "../../formula/program.ts";
import { domainOf, kinksOf } from "../../formula/singular-points.ts";
import {
  writeKeras,
  writeNumpy,
  writeNumpyFactor,
  writePlain,
  writeTorch,
} from "../../formula/write-code.ts";
import { writeLatex } from "../../formula/write-latex.ts";
import type { ElementwiseActivation } from "../activation.ts";

/** A longer formula is not a sign any more. */
const LONGEST_LABEL = 14;

/**
 * An activation of a person's own: f as typed, f′ by the rules of differentiation.
 *
 * @throws RangeError if the text is no formula; `parseFormula` says beforehand what is wrong with it.
 */
export function formulaActivation(text: string): ElementwiseActivation {
  const parsed = parseFormula(text);
  if (!parsed.ok)
    throw new RangeError(`${parsed.problem.message} (column ${parsed.problem.column}): ${text}`);
  const f = parsed.expression;
  const slope = derivativeOf(f);
  const value = compileProgram(f);
  const derivative = compileProgram(slope);
  const single = new Float64Array(1);
  const typed = text.trim();
  return {
    name: "formula",
    acts: "on elements",
    label: typed.length <= LONGEST_LABEL ? typed : "f(x)",
    spell: (x) => writePlain(f, `(${x})`),
    // Not known of a formula, and looking costs little.
    hidesInfinity: true,
    domain: domainOf(f),
    kinks: kinksOf(f),
    apply(x) {
      single[0] = x;
      value.run(single, single, 1);
      return single[0];
    },
    derivative(x) {
      single[0] = x;
      derivative.run(single, single, 1);
      return single[0];
    },
    applyInto: (out, z, rows, columns) => value.run(out, z, rows * columns),
    multiplyByDerivativeInto: (gradient, z, _h, rows, columns) =>
      derivative.multiply(gradient, z, rows * columns),
    latex: { value: (x) => writeLatex(f, x), derivative: (x) => writeLatex(slope, x) },
    numpy: { value: (z) => writeNumpy(f, z), derivative: (z) => writeNumpyFactor(slope, z) },
    torch: { value: (z) => writeTorch(f, z) },
    keras: `lambda Z: ${writeKeras(f, "Z")}`,
  };
}
