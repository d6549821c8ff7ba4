import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Where the drawings and what is made of them lie. */
export const folder = fileURLToPath(new URL("../../resources/icons", import.meta.url));

/** Where it is written down what was made from what. */
export const recordFile = path.join(folder, "made-from.json");

/** The drawings by name: the application and its document. */
export const drawings = ["app", "document"];

/** The sides of the PNGs, in pixels. */
export const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** The sides of the pictures in the .ico for Windows. */
export const icoSizes = [16, 24, 32, 48, 64, 128, 256];

/** The kinds of picture in the .icns for macOS, each with its side; the larger half is for dense displays. */
export const icnsTypes = [
  ["ic04", 16],
  ["ic05", 32],
  ["ic07", 128],
  ["ic08", 256],
  ["ic09", 512],
  ["ic11", 32],
  ["ic12", 64],
  ["ic13", 256],
  ["ic14", 512],
  ["ic10", 1024],
];

/** The digests of the drawings and of everything that was made of them, as they lie on the disk. */
export function recordOf() {
  const digests = (names) =>
    Object.fromEntries(
      names.sort().map((name) => {
        const bytes = readFileSync(path.join(folder, name));
        // A checkout on Windows may have other line ends.
        const content = name.endsWith(".svg") ? bytes.toString("utf8").replaceAll("\r\n", "\n") : bytes;
        return [name, createHash("sha256").update(content).digest("hex")];
      }),
    );
  const files = readdirSync(folder, { recursive: true }).map((name) => name.split(path.sep).join("/"));
  return {
    drawings: digests(files.filter((name) => name.endsWith(".svg"))),
    made: digests(files.filter((name) => /\.(?:png|ico|icns)$/.test(name))),
  };
}
