import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One source file: its path from the checkout's top with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export const root = fileURLToPath(new URL("../..", import.meta.url));

const skippedFolders = new Set(["node_modules", "out", "dist", "results", ".git"]);

/** Every file of the checkout with one of these endings, as it stands on the disk. */
export function readSources(...endings: readonly string[]): Source[] {
  const sources: Source[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) visit(path);
      } else if (endings.some((ending) => entry.name.endsWith(ending))) {
        sources.push({ path, text: readFileSync(join(root, path), "utf8") });
      }
    }
  };
  visit("");
  return sources;
}
