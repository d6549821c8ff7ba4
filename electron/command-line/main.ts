import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { writeAtomically } from "../atomic-write.ts";
import { readBounded } from "../read-bounded.ts";
import { endWithout } from "./end-without.ts";
import { run as runWith } from "./run.ts";

/** The command line on this process's streams and files; gives the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  const { stdout, stderr, env } = process;
  // `npm run` changes to the project's folder and tells where it was called.
  const folder = (env.npm_lifecycle_event === "rematrix" && env.INIT_CWD) || process.cwd();
  const at = (path: string): string => resolve(folder, path);
  stdout.on("error", (error) => endWithout(error, stderr, process.exit));
  return runWith(argv, {
    stdout,
    stderr,
    readFile: (path, limit) => readBounded(at(path), limit),
    checkWritable: (path) => checkWritable(at(path)),
    writeFile: (path, bytes) => writeAtomically(at(path), bytes),
    isTerminal: stderr.isTTY === true,
  });
}

/** What stands in the way of a file that replaces what is there now, or of writing to what is no file, if anything is. */
async function checkWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  if (found !== null) await access(path, constants.W_OK);
  if (found?.isFile() !== false) await access(dirname(path), constants.W_OK);
}
