import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";

/** The variable that names a Chromium of the person's own; it goes before every other. */
export const CHROMIUM_VARIABLE = "PLAYWRIGHT_CHROMIUM";

/**
 * The first Chromium on this machine that answers: the one `PLAYWRIGHT_CHROMIUM` names, Playwright's own,
 * then the places where systems install Chromium, Chrome and Edge. Null where there is none.
 *
 * @returns {{ executablePath: string, from: string } | null}
 */
export function findChromium() {
  const named = process.env[CHROMIUM_VARIABLE];
  if (named) return answers(named) ? { executablePath: named, from: `named by ${CHROMIUM_VARIABLE}` } : null;
  const own = playwrightChromium();
  if (own !== null && answers(own)) return { executablePath: own, from: "Playwright's own" };
  for (const candidate of installedPlaces()) {
    if (answers(candidate)) return { executablePath: candidate, from: "installed on this machine" };
  }
  return null;
}

/** The flags that make a Chromium quiet, offline and repeatable; root has no sandbox to run it in. */
export function chromiumArguments() {
  const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
}

/** What Playwright's `chromium.launch` takes; throws with what to do where there is no Chromium. */
export function chromiumLaunch() {
  const found = findChromium();
  if (found === null) throw new Error(chromiumMissing());
  return { executablePath: found.executablePath, args: chromiumArguments() };
}

/** What is missing and what to do about it, in plain words. */
export function chromiumMissing() {
  const named = process.env[CHROMIUM_VARIABLE];
  if (named) return `${CHROMIUM_VARIABLE} names ${named}, and no browser starts from there.`;
  return [
    "No Chromium was found for the browser tests. Any one of these helps:",
    "  npx playwright install chromium       downloads Playwright's own",
    "  apt-get install chromium              on Debian, as root",
    "  install Chrome, Chromium or Edge in the usual way",
    `  ${CHROMIUM_VARIABLE}=/path/to/chrome  names one that stands somewhere else`,
  ].join("\n");
}

/** Where the Playwright of this checkout keeps its Chromium, whether or not it is there. */
function playwrightChromium() {
  try {
    return createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
  } catch {
    return null;
  }
}

function installedPlaces() {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].flatMap((name) =>
      ["/Applications", path.join(process.env.HOME ?? "", "Applications")].map(
        (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
      ),
    );
  }
  if (process.platform === "win32") {
    const folders = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
    return ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"].flatMap(
      (file) => folders.filter(Boolean).map((folder) => path.win32.join(folder, file)),
    );
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
  return ["/usr/bin", "/usr/local/bin", "/snap/bin"].flatMap((folder) =>
    names.map((name) => `${folder}/${name}`),
  );
}

/** Ubuntu's /usr/bin/chromium-browser is a note that asks for a snap: on Linux only an answer counts. */
function answers(executable) {
  if (!existsSync(executable)) return false;
  if (process.platform !== "linux") return true;
  const said = spawnSync(executable, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return said.status === 0 && /\d+\.\d+\.\d+/.test(said.stdout);
}
