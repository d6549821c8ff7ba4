import { existsSync } from "node:fs";
import process from "node:process";
import { CHROMIUM_VARIABLE, chromiumMissing, findChromium } from "../support/chromium.mjs";
import { node, root, run } from "./command.mjs";

/** How long Playwright may try to download its Chromium, in seconds: some networks swallow it silently. */
const DOWNLOAD_LIMIT = 240;

/** Finds a Chromium, or installs one by what the machine has; says what it does. Null when all fails. */
export async function prepareChromium(say) {
  // A browser that the person named is the one to use; another in its place would not be what was asked for.
  const named = Boolean(process.env[CHROMIUM_VARIABLE]);
  const found = findChromium() ?? (named ? null : ((await download(say)) ?? (await installPackage(say))));
  if (found === null) say(chromiumMissing());
  else say(`Chromium: ${found.executablePath} (${found.from}).`);
  return found;
}

async function download(say) {
  const installer = `${root}/node_modules/@playwright/test/cli.js`;
  if (!existsSync(installer)) return null;
  say("Chromium: none found; downloading Playwright's with `npx playwright install chromium` …");
  const outcome = await node(installer, ["install", "chromium"], { limit: DOWNLOAD_LIMIT });
  const found = findChromium();
  if (found === null) {
    const reason = outcome.late
      ? `was not there after ${DOWNLOAD_LIMIT} s`
      : outcome.ok
        ? "came, but does not start here (it lacks system libraries)"
        : `failed: ${mainLine(outcome.output)}`;
    say(`Chromium: the download ${reason}.`);
  }
  return found;
}

async function installPackage(say) {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return null;
  if (process.getuid?.() !== 0) {
    say("Chromium: `apt-get install chromium` could help, but only root may run it.");
    return null;
  }
  const apt = (...args) => run("apt-get", args, { env: { DEBIAN_FRONTEND: "noninteractive" }, limit: 600 });
  const install = () => apt("install", "-y", "--no-install-recommends", "chromium");
  say("Chromium: installing the system's package with `apt-get install chromium` …");
  let outcome = await install();
  if (!outcome.ok) {
    say("Chromium: refreshing the package lists with `apt-get update` and trying again …");
    await apt("update");
    outcome = await install();
  }
  if (!outcome.ok) say(`Chromium: apt-get failed: ${mainLine(outcome.output)}`);
  return findChromium();
}

/** The line of a failed command that says what went wrong. */
function mainLine(output) {
  const lines = output.trim().split("\n");
  return (lines.find((line) => /^\s*(?:E:|Error\b|.*\bfailed\b)/i.test(line)) ?? lines.at(-1) ?? "").trim();
}
