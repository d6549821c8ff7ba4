import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import { defineConfig, type EnvironmentOptions } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const outDir = here("../out/electron");
const commandLine = here("./command-line/main.ts");

/**
 * The shell's three kinds of program, each as files that need no node_modules: what Node runs (main
 * process, training worker, command line), and the sandboxed preload script, which must be one CommonJS
 * file. `vite build --app` builds them one after the other.
 */
export default defineConfig({
  root: here("."),
  publicDir: false,
  environments: {
    node: nodeProgram({
      main: here("./main.ts"),
      ...(existsSync(commandLine) ? { "command-line": commandLine } : {}),
    }),
    // Its ending says that it is a module: beside the packed archive no package.json does.
    worker: nodeProgram({ "training-worker": here("./training-worker.ts") }, "mjs"),
    preload: {
      consumer: "server",
      resolve: { noExternal: true },
      build: {
        ...shared(),
        rolldownOptions: {
          input: { preload: here("./preload.ts") },
          external: ["electron"],
          output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ["node", "preload", "worker"]) await builder.build(builder.environments[name]);
    },
  },
});

function shared(): EnvironmentOptions["build"] {
  return { outDir, emptyOutDir: false, target: "node20.19", ssr: true, minify: false, sourcemap: false };
}

function nodeProgram(input: Record<string, string>, extension = "js"): EnvironmentOptions {
  return {
    consumer: "server",
    resolve: { noExternal: true },
    build: {
      ...shared(),
      rolldownOptions: {
        input,
        external: ["electron", /^node:/],
        output: {
          format: "es",
          entryFileNames: `[name].${extension}`,
          chunkFileNames: "shared/[name]-[hash].js",
        },
      },
    },
  };
}
