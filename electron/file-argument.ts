import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const endings = new Set([".json", ".rematrix"]);

/** Whether a file is called as experiments are: `.rematrix` or `.json`. */
export function isExperimentName(path: string): boolean {
  return endings.has(extname(path).toLowerCase());
}

/** The experiment files named on the command line, by paths or, as Linux's desktops do, by addresses. */
export function fileArguments(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .filter((part) => !part.startsWith("-") && isExperimentName(part))
    .flatMap((part) => (part.startsWith("file:") ? pathOf(part) : [resolve(folder, part)]));
}

/** The path that a file's address means; none where it is on another machine. */
function pathOf(address: string): string[] {
  try {
    return [fileURLToPath(address)];
  } catch {
    return [];
  }
}
