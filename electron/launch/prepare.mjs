import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";

/** The checkout this file belongs to. */
export const projectFolder = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

const sources = ["core", "electron", "renderer", "resources"];
const sourceFiles = ["package.json", "package-lock.json", "tsconfig.base.json"];
const outputs = ["out/renderer/index.html", "out/electron/main.js", "out/electron/preload.cjs"];
const stamp = "out/build.stamp";

/**
 * Installs what is missing and builds what is stale, and says so through `say`; nothing is said when
 * there is nothing to do. What npm and Vite print goes to stderr, so that stdout stays the caller's.
 */
export async function prepare({ folder = projectFolder, say }) {
  if (installed(await locks(folder)) && (await built(folder))) return;
  await withLock(path.join(folder, "out", "preparing.lock"), async () => {
    if (!installed(await locks(folder))) {
      say("Installing what is missing (npm ci); this needs a network and takes a minute or two …");
      await install(folder);
    }
    if (!(await built(folder))) {
      say("Building the lab …");
      await build(folder);
    }
  });
}

/** Builds both sides, the page and the shell, and remembers what they were built from. */
export async function build(folder = projectFolder) {
  const hash = await hashOfSources(folder);
  await rm(path.join(folder, stamp), { force: true });
  const vite = path.join(folder, "node_modules", "vite", "bin", "vite.js");
  for (const side of ["renderer", "electron"]) {
    const config = path.join(folder, side, "vite.config.ts");
    const options = side === "electron" ? ["--app"] : [];
    const parameters = [vite, "build", "--config", config, "--logLevel", "error", ...options];
    await command(process.execPath, parameters, folder, `building ${side}/`);
  }
  await mkdir(path.join(folder, "out"), { recursive: true });
  await writeFile(path.join(folder, stamp), `${hash}\n`);
}

/** Whether the build output is there and was made from the sources as they are now. */
export async function built(folder) {
  if (!outputs.every((file) => existsSync(path.join(folder, file)))) return false;
  const written = await readFile(path.join(folder, stamp), "utf8").catch(() => "");
  return written.trim() === (await hashOfSources(folder));
}

/** The wanted and the installed lockfile's packages; null for one that is not there. */
export async function locks(folder) {
  const read = async (file) => {
    const text = await readFile(path.join(folder, file), "utf8").catch(() => null);
    return text === null ? null : JSON.parse(text).packages;
  };
  return {
    wanted: await read("package-lock.json"),
    present: await read("node_modules/.package-lock.json"),
  };
}

/**
 * Whether every package of the lockfile is installed in its version; packages for other platforms may
 * be missing. Without a lockfile there is nothing to compare, and what is there counts.
 */
export function installed({ wanted, present }) {
  if (present === null) return false;
  return Object.entries(wanted ?? {}).every(([place, entry]) => {
    // npm notes packages that nothing asks for as extraneous, and `npm ci` leaves them out.
    if (place === "" || entry.link || entry.extraneous) return true;
    const there = present[place];
    return there === undefined
      ? Boolean(entry.optional || entry.devOptional)
      : there.version === entry.version;
  });
}

async function install(folder) {
  const parameters = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // On Windows npm is a .cmd file, which only a shell starts.
  const shell = process.platform === "win32";
  await command(shell ? "npm.cmd" : "npm", parameters, folder, "npm ci", shell);
}

/** One hash of everything the build output is made from: paths and contents. */
export async function hashOfSources(folder) {
  const files = [...sourceFiles];
  for (const source of sources) {
    const entries = await readdir(path.join(folder, source), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (entry.isFile())
        files.push(path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
    }
  }
  const hash = createHash("sha256");
  for (const file of files.map((name) => name.split(path.sep).join("/")).sort()) {
    const content = await readFile(path.join(folder, file)).catch(() => Buffer.alloc(0));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function command(program, parameters, folder, what, shell = false) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd: folder, stdio: ["ignore", 2, 2], shell });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${what} failed (${signal ?? `exit code ${code}`}); what it said stands above.`));
    });
  });
}
