import { run } from "../../electron/command-line/run.ts";

/** What a command said, and which files it wrote. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: Readonly<Record<string, Uint8Array>>;
}

/** Files that exist only here; those in `locked/` cannot be written. */
export type FilesHere = Readonly<Record<string, string | Uint8Array>>;

/** Runs the command line on files that exist only here. */
export async function rematrix(
  args: readonly string[],
  files: FilesHere = {},
  isTerminal = false,
): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  const written: Record<string, Uint8Array> = {};
  const code = await run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    readFile: async (path, limit) => {
      if (!(path in files)) throw systemError("ENOENT", `no such file or directory, open '${path}'`);
      const found = files[path];
      const bytes = typeof found === "string" ? new TextEncoder().encode(found) : found;
      return bytes.length > limit ? null : bytes;
    },
    checkWritable: async (path) => {
      if (path.startsWith("locked/")) throw systemError("EACCES", `permission denied, access '${path}'`);
    },
    writeFile: async (path, bytes) => {
      if (path.startsWith("full/")) throw systemError("ENOSPC", "no space left on device, write");
      written[path] = bytes;
    },
    isTerminal,
  });
  return { code, stdout, stderr, written };
}

/** An error as Node makes it of what the system says. */
function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
