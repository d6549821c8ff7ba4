import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Unit and component tests; a component test asks for a DOM with `// @vitest-environment jsdom`. */
export default defineConfig({
  root: here(".."),
  plugins: [svelte({ configFile: here("../renderer/svelte.config.js") }), svelteTesting()],
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    setupFiles: ["test/support/property-seed.ts"],
    restoreMocks: true,
    // No test asserts times: these only end what hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
