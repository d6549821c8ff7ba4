import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isWorkerIntact, workerFile } from "../../electron/worker-file.ts";
import { buildShell } from "../support/built-shell.ts";

let built: string;
let folder: string;

beforeAll(async () => {
  built = await buildShell();
}, 60_000);

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "rematrix-")), "resources/app.asar/out/electron");
  mkdirSync(folder, { recursive: true });
  cpSync(join(built, "training-worker.sha256"), join(folder, "training-worker.sha256"));
  cpSync(join(built, "training-worker.mjs"), workerFile(folder));
});

describe("the training worker's file", () => {
  test("stands beside the archive where the program is packed, and beside main where it is not", () => {
    expect(workerFile(join("/a", "app.asar", "out", "electron"))).toBe(
      join("/a", "app.asar.unpacked", "out", "electron", "training-worker.mjs"),
    );
    expect(workerFile(join("/a", "out"))).toBe(join("/a", "out", "training-worker.mjs"));
  });

  test("is intact as it was built", () => {
    expect(isWorkerIntact(folder)).toBe(true);
    expect(isWorkerIntact(built)).toBe(true);
  });

  test("is not when a byte was added, or when it or its digest is gone", () => {
    writeFileSync(workerFile(folder), "\n", { flag: "a" });
    expect(isWorkerIntact(folder)).toBe(false);
    rmSync(workerFile(folder));
    expect(isWorkerIntact(folder)).toBe(false);
    rmSync(join(folder, "training-worker.sha256"));
    expect(isWorkerIntact(folder)).toBe(false);
  });
});
