import path from "node:path";
import { withLock } from "../../electron/launch/lock.mjs";
import { installed, locks } from "../../electron/launch/prepare.mjs";
import { npm, root } from "./command.mjs";

/**
 * Installs what package-lock.json asks for, where node_modules holds something else, and says what it
 * does. `npm start` at the same time waits, or is waited for: both hold the same lock.
 */
export function preparePackages(say) {
  return withLock(path.join(root, "out", "preparing.lock"), async () => {
    const found = await locks(root);
    if (installed(found)) {
      say("Packages: installed, as package-lock.json asks.");
      return true;
    }
    const why = found.present === null ? "not installed yet" : "not as package-lock.json asks";
    say(`Packages: ${why}; installing them with \`npm ci\`, which takes a minute or two …`);
    const { ok } = await npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], { show: true });
    if (!ok) say("Packages: `npm ci` failed, see above. It needs the npm registry, or a filled npm cache.");
    return ok;
  });
}
