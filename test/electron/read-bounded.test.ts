import { execFileSync } from "node:child_process";
import { mkdtempSync, truncateSync, writeFileSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from "vitest";
import { readBounded } from "../../electron/read-bounded.ts";

let folder: string;
const at = (name: string): string => join(folder, name);

/** Counts how often open files are read from now on. */
async function watchReads(): Promise<Mock> {
  const handle = await open(import.meta.filename, "r");
  const reads = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, "read");
  await handle.close();
  return reads as Mock;
}

afterEach(() => {
  vi.restoreAllMocks();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rematrix-"));
});

describe("reading a file up to a limit", () => {
  it("gives its bytes, of several pieces, too", async () => {
    const bytes = Uint8Array.from({ length: 2_500_000 }, (_, i) => i % 251);
    writeFileSync(at("a"), bytes);
    const read = await readBounded(at("a"), bytes.length);
    expect(Buffer.compare(read!, bytes)).toBe(0);
    writeFileSync(at("empty"), "");
    expect(await readBounded(at("empty"), 0)).toEqual(new Uint8Array(0));
  });

  it("gives null for a larger one, of which not a byte is read", async () => {
    const reads = await watchReads();
    writeFileSync(at("huge"), "");
    truncateSync(at("huge"), 2 ** 31);
    expect(await readBounded(at("huge"), 1000)).toBeNull();
    expect(reads).not.toHaveBeenCalled();
  });

  it.runIf(process.platform !== "win32")("gives up a pipe and a device that have no end", async () => {
    const reads = await watchReads();
    expect(await readBounded("/dev/zero", 3_000_000)).toBeNull();
    // Pieces of a mebibyte, up to the first that goes beyond.
    expect(reads).toHaveBeenCalledTimes(3);
    execFileSync("mkfifo", [at("pipe")]);
    const read = readBounded(at("pipe"), 10);
    writeFileSync(at("pipe"), "0123456789");
    expect(await read).toHaveLength(10);
  });

  it("rejects for a file that is not there, and for a folder", async () => {
    await expect(readBounded(at("none"), 10)).rejects.toThrow("ENOENT");
    await expect(readBounded(folder, 10)).rejects.toThrow("EISDIR");
  });
});
