import { fileURLToPath } from "node:url";
import { ask } from "./python.ts";

/** Lines of Python to run, round after round, and the arrays to look at after each. */
export interface LinesCase {
  readonly given: Readonly<Record<string, readonly (readonly number[])[] | readonly number[]>>;
  readonly memory: readonly string[];
  readonly rounds: readonly (readonly string[])[];
  readonly keep: readonly string[];
  /** Whether products are summed in the lab's order instead of by BLAS. */
  readonly ordered: boolean;
}

/** Runs all cases in one Python with NumPy; of each case and round the kept arrays, row-major. */
export async function runLines(cases: readonly LinesCase[]): Promise<Record<string, number[]>[][]> {
  const script = fileURLToPath(new URL("run_lines.py", import.meta.url));
  return JSON.parse(await ask([script], JSON.stringify(cases))) as Record<string, number[]>[][];
}
