import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The checkout's top folder; every command runs there. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs one command to its end and never throws.
 *
 * With `show`, what it says goes straight to the screen; without, it is kept in `output`. `limit` is in
 * seconds: past it the command is ended and `late` is true.
 *
 * @returns {Promise<{ ok: boolean, code: number | null, output: string, seconds: number, late: boolean }>}
 */
export function run(command, args, { show = false, limit = Infinity, env = {} } = {}) {
  return new Promise((resolve) => {
    const begun = performance.now();
    let output = "";
    let late = false;
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      // Both of its streams go to our one: shown apart, an error could follow the summary.
      stdio: ["ignore", show ? 1 : "pipe", show ? 1 : "pipe"],
    });
    const timer =
      limit === Infinity
        ? undefined
        : setTimeout(() => {
            late = true;
            child.kill("SIGKILL");
          }, limit * 1000);
    const keep = (chunk) => (output += chunk);
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
    const end = (code) => {
      clearTimeout(timer);
      const seconds = (performance.now() - begun) / 1000;
      resolve({ ok: code === 0, code, output, seconds, late });
    };
    child.on("error", (error) => {
      output += `${error.message}\n`;
      end(null);
    });
    child.on("close", end);
  });
}

/** Runs a JavaScript file of a package, or of the checkout, with this Node. */
export function node(file, args, options) {
  return run(process.execPath, [file, ...args], options);
}

/** Runs npm, through the file that started us where npm did: Windows cannot spawn npm.cmd by itself. */
export function npm(args, options) {
  const beside = path.join(path.dirname(process.execPath), "node_modules/npm/bin/npm-cli.js");
  const script = [process.env.npm_execpath, beside].find((file) => file?.endsWith(".js") && existsSync(file));
  return script === undefined ? run("npm", args, options) : node(script, args, options);
}
