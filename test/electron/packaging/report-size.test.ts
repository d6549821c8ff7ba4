import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { describeSizes, sizesIn } from "../../../electron/packaging/report-size.mjs";

function folderWith(sizes: Record<string, number>): string {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-"));
  for (const [name, bytes] of Object.entries(sizes)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), Buffer.alloc(bytes));
  }
  return folder;
}

test("sizes are those of installers, and of unpacked applications with the lab's own part apart", async () => {
  const folder = folderWith({
    "Rematrix-1.0.0-setup-x64.exe": 1_500_000,
    "builder-debug.yml": 10,
    ".icon-ico/icon.ico": 10,
    "linux-unpacked/rematrix": 1000,
    "linux-unpacked/resources/app.asar": 200,
    "linux-unpacked/resources/app.asar.unpacked/out/worker.mjs": 30,
  });
  const sizes = await sizesIn(folder);
  expect(sizes.sort((a, b) => b.bytes - a.bytes)).toEqual([
    { name: "Rematrix-1.0.0-setup-x64.exe", bytes: 1_500_000 },
    { name: "linux-unpacked/ (unpacked)", bytes: 1230 },
    { name: "linux-unpacked/ (the lab's own part)", bytes: 230 },
  ]);
  expect(describeSizes(sizes.slice(0, 1))).toBe("Sizes:\n  Rematrix-1.0.0-setup-x64.exe     1.5 MB");
});

test("a folder with nothing packed in it is told", async () => {
  expect(describeSizes(await sizesIn(folderWith({ "notes.txt": 1 })))).toBe("Nothing was packed.");
});
