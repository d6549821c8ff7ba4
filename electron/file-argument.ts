import { extname, resolve } from "node:path";

const endings = new Set([".json", ".rematrix"]);

/** The experiment files named on the command line, as absolute paths. */
export function fileArguments(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .filter((part) => !part.startsWith("-") && endings.has(extname(part).toLowerCase()))
    .map((part) => resolve(folder, part));
}
