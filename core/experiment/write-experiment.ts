import type { Experiment } from "./experiment.ts";

/** Lines are no longer than this where the value allows it. */
const WIDTH = 110;

/** The keys of an experiment in the order in which they are written. */
const keys: readonly (keyof Experiment)[] = [
  "format",
  "version",
  "name",
  "notes",
  "seed",
  "data",
  "split",
  "scaling",
  "network",
  "weights",
  "cost",
  "penalty",
  "training",
];

/**
 * An experiment as the text of an `experiment.json`, laid out as Prettier does: indented by two spaces, a row
 * of a matrix on a line of its own, a final line break. Numbers are written so that they read back bit for
 * bit.
 */
export function writeExperiment(experiment: Experiment): string {
  const held = keys.filter((key) => experiment[key] !== undefined);
  const members = held.map((key) => `  ${JSON.stringify(key)}: ${write(experiment[key], 2, key.length + 6)}`);
  return `{\n${members.join(",\n")}\n}\n`;
}

/** A value whose lines are indented by `indent` and whose first one starts at column `start`. */
function write(value: unknown, indent: number, start: number): string {
  if (Array.isArray(value)) return writeList(value, indent, start);
  if (typeof value !== "object" || value === null) return writePlain(value);
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  const plain = entries.every(([, held]) => typeof held !== "object" || held === null);
  if (plain) {
    const line = entries.map(([key, held]) => `${JSON.stringify(key)}: ${writePlain(held)}`).join(", ");
    if (start + line.length + "{  },".length <= WIDTH) return `{ ${line} }`;
  }
  const inner = " ".repeat(indent + 2);
  const members = entries.map(
    ([key, held]) => `${inner}${JSON.stringify(key)}: ${write(held, indent + 2, indent + key.length + 6)}`,
  );
  return `{\n${members.join(",\n")}\n${" ".repeat(indent)}}`;
}

/** A list on one line where it fits; else numbers fill lines, and anything else has a line of its own. */
function writeList(list: readonly unknown[], indent: number, start: number): string {
  const elements = list.map((element) => write(element, indent + 2, indent + 2));
  const line = `[${elements.join(", ")}]`;
  const rows = list.length > 1 && list.every((element) => sizeOf(element) > 1);
  if (!rows && !line.includes("\n") && start + line.length + 1 <= WIDTH) return line;
  const inner = " ".repeat(indent + 2);
  const numbers = list.every((element) => typeof element === "number");
  const lines = numbers ? fill(elements, inner) : inner + elements.join(`,\n${inner}`);
  return `[\n${lines}\n${" ".repeat(indent)}]`;
}

/** How many elements or keys a value has; rows of several numbers stand below each other. */
function sizeOf(value: unknown): number {
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}

/** Words with commas in as few lines as they need. */
function fill(words: readonly string[], inner: string): string {
  const lines: string[] = [];
  let line = inner;
  words.forEach((word, index) => {
    const piece = index === words.length - 1 ? word : `${word},`;
    if (line !== inner && line.length + 1 + piece.length > WIDTH) {
      lines.push(line);
      line = inner;
    }
    line += line === inner ? piece : ` ${piece}`;
  });
  return [...lines, line].join("\n");
}

function writePlain(value: unknown): string {
  // JSON.stringify forgets the sign of zero, which a weight may have.
  return Object.is(value, -0) ? "-0" : JSON.stringify(value);
}
