import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
import { defineConfig, type EnvironmentOptions, type Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const outDir = here("../out/electron");

/** Writes the digest of the worker, which main compares before it starts one, beside it. */
const digest: Plugin = {
  name: "rematrix:digest",
  applyToEnvironment: ({ name }) => name === "worker",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk" || !chunk.isEntry) continue;
      const source = createHash("sha256").update(chunk.code).digest("hex");
      this.emitFile({ type: "asset", fileName: `${chunk.name}.sha256`, source });
    }
  },
};

/**
 * The shell's three kinds of program, each as files that need no node_modules: what Node runs (main
 * process, training worker, command line), and the sandboxed preload script, which must be one CommonJS
 * file. `vite build --app` builds them one after the other.
 */
export default defineConfig({
  root: here("."),
  publicDir: false,
  plugins: [digest],
  environments: {
    node: nodeProgram({ main: here("./main.ts") }),
    // Apart from main, whose packed application goes without it and everything that is its own.
    commandLine: nodeProgram({ "command-line": here("./command-line/main.ts") }),
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
      for (const name of ["worker", "node", "commandLine", "preload"]) {
        const environment = builder.environments[name];
        // The first one clears away what an earlier build left.
        environment.config.build.emptyOutDir = name === "worker";
        await builder.build(environment);
      }
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
          chunkFileNames: `${Object.keys(input)[0]}/[name]-[hash].js`,
        },
      },
    },
  };
}
