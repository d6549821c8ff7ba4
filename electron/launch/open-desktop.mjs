import { spawn } from "node:child_process";
import path from "node:path";
import { downloadRuntime, electronExecutable, sandboxRefused, whyNoWindow } from "./runtime.mjs";

const startLimit = 10_000;

/**
 * Opens the desktop edition and waits until it is closed. Returns null then, or why it could not be
 * opened, as the end of a sentence that begins with 'because'.
 */
export async function openDesktop({ folder, file, say, refused = sandboxRefused }) {
  const machine = {
    platform: process.platform,
    environment: process.env,
    userId: process.getuid?.(),
    sandboxRefused: refused(folder),
  };
  const reason = whyNoWindow(machine);
  if (reason !== null) return reason;
  if (electronExecutable(folder) === null) {
    const missing = await downloadRuntime({ folder, say });
    if (missing !== null) return missing;
  }
  say("Opening the desktop edition …");
  return run(electronExecutable(folder), [
    folder,
    ...(file === null ? [] : [path.resolve(callerFolder(), file)]),
  ]);
}

/** Where the command was typed: npm runs it in the project's folder, and tells. */
function callerFolder() {
  return process.env.npm_lifecycle_event === "start" ? (process.env.INIT_CWD ?? ".") : ".";
}

/** A runtime that ends with an error within seconds lacks something: libraries, a display, a sandbox. */
function run(executable, parameters) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(executable, parameters, { stdio: ["ignore", "inherit", "inherit"] });
    // Ctrl+C reaches Electron as well, which closes in its own time.
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill());
    child.once("error", (error) => resolve(`Electron did not start (${error.message})`));
    child.once("exit", (code, signal) => {
      const early = performance.now() - started < startLimit;
      const asked = signal === "SIGINT" || signal === "SIGTERM";
      if (code === 0 || asked) return resolve(null);
      if (early) return resolve(`Electron did not start (${signal ?? `exit code ${code}`})`);
      process.exitCode = code ?? 1;
      resolve(null);
    });
  });
}
