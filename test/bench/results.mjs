import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Where figures of this name are kept; git does not see them. */
export function resultFile(name) {
  return fileURLToPath(new URL(`../results/${name}.json`, import.meta.url));
}

/** Writes figures as JSON, to test/results/<name>.json where no file is named, and says where. */
export function saveResult(name, result, file) {
  const output = file ?? resultFile(name);
  mkdirSync(path.dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify({ when: new Date().toISOString(), ...result }, null, 2)}\n`);
  console.log(`As JSON: ${output}`);
}

/** A line that holds a figure against its goal; throws where the figure is none. */
export function goalLine({ what, figure, unit, goal, met }) {
  if (!Number.isFinite(figure)) throw new Error(`${what}: measured ${figure}`);
  const shown = Math.abs(figure) >= 100 ? Math.round(figure).toLocaleString("en-US") : figure.toFixed(1);
  return `${met ? "met    " : "NOT MET"}  ${what}: ${shown} ${unit} (goal ${goal})`;
}
