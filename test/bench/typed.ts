/* How long typed expressions take to be read and refused: by chance, and the worst that are known. */
import { parseArgs } from "node:util";
import { checkShapes } from "../../core/calculus/typed/check-shapes.ts";
import { parseTyped } from "../../core/calculus/typed/parse-typed.ts";
import { RandomState } from "../../core/random/random-state.ts";
import { goalLine, saveResult } from "./results.mjs";

const MOST_MILLISECONDS = 50;

const { values: options } = parseArgs({
  options: { texts: { type: "string", default: "5000" }, json: { type: "string" } },
});
const random = new RandomState(1);
const below = (count: number): number => random.randint(0, count, 1, 1).values[0];

const sizes = new Map([
  ["X", { rows: 10, columns: 3 }],
  ["W1", { rows: 3, columns: 4 }],
  ["W2", { rows: 4, columns: 1 }],
  ["Y", { rows: 10, columns: 1 }],
]);
const pieces =
  "X W1 W2 Y x f( np. np.sum( .T ( ) [ ] , = ** @ * - + ' \" lambda axis= keepdims=True 2 1e9 0.5 \n \0 \u202e 😀 é ² λ".split(
    " ",
  );
const good = "np.sum((Y - f2(f1(X @ W1) @ W2))**2)";

/** A mutation of a good text, or a heap of pieces. */
function makeText(): string {
  const heap = (most: number): string =>
    Array.from({ length: below(most) + 1 }, () => pieces[below(pieces.length)]).join("");
  if (below(2) === 0) return heap(below(2) === 0 ? 20 : 400);
  const at = below(good.length);
  return good.slice(0, at) + heap(4) + good.slice(at + below(5));
}

const worst: Readonly<Record<string, string>> = {
  "10,000 brackets": "(".repeat(10_000),
  "10,000 letters": "X".repeat(10_000),
  "one name as long as a text": "X".repeat(999),
  "an unknown function with a long name": `${"a".repeat(990)}(X)`,
  "900 minuses": `${"-".repeat(900)}X`,
  "450 transposes": `X${".T".repeat(450)}`,
  "99 nested calls": `${"f(".repeat(99)}X${")".repeat(99)}`,
  "a sum of 100 names": `X${" + X".repeat(99)}`,
  "100 mistakes in shapes": `X @ X${" + X @ X".repeat(98)}`,
  "a misfit at the end of a long chain": `Y - (X${" @ W1 @ W1.T".repeat(40)})`,
  "a misfit that nothing mends": `X + (${"W1 * ".repeat(98)}W1)`,
  "a misfit deep inside": `${"np.exp(".repeat(90)}X @ Y${")".repeat(90)}`,
  "300 arguments": `np.exp(${"X, ".repeat(300)}X)`,
  "90 unknown functions": `${"tnah(X) + ".repeat(90)}X`,
};

function measure(text: string): number {
  const from = performance.now();
  const parsed = parseTyped(text);
  if (parsed.ok) checkShapes(text, parsed.expression, sizes);
  return performance.now() - from;
}

// The first ones also pay for making the code ready, once in a session.
const first = measure(good);
let longest = 0;
let slowest = "";
const count = Number(options.texts);
const begun = performance.now();
for (let i = 0; i < count; i++) {
  const text = makeText();
  const took = measure(text);
  if (took > longest) [longest, slowest] = [took, text];
}
const mean = (performance.now() - begun) / count;
console.log(`the first text: ${first.toFixed(1)} ms; ${count} by chance: ${mean.toFixed(3)} ms each`);
console.log(`the slowest, ${longest.toFixed(1)} ms: ${JSON.stringify(slowest.slice(0, 100))}`);
const times: Record<string, number> = {};
for (const [name, text] of Object.entries(worst)) {
  times[name] = Math.min(...[1, 2, 3].map(() => measure(text)));
  console.log(`${times[name].toFixed(1).padStart(6)} ms  ${name}`);
}
const most = Math.max(longest, ...Object.values(times));
console.log(
  goalLine({
    what: "a hostile expression, the longest",
    figure: most,
    unit: "ms",
    goal: `≤ ${MOST_MILLISECONDS} ms`,
    met: most <= MOST_MILLISECONDS,
  }),
);
saveResult("typed", { first, mean, longest, slowest, times }, options.json);
