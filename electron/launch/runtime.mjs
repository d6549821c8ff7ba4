import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const downloadLimit = 10 * 60_000;
const unreachableLimit = 8_000;
const cacheLimit = 20_000;

/**
 * Why Electron cannot open a window here, as the end of a sentence that begins with 'because', or null.
 * Looks at the machine alone and starts nothing.
 */
export function whyNoWindow({ platform, environment, userId, sandboxRefused }) {
  if (platform !== "linux") return null;
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) {
    return "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)";
  }
  if (userId === 0) return "Electron's sandbox does not run as root";
  if (sandboxRefused) return "this Linux does not let Electron have its sandbox";
  return null;
}

/**
 * Whether this Linux keeps unprivileged programs from making user namespaces, which the sandbox needs
 * where its helper is not installed setuid root (Ubuntu 24.04's AppArmor setting, older Debians').
 */
export function sandboxRefused(folder) {
  if (process.platform !== "linux") return false;
  const setting = (file) => {
    try {
      return readFileSync(path.join("/proc/sys/kernel", file), "utf8").trim();
    } catch {
      return null;
    }
  };
  const restricted =
    setting("apparmor_restrict_unprivileged_userns") === "1" || setting("unprivileged_userns_clone") === "0";
  return restricted && !isSetuidRoot(path.join(runtimeFolder(folder), "chrome-sandbox"));
}

function isSetuidRoot(file) {
  try {
    const { uid, mode } = statSync(file);
    return uid === 0 && (mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}

function runtimeFolder(folder) {
  return process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, "node_modules", "electron", "dist");
}

/** Electron's executable where its runtime is on this machine, or null. */
export function electronExecutable(folder) {
  const name = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" }[process.platform];
  const file = path.join(runtimeFolder(folder), name ?? "electron");
  return existsSync(file) ? file : null;
}

/**
 * Downloads Electron's runtime as its package does on first use. Returns null when it is there, or why it
 * could not be had, as the end of a sentence that begins with 'because'.
 */
export async function downloadRuntime({ folder, say, limit = downloadLimit }) {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return "ELECTRON_SKIP_BINARY_DOWNLOAD forbids its download";
  say("Fetching Electron's runtime, about 110 MB, once; `npm start -- --browser` does without it …");
  const script = path.join(folder, "node_modules", "electron", "install.js");
  const child = spawn(process.execPath, [script], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (piece) => (errors += piece));
  let stopped = null;
  const stopAfter = (time, why) =>
    setTimeout(() => {
      stopped = why;
      child.kill();
    }, time);
  const timers = [
    stopAfter(limit, `Electron's download took longer than ${Math.round(limit / 60_000)} minutes`),
  ];
  // A network that swallows packets would hold the download for minutes: then only a cached one may finish.
  void reachable().then((yes) => {
    if (!yes && child.exitCode === null)
      timers.push(stopAfter(cacheLimit, "Electron's download does not answer"));
  });
  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(-1));
    child.once("exit", (exit) => resolve(exit));
  });
  timers.forEach(clearTimeout);
  if (code === 0 && electronExecutable(folder) !== null) return null;
  return stopped ?? `Electron's runtime could not be downloaded${inBrackets(firstError(errors))}`;
}

/** Whether the place that Electron comes from answers at all; with a proxy or a mirror, npm knows better. */
async function reachable() {
  const own = [
    "ELECTRON_MIRROR",
    "npm_config_electron_mirror",
    "HTTPS_PROXY",
    "https_proxy",
    "npm_config_proxy",
  ];
  if (own.some((name) => process.env[name])) return true;
  try {
    await fetch("https://github.com", { method: "HEAD", signal: AbortSignal.timeout(unreachableLimit) });
    return true;
  } catch {
    return false;
  }
}

function firstError(text) {
  return text.match(/^\w*Error: (.+)$/m)?.[1].trim() ?? "";
}

function inBrackets(text) {
  return text === "" ? "" : ` (${text})`;
}
