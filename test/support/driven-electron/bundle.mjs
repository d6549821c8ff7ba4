import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const results = fileURLToPath(new URL("../../results/driven-electron", import.meta.url));

/**
 * The stand-in as one JavaScript file, which every Node can run, and its address. It is made once for each state of
 * its sources.
 */
export async function bundleStandIn() {
  const hash = createHash("sha256");
  const sources = readdirSync(here).filter((name) => name.endsWith(".ts"));
  for (const name of sources.sort()) hash.update(name).update(readFileSync(path.join(here, name)));
  const name = `${hash.digest("hex").slice(0, 16)}.mjs`;
  const file = path.join(results, name);
  if (!existsSync(file)) await bundle(name, file);
  return pathToFileURL(file).href;
}

async function bundle(name, file) {
  const { build } = await import("vite");
  mkdirSync(results, { recursive: true });
  // Two processes may make it at the same time; a rename lets either of them be the last.
  const outDir = path.join(results, `making-${process.pid}`);
  await build({
    configFile: false,
    root: here,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: path.join(here, "boot.ts"),
      outDir,
      minify: false,
      target: "node20.19",
      rolldownOptions: { output: { entryFileNames: name } },
    },
  });
  renameSync(path.join(outDir, name), file);
  rmSync(outDir, { recursive: true });
}
