import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A Python 3 on this machine, and which of the modules that exports need it has. */
export interface Python {
  readonly command: string;
  readonly modules: ReadonlySet<string>;
}

/** What a script did. */
export interface Answer {
  /** Its last line of output. */
  readonly last: string;
  /** Its arrays by name; numbers that are not finite are texts. */
  readonly values: Readonly<Record<string, PlainValue>>;
}

export type PlainValue = number | string | readonly PlainValue[];

const wanted = ["numpy", "torch", "nbformat", "keras"];
const probe =
  "import importlib.util, json, sys; assert sys.version_info >= (3, 8); " +
  `print(json.dumps([m for m in ${JSON.stringify(wanted)} if importlib.util.find_spec(m)]))`;
const runner = fileURLToPath(new URL("run_scripts.py", import.meta.url));

/** The first Python 3 that has NumPy, else any, else null. REMATRIX_PYTHON names another one. */
export const python: Python | null = findPython();

function findPython(): Python | null {
  const named = process.env.REMATRIX_PYTHON;
  const commands = named === undefined ? ["/usr/bin/python3", "python3", "python"] : [named];
  const found = commands.flatMap((command): Python[] => {
    const { status, stdout } = spawnSync(command, ["-c", probe], { encoding: "utf8" });
    return status === 0 ? [{ command, modules: new Set(JSON.parse(stdout) as string[]) }] : [];
  });
  return found.find(({ modules }) => modules.has("numpy")) ?? found[0] ?? null;
}

/** Whether scripts that need this module can be run. */
export function hasModule(name: string): boolean {
  return python?.modules.has(name) ?? false;
}

/** What a title says where something cannot be tried: nothing, or the reason. */
export function unless(present: boolean, module?: string): string {
  const missing = module === undefined ? "Python 3" : `Python 3 with ${module}`;
  return present ? "" : ` (not tried: this machine has no ${missing})`;
}

/**
 * Runs scripts in one process and gives what became of each under its name; a script that fails throws what
 * Python says.
 */
export async function runScripts(
  scripts: Readonly<Record<string, string>>,
  names: readonly string[],
): Promise<Readonly<Record<string, Answer>>> {
  const stdout = await ask([runner], JSON.stringify({ scripts, names }));
  const answers = JSON.parse(stdout) as Record<string, Answer | { readonly error: string }>;
  for (const [key, answer] of Object.entries(answers)) {
    if ("error" in answer) throw new Error(`${key}:\n${answer.error}\n${scripts[key]}`);
  }
  return answers as Record<string, Answer>;
}

/** What Python prints for these arguments and this text on its standard input. */
export async function ask(parameters: readonly string[], input: string): Promise<string> {
  if (python === null) throw new Error("there is no Python 3");
  const running = promisify(execFile)(python.command, [...parameters], {
    maxBuffer: 2 ** 28,
    // One thread: the matrices are small, and tests run beside each other.
    env: { KERAS_BACKEND: "torch", ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  running.child.stdin?.end(input);
  return (await running).stdout;
}
