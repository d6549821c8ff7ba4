import { editDistance } from "./edit-distance.ts";
import { constants } from "./expression.ts";
import { knownFunctions } from "./known-functions.ts";

/** Every name that a formula may use. */
const names: readonly string[] = [
  "x",
  ...Object.keys(constants),
  ...Object.keys(knownFunctions),
  "maximum",
  "minimum",
  "where",
];

/** What people call by another name elsewhere. */
const otherNames: Readonly<Record<string, string>> = {
  ln: "log(x)",
  atan: "arctan(x)",
  max: "maximum(x, 0)",
  min: "minimum(x, 0)",
  relu: "maximum(x, 0)",
  sigmoid: "1/(1 + exp(-x))",
  softplus: "log1p(exp(x))",
  power: "x**2",
  pow: "x**2",
  square: "x**2",
};

/** What to say of a name that no formula knows: `knows no "tnah": did you mean "tanh"?`. */
export function adviseName(name: string): string {
  const lower = name.toLowerCase();
  if (Object.hasOwn(otherNames, lower)) return `knows no "${name}": write ${otherNames[lower]}`;
  const [nearest] = names
    .map((known) => ({ known, distance: editDistance(lower, known) }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest.distance <= Math.min(2, nearest.known.length - (nearest.known === "x" ? 0 : 1))) {
    return `knows no "${name}": did you mean "${nearest.known}"?`;
  }
  return `knows no "${name}": it knows ${names.join(", ")}`;
}
