import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeLicences, packageOf } from "../../../electron/packaging/licences.mjs";

function packageFolder(card: object, files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(card));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe("the package of a module", () => {
  test.each([
    ["/a/node_modules/valibot/dist/index.js", "/a/node_modules/valibot"],
    ["/a/node_modules/@lezer/lr/dist/index.js?used", "/a/node_modules/@lezer/lr"],
    [
      "/a/node_modules/paneforge/node_modules/runed/dist/x.js",
      "/a/node_modules/paneforge/node_modules/runed",
    ],
    ["\0/a/node_modules/d3-path/src/path.js", "/a/node_modules/d3-path"],
    ["/a/core/result.ts", null],
    ["\0vite/preload-helper.js", null],
  ])("of %j is %j", (module, folder) => {
    expect(packageOf(module)).toBe(folder);
  });
});

describe("the licences", () => {
  test("stand in the packages' order of names, each in full", () => {
    const b = packageFolder({ name: "b", version: "2.0.0", license: "ISC" }, { LICENSE: "ISC text\n" });
    const a = packageFolder({ name: "a", version: "1.0.0", license: "MIT" }, { "license.md": "MIT text" });
    expect(describeLicences([b, a])).toBe(
      "# Licences of the libraries in this program\n\n## a 1.0.0\n\nMIT text\n\n## b 2.0.0\n\nISC text\n",
    );
  });

  test("are named where a package has no text of its own, and a package without any is refused", () => {
    expect(describeLicences([packageFolder({ name: "c", version: "1.0.0", license: "MIT" })])).toContain(
      "Licence: MIT",
    );
    expect(() => describeLicences([packageFolder({ name: "d", version: "1.0.0" })])).toThrow(
      "d comes without a licence",
    );
  });
});
