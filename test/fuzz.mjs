import process from "node:process";
import { node } from "./run/command.mjs";

/*
 * Spoils experiment files in many thousand ways: `npm run fuzz`, or `npm run fuzz -- 50000 7` for so many of the
 * seed 7. What it finds becomes a test of its own.
 */
const [cases = "10000", seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);
console.log(`${cases} spoiled files of the seed ${seed}`);
const outcome = await node(
  "node_modules/vitest/vitest.mjs",
  ["run", "--config", "test/vitest.config.ts", "test/core/archive/fuzz.test.ts"],
  { show: true, env: { REMATRIX_FUZZ: cases, REMATRIX_SEED: seed } },
);
process.exitCode = outcome.ok ? 0 : 1;
