import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBuilder } from "vite";

/** Builds electron/ as `npm run build` does, into a folder of its own, and returns that folder. */
export async function buildShell(): Promise<string> {
  const outDir = realpathSync(mkdtempSync(join(tmpdir(), "rematrix-")));
  const elsewhere = { build: { outDir } };
  const builder = await createBuilder({
    configFile: "electron/vite.config.ts",
    logLevel: "error",
    environments: { node: elsewhere, commandLine: elsewhere, worker: elsewhere, preload: elsewhere },
  });
  await builder.buildApp();
  return outDir;
}
