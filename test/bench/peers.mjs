import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { installed } from "../../electron/launch/prepare.mjs";

const folder = fileURLToPath(new URL("peers", import.meta.url));

/** Installs the peers' packages where they are missing; whether they are there afterwards. */
export function preparePeers(say) {
  if (present()) return true;
  say("Installing the libraries to compare with (npm ci in test/bench/peers; needs a network) …");
  // Their install scripts build graphics libraries that nothing here needs.
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const patience = ["--fetch-retries=1", "--fetch-retry-mintimeout=2000"];
  const parameters = ["ci", "--ignore-scripts", ...quiet, ...patience];
  const shell = process.platform === "win32";
  spawnSync(shell ? "npm.cmd" : "npm", parameters, { cwd: folder, stdio: ["ignore", 2, 2], shell });
  if (present()) return true;
  say("They could not be installed: the race goes on without them, and goals against them stay open.");
  return false;
}

/** The peers' versions, by name. */
export function peerVersions() {
  return JSON.parse(readFileSync(`${folder}/package.json`, "utf8")).dependencies;
}

function present() {
  const file = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(file)) return false;
  const read = (path) => JSON.parse(readFileSync(path, "utf8")).packages;
  return installed({ wanted: read(`${folder}/package-lock.json`), present: read(file) });
}
