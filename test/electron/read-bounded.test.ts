import { execFileSync } from "node:child_process";
import { mkdtempSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { readBounded } from "../../electron/read-bounded.ts";

let folder: string;
const at = (name: string): string => join(folder, name);

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

  it("gives null for a larger one, which is never read", async () => {
    writeFileSync(at("huge"), "");
    truncateSync(at("huge"), 2 ** 31);
    expect(await readBounded(at("huge"), 1000)).toBeNull();
  });

  it.runIf(process.platform !== "win32")("gives up a pipe and a device that have no end", async () => {
    expect(await readBounded("/dev/zero", 3_000_000)).toBeNull();
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
