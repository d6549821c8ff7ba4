import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { run as runWith } from "./run.ts";

/** The command line on this process's streams and files; gives the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  const { stdout, stderr, env } = process;
  // `npm run` changes to the project's folder and tells where it was called.
  const folder = (env.npm_lifecycle_event === "rematrix" && env.INIT_CWD) || process.cwd();
  const read = (path: string): Promise<string> => readFile(resolve(folder, path), "utf8");
  return runWith(argv, { stdout, stderr, readFile: read, isTerminal: stderr.isTTY === true });
}
