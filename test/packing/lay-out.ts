import { extractAll } from "@electron/asar";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Lays an archive out so that Node can run what is in it, and returns where. Only Electron reads an archive as
 * if it were a folder; here a folder of the archive's name has its files, except for what stands beside the
 * archive, so that main finds each only where it will be.
 */
export function layOut(resources: string): { folder: string; archive: string } {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "rematrix-start-"));
  const archive = join(folder, "app.asar");
  extractAll(join(resources, "app.asar"), archive);
  rmSync(join(archive, "out/electron/training-worker.mjs"));
  cpSync(join(resources, "app.asar.unpacked"), `${archive}.unpacked`, { recursive: true });
  return { folder, archive };
}
