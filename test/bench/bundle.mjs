import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/**
 * Builds TypeScript entries, `{ name: file }`, into self-contained modules `<name>.mjs` as the lab's own
 * build does, in a fresh folder, and hands it to `use`; the folder is gone afterwards.
 */
export async function withBundle(entries, use) {
  const folder = await mkdtemp(join(tmpdir(), "rematrix-bench-"));
  try {
    const input = Object.fromEntries(
      Object.entries(entries).map(([name, file]) => [name, fileURLToPath(new URL(file, import.meta.url))]),
    );
    await build({
      configFile: false,
      root: fileURLToPath(new URL("../..", import.meta.url)),
      logLevel: "error",
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: folder,
        target: "node20",
        rolldownOptions: { input, output: { entryFileNames: "[name].mjs" } },
      },
    });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
