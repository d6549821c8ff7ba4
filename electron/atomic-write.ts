import { randomBytes } from "node:crypto";
import { open, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const renameTries = 5;
const renamePause = 100;

/**
 * Writes a text, in UTF-8, or bytes so that the file holds either the old content or the new, whatever interrupts it: into a
 * new file in the same folder, onto the disk, then in place of the old one. Throws Node's file errors.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  // A link stays a link: what it points at is replaced.
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  const mode = await stat(target).then(
    (found) => found.mode & 0o777,
    () => 0o666,
  );
  try {
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(content, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await replace(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Windows refuses for a moment while a virus scanner or an indexer looks at either file. */
async function replace(from: string, to: string): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const passing = ["EPERM", "EBUSY", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (process.platform !== "win32" || !passing || tried === renameTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, renamePause * tried));
    }
  }
}
