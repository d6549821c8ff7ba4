import { defineConfig } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { CHROMIUM_VARIABLE, chromiumLaunch } from "./support/chromium.mjs";
import type { Edition } from "./support/editions.ts";
import { whyNoElectron } from "./support/real-electron.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const launchOptions = chromiumLaunch();
// The workers read this file, too; they need not look for the browser again.
process.env[CHROMIUM_VARIABLE] = launchOptions.executablePath;

/**
 * End-to-end tests of the built lab, the same ones on every edition (support/editions.ts). Tagged are those that
 * are about what one edition only has: @browser its pickers, downloads and Web Worker, @driven what only the
 * stand-in for Electron lets a test do.
 */
export default defineConfig<object, { edition: Edition }>({
  testDir: here("e2e"),
  outputDir: here("results/e2e"),
  workers: 2,
  // What passes only then is named at the end, and more than a few of those are a failure: test/run/counts.mjs.
  retries: process.env.CI ? 1 : 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  globalTimeout: 60 * 60_000,
  expect: { timeout: 20_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? here("results/e2e.json") }],
  ],
  use: {
    viewport: { width: 1280, height: 720 },
    colorScheme: "light",
    locale: "en-US",
    actionTimeout: 20_000,
    screenshot: "only-on-failure",
    launchOptions,
  },
  projects: [
    {
      name: "browser",
      use: { edition: "browser" },
      testIgnore: ["**/desktop/**", ...(whyNoElectron === null ? ["electron.spec.ts"] : [])],
      grepInvert: /@driven/,
    },
    {
      name: "desktop",
      use: { edition: "desktop" },
      testIgnore: "electron.spec.ts",
      grepInvert: /@browser/,
    },
    ...(whyNoElectron === null
      ? [
          {
            name: "electron",
            use: { edition: "electron" as const },
            // Nobody's hand can drop a file there.
            testIgnore: "drop.spec.ts",
            grepInvert: /@browser|@driven/,
          },
        ]
      : []),
  ],
});
