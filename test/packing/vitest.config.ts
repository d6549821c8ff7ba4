import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What packing makes of the build, held against what is meant; it is packed once, before the first test. */
export default defineConfig({
  root: here("../.."),
  test: {
    include: ["test/packing/*.check.ts"],
    globalSetup: [here("./pack-once.ts")],
    environment: "node",
    // A machine that is busy otherwise takes its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
