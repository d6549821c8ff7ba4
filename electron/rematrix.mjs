import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { prepare } = await import("./launch/prepare.mjs");

try {
  // stdout belongs to the command's answer.
  await prepare({ say: (line) => process.stderr.write(`${line}\n`) });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
const { run } = await import("../out/electron/command-line.js");
process.exitCode = await run(process.argv.slice(2));
