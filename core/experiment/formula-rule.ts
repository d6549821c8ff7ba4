import { parseFormula } from "../formula/parse-formula.ts";
import { describe, rule, type Complaint } from "./rules.ts";

/** The text of a formula in x that can be read. */
export function formula() {
  return rule<string>((input): Complaint | null => {
    if (typeof input !== "string") {
      const message = `must be a formula in x, such as "x*exp(-x**2)", got ${describe(input)}`;
      return { code: "wrong-type", values: { got: describe(input) }, message };
    }
    const parsed = parseFormula(input);
    if (parsed.ok) return null;
    const { column, message } = parsed.problem;
    return {
      code: "formula",
      values: { column, got: describe(input) },
      message: `${message} (column ${column})`,
    };
  });
}
