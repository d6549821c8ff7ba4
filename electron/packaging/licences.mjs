import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * A pair of Vite plugins that write `licences.md` beside a bundle: the licence of every package that went
 * into it or, through `forWorkers`, into the workers that it starts.
 */
export function licences() {
  const packages = new Set();
  const collect = (bundle) => {
    for (const chunk of Object.values(bundle)) {
      for (const module of chunk.moduleIds ?? []) {
        const folder = packageOf(module);
        if (folder !== null) packages.add(folder);
      }
    }
  };
  return {
    forWorkers: {
      name: "rematrix:licences-of-workers",
      generateBundle: (_options, bundle) => collect(bundle),
    },
    forBundle: {
      name: "rematrix:licences",
      generateBundle(_options, bundle) {
        collect(bundle);
        const source = describeLicences([...packages]);
        this.emitFile({ type: "asset", fileName: "licences.md", source });
      },
    },
  };
}

/** The folder of the package that a module belongs to; null for a module of our own. */
export function packageOf(module) {
  const plain = module.replace(/^\0+/, "").replace(/\?.*$/, "").split(path.sep).join("/");
  const found = plain.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/);
  return found === null ? null : found[0];
}

/** The licences of packages, by their folders; throws where one has none to show. */
export function describeLicences(folders) {
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
    if (file === undefined && !license) throw new Error(`${name} comes without a licence`);
    const text =
      file === undefined ? `Licence: ${license}` : readFileSync(path.join(folder, file), "utf8").trim();
    return { name, part: `## ${name} ${version}\n\n${text}\n` };
  });
  parts.sort((a, b) => (a.name < b.name ? -1 : 1));
  return `# Licences of the libraries in this program\n\n${parts.map(({ part }) => part).join("\n")}`;
}
