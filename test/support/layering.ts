import { builtinModules } from "node:module";
import { posix } from "node:path";
import { readImports, type Import } from "./imports.ts";
import type { Source } from "./sources.ts";

/** The rooms of core from the ground up; a room imports itself and what stands in a lower row. */
export const coreRows: readonly (readonly string[])[] = [
  ["errors", "naming", "result", "wasm"],
  ["functions"],
  ["formula"],
  ["matrix"],
  ["random"],
  ["network", "optimizer", "calculus", "data"],
  ["experiment", "derivation"],
  ["training"],
  ["export", "archive"],
];

const sourceRooms: readonly string[] = ["core", "electron", "renderer", "resources"];

/** The packages that need neither a DOM nor Node, which core may therefore use. */
export const corePackages: readonly string[] = [
  "valibot",
  "papaparse",
  "@lezer/python",
  "@lezer/common",
  "fflate",
];

/**
 * What is wrong with the imports of one source, each with its place and its reason; nothing when every
 * arrow points the right way. `packages` are those that package.json names.
 */
export function judgeImports(source: Source, packages: readonly string[]): string[] {
  return readImports(source).flatMap((found) => {
    const reason = judge(source.path, found, packages);
    const what = found.specifier ?? "something computed";
    return reason === null ? [] : [`${source.path}:${found.line} imports ${what}: ${reason}`];
  });
}

function judge(from: string, found: Import, packages: readonly string[]): string | null {
  if (found.specifier === null) {
    return sourceRooms.includes(room(from)) ? "where it leads cannot be read" : null;
  }
  const target = resolve(from, found.specifier);
  if (target.kind === "file" && room(target.path) === "test" && room(from) !== "test") {
    return "nothing imports test/";
  }
  switch (room(from)) {
    case "core":
      return judgeCore(from, target);
    case "electron":
      return judgeElectron(from, target);
    case "renderer":
      return judgeRenderer(from, found, target, packages);
    case "resources":
      return "resources/ imports nothing";
    default:
      return null;
  }
}

function judgeCore(from: string, target: Target): string | null {
  if (target.kind === "node") return "core/ does without Node";
  if (target.kind === "package") {
    return corePackages.includes(target.name) ? null : `core/ uses no package but ${corePackages.join(", ")}`;
  }
  if (room(target.path) !== "core") return "core/ imports only core/";
  const [mine, theirs] = [from, target.path].map(coreRoom);
  const [myRow, theirRow] = [mine, theirs].map((name) => coreRows.findIndex((row) => row.includes(name)));
  if (myRow === -1) return `core/${mine} has no place among the rooms of core`;
  if (theirRow === -1) return `core/${theirs} has no place among the rooms of core`;
  if (mine === theirs || theirRow < myRow || (myRow === 0 && theirRow === 0)) return null;
  return theirRow === myRow
    ? `core/${mine} and core/${theirs} stand side by side`
    : `core/${theirs} stands above core/${mine}`;
}

function judgeElectron(from: string, target: Target): string | null {
  // What builds and starts the lab is a tool, not a part of the shell: it may use any package.
  const tool = /\.(?:mjs|d\.mts)$/.test(from) || isConfiguration(from);
  if (target.kind === "node") return null;
  if (target.kind === "package") {
    const allowed = ["electron", "valibot"].includes(target.name);
    return tool || allowed ? null : "electron/ uses no package but electron and valibot";
  }
  if (["electron", "core"].includes(room(target.path))) return null;
  if (room(target.path) === "resources") {
    return target.raw ? null : "electron/ takes resources/ only as text, with ?raw";
  }
  return tool ? null : "electron/ imports only core/ and resources/";
}

function judgeRenderer(
  from: string,
  found: Import,
  target: Target,
  packages: readonly string[],
): string | null {
  if (isConfiguration(from)) return null;
  if (target.kind === "node") return "renderer/ does without Node";
  if (target.kind === "package") {
    if (target.name === "electron") return "renderer/ does not know Electron";
    if (!packages.includes(target.name)) return "package.json does not name it";
    if (from.endsWith(".svelte") && !found.typeOnly && bringsSelection(target.name, found.names)) {
      return "d3 computes and Svelte draws: no selection inside a component";
    }
    return null;
  }
  if (["renderer", "core", "resources"].includes(room(target.path))) return null;
  if (target.path === "electron/contract.ts") {
    return found.typeOnly ? null : "renderer/ takes only types from electron/contract.ts";
  }
  return "renderer/ imports only core/, resources/ and the types of electron/contract.ts";
}

function bringsSelection(name: string, names: Import["names"]): boolean {
  if (name === "d3-selection") return true;
  return (
    name === "d3" && (names === "everything" || ["select", "selectAll"].some((one) => names.includes(one)))
  );
}

type Target =
  | { readonly kind: "file"; readonly path: string; readonly raw: boolean }
  | { readonly kind: "package"; readonly name: string }
  | { readonly kind: "node" };

function resolve(from: string, specifier: string): Target {
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return { kind: "node" };
  if (/^[./]/.test(specifier)) {
    const [path, query] = specifier.split("?");
    const place = path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(from), path);
    return { kind: "file", path: place, raw: query === "raw" };
  }
  const parts = specifier.split("/");
  return { kind: "package", name: specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0] };
}

/** The top folder a path stands in. */
function room(path: string): string {
  return path.split("/")[0];
}

/** `core/matrix/product.ts` and `core/matrix.ts` both stand in core's room `matrix`. */
function coreRoom(path: string): string {
  return path.split("/")[1].replace(/\.[a-z]+$/, "");
}

function isConfiguration(path: string): boolean {
  return /\.config\.[a-z]+$/.test(path);
}
