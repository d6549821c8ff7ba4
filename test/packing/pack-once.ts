import { rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { describeSizes, sizesIn } from "../../electron/packaging/report-size.mjs";
import { packWithStandIns, type Packed } from "./pack.ts";

declare module "vitest" {
  interface ProvidedContext {
    packed: Packed;
  }
}

/** Packs once for all files of checks, and clears away what was packed. */
export default async function setup(project: TestProject): Promise<() => void> {
  const packed = await packWithStandIns();
  // Electron's runtime, some 250 MB, is not among them.
  process.stdout.write(`${describeSizes(await sizesIn(join(packed.folder, "dist")))}\n`);
  project.provide("packed", packed);
  return () => rmSync(packed.folder, { recursive: true, force: true });
}
