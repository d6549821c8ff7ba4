// Steps per second in this checkout, run by hand: node test/bench/steps.mjs [experiment …]
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { withBundle } from "./bundle.mjs";

await withBundle({ steps: "steps.ts" }, (folder) => {
  // One process per experiment: what the compiler learns from one must not slow down the next.
  const names = process.argv.slice(2);
  for (const name of names.length > 0 ? names : ["article", "article-linear", "loy", "xor", "iris"]) {
    const cwd = fileURLToPath(new URL("../..", import.meta.url));
    const { status } = spawnSync(process.execPath, [join(folder, "steps.mjs"), name], {
      cwd,
      stdio: "inherit",
    });
    if (status !== 0) process.exitCode = 1;
  }
});
