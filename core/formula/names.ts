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

/** How many letters have to be put in, left out, changed or swapped with the next to get from a to b. */
function editDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => {
    const row = new Array<number>(b.length + 1).fill(0);
    row[0] = i;
    return row;
  });
  for (let j = 0; j <= b.length; j++) table[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const changed = table[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      table[i][j] = Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
  }
  return table[a.length][b.length];
}
