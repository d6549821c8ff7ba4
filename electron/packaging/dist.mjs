import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { build, projectFolder } from "../launch/prepare.mjs";
import { describeSizes, sizesIn } from "./report-size.mjs";

/*
 * `npm run dist [-- --linux --win --mac --dir …]`: builds the lab, makes the installers of this system or of
 * those that are named, and says how large they are. Options go to electron-builder as they are.
 */

const builder = createRequire(import.meta.url).resolve("electron-builder/cli.js");
const configuration = path.join(import.meta.dirname, "electron-builder.config.mjs");

try {
  await build();
  await pack(process.argv.slice(2));
  console.log(describeSizes(await sizesIn(path.join(projectFolder, "dist"))));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function pack(options) {
  const parameters = [builder, "--config", configuration, "--publish", "never", ...options];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { cwd: projectFolder, stdio: ["ignore", 1, 2] });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`electron-builder failed (exit code ${code}); what it said stands above.`));
    });
  });
}
