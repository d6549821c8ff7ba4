// Steps per second in this checkout, run by hand: node test/bench/steps.mjs [experiment …]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const folder = mkdtempSync(join(tmpdir(), "rematrix-bench-"));
try {
  await build({
    configFile: false,
    root: fileURLToPath(new URL("../..", import.meta.url)),
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL("steps.ts", import.meta.url)),
      outDir: folder,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "steps.mjs" } },
    },
  });
  // One process per experiment: what the compiler learns from one must not slow down the next.
  const names = process.argv.slice(2);
  for (const name of names.length > 0 ? names : ["article", "article-linear", "loy", "xor", "iris"]) {
    const cwd = fileURLToPath(new URL("../..", import.meta.url));
    spawnSync(process.execPath, [join(folder, "steps.mjs"), name], { cwd, stdio: "inherit" });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
