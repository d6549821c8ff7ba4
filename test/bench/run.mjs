import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "../../electron/launch/prepare.mjs";

/** Every measurement, in the order in which it runs; one name alone picks it. */
const BENCHES = { steps: "steps.mjs", responsiveness: "responsiveness.mjs" };

const [name, ...rest] = process.argv.slice(2);
if (name !== undefined && !(name in BENCHES)) {
  console.error(`npm run bench [-- <${Object.keys(BENCHES).join(" | ")}> [options]]`);
  process.exit(2);
}

await build();
for (const [bench, file] of Object.entries(BENCHES)) {
  if (name !== undefined && name !== bench) continue;
  const script = fileURLToPath(new URL(file, import.meta.url));
  const { status } = spawnSync(process.execPath, [script, ...rest], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
