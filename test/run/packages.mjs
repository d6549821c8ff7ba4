import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { npm, root } from "./command.mjs";

/** Whether this Node is one that package.json's `engines` asks for: ^20.19 or at least 22.12. */
export function nodeSuffices(version) {
  const [major, minor] = version.split(".").map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

/** Installs what package-lock.json asks for, where node_modules holds something else; says what it does. */
export async function preparePackages(say) {
  const wanted = readJson("package-lock.json");
  if (wanted === null) {
    say("Packages: package-lock.json is missing or unreadable, so nothing can be installed from it.");
    return false;
  }
  const present = readJson("node_modules/.package-lock.json");
  const lacking = lackingPackages(wanted.packages, present?.packages ?? {});
  if (lacking.length === 0) {
    say("Packages: installed, as package-lock.json asks.");
    return true;
  }
  say(
    present === null
      ? "Packages: not installed yet; installing them with `npm ci` (a few minutes at most) …"
      : `Packages: ${describe(lacking)} not as package-lock.json asks; installing with \`npm ci\` …`,
  );
  const installed = await npm(["ci", "--no-audit", "--no-fund"], { show: true });
  if (!installed.ok) {
    say("Packages: `npm ci` failed, see above. It needs the npm registry, or a filled npm cache.");
  }
  return installed.ok;
}

/**
 * The packages that a lockfile asks for and node_modules does not hold in that version. Optional ones may
 * be left out: npm installs only those that suit the platform.
 */
export function lackingPackages(wanted, present) {
  return Object.entries(wanted)
    .filter(([place, entry]) => place !== "" && !entry.optional && !entry.link)
    .filter(([place, entry]) => present[place]?.version !== entry.version)
    .map(([place]) => place.replace(/^.*node_modules\//, ""));
}

function describe(lacking) {
  if (lacking.length === 1) return `${lacking[0]} is`;
  return `${lacking.slice(0, 3).join(", ")}${lacking.length > 3 ? ` and ${lacking.length - 3} more` : ""} are`;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT" && !(error instanceof SyntaxError))
      process.stderr.write(`${error.message}\n`);
    return null;
  }
}
