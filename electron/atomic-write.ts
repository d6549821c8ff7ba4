import { access, constants, open, realpath, rename, stat, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import process from "node:process";
import { removeLeftovers, temporaryFor } from "./leftovers.ts";

const renameTries = 5;
const renamePause = 100;

/**
 * Writes a text, in UTF-8, or bytes so that the file holds either the old content or the new, whatever interrupts it: into a
 * new file in the same folder, onto the disk, then in place of the old one. What is no file, such as a pipe or a device,
 * is written to and stays what it is. Throws Node's file errors.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) return writeFile(path, content, "utf8");
  // A link stays a link: what it points at is replaced.
  const target = await realpath(path).catch(() => path);
  await removeLeftovers(target);
  const temporary = temporaryFor(target);
  // Renaming asks only for the folder's permission: a file that was made read-only would be replaced.
  if (found !== null) await access(target, constants.W_OK);
  const mode = found === null ? 0o666 : found.mode & 0o777;
  try {
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(content, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await replace(temporary, target);
    await settle(dirname(target));
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** A renamed file survives a loss of power once its folder is on the disk, too; Windows cannot be asked for that. */
async function settle(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // Some file systems do not do it; the file is whole all the same.
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
