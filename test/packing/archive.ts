import { extractFile, listPackage, statFile } from "@electron/asar";
import { join } from "node:path";
import { posix } from "node:path";

/** The names of all files of an archive, with forward slashes and none in front. */
export function namesIn(resources: string): string[] {
  const archive = join(resources, "app.asar");
  return listPackage(archive, { isPack: false })
    .map((name) => name.replaceAll("\\", "/").slice(1))
    .filter((name) => !("files" in statFile(archive, native(name))))
    .sort();
}

/** The content of one file of an archive, or of beside it where it stands unpacked. */
export function contentOf(resources: string, name: string): Buffer {
  return extractFile(join(resources, "app.asar"), native(name));
}

/** Whether a file stands beside its archive. */
export function isUnpacked(resources: string, name: string): boolean {
  const entry = statFile(join(resources, "app.asar"), native(name));
  return "unpacked" in entry && entry.unpacked === true;
}

/**
 * The files that are reached from some of them: a file reaches each one whose name stands in its text
 * as an address, from its own folder. Names that lead nowhere are `missing`.
 */
export function reachedFrom(
  roots: readonly string[],
  files: readonly string[],
  textOf: (name: string) => string,
): { reached: string[]; missing: string[] } {
  const reached = new Set(roots);
  const missing = new Set(roots.filter((root) => !files.includes(root)));
  for (const name of reached) {
    if (!files.includes(name) || !/\.(?:html|css|[cm]?js)$/.test(name)) continue;
    for (const address of addressesIn(textOf(name))) {
      const places = [posix.join(posix.dirname(name), address), posix.join(pageFolder(name), address)];
      const found = places.find((place) => files.includes(place));
      if (found !== undefined) reached.add(found);
      else missing.add(`${name} names ${address}`);
    }
  }
  return { reached: [...reached].sort(), missing: [...missing] };
}

/** What a page, a style or a bundled script names: its own files, each with a digest in its name. */
function addressesIn(text: string): string[] {
  const named =
    /["'`(]((?:\.{1,2}\/|assets\/|shared\/)?[\w./-]+-[\w-]{8}\.(?:js|mjs|css|woff2|png|csv|wasm))["'`)]/g;
  return [...text.matchAll(named)].map((match) => match[1]);
}

/** Vite names what a script fetches later from the page's folder, not from the script's. */
function pageFolder(name: string): string {
  return name.startsWith("out/renderer/") ? "out/renderer" : posix.dirname(name);
}

function native(name: string): string {
  return join(...name.split("/"));
}
