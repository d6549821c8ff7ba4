import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * Where the training worker of the program in this folder stands. Threads start from real files only, so the
 * packed application keeps this one beside its archive.
 */
export function workerFile(folder: string): string {
  return join(folder, "training-worker.mjs").replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
}

/**
 * Whether the training worker is the one that was built with this program. Electron checks what is in the
 * archive, as the digest is, and nothing beside it.
 */
export function isWorkerIntact(folder: string): boolean {
  try {
    const meant = readFileSync(join(folder, "training-worker.sha256"), "utf8");
    return (
      createHash("sha256")
        .update(readFileSync(workerFile(folder)))
        .digest("hex") === meant
    );
  } catch {
    return false;
  }
}
