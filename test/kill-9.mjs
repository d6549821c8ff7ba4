import process from "node:process";
import { node } from "./run/command.mjs";

/*
 * Kills the whole lab with SIGKILL at random moments while it trains, is edited and saves, starts it again and looks at
 * what is left: `npm run kill-9`, or `npm run kill-9 -- 200 7` for so many times of the seed 7. Needs a build:
 * `npm run build`. `npm test` does a few of them.
 */
const [kills = "50", seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);
console.log(`${kills} kills of the seed ${seed}`);
const outcome = await node(
  "node_modules/@playwright/test/cli.js",
  ["test", "-c", "test/playwright.config.ts", "--project=desktop", "--workers=1", "kill-9.spec.ts"],
  {
    show: true,
    env: {
      REMATRIX_KILLS: kills,
      REMATRIX_SEED: seed,
      PLAYWRIGHT_JSON_OUTPUT_FILE: "test/results/kill-9.json",
    },
  },
);
process.exitCode = outcome.ok ? 0 : 1;
