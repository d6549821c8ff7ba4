import type { MatrixKey, MatrixName } from "../../core/network/names.ts";
import { sameKey } from "../state/focus.svelte.ts";
import type { MicroLook } from "./look.ts";

/** How a matrix is marked in formula and code: written, read, or read for the very cell that is being made. */
export type Mark = "written" | "read" | "lit" | null;

/** The mark of a matrix in the micro-step on the screen. */
export function markIn({ veil, lit }: MicroLook, key: MatrixKey): Mark {
  const { role } = veil(key);
  return role === "read" && lit.some((part) => sameKey(part.key, key)) ? "lit" : role;
}

/** A piece of a line of Python: the name of a matrix with its mark, or what stands between two. */
export interface CodePiece {
  readonly text: string;
  readonly mark: Mark;
}

/** A line of Python, the names of the step's matrices marked. */
export function markCode(line: string, look: MicroLook, nameOf: (key: MatrixKey) => MatrixName): CodePiece[] {
  const keys = [...look.step.targets.map(({ key }) => key), ...look.step.reads];
  const marks = new Map(keys.map((key) => [nameOf(key).code, markIn(look, key)]));
  return line.split(/\b/).map((text) => ({ text, mark: marks.get(text) ?? null }));
}
