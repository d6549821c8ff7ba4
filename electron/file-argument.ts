import { extname, resolve } from "node:path";

/** The experiment file named on the command line, as an absolute path, or null. */
export function fileArgument(argv: readonly string[], folder: string): string | null {
  const named = argv
    .slice(1)
    .find((part) => !part.startsWith("-") && extname(part).toLowerCase() === ".json");
  return named === undefined ? null : resolve(folder, named);
}
