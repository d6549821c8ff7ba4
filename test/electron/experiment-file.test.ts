import { execFileSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { writeAtomically } from "../../electron/atomic-write.ts";
import { readExperimentFile, writeExperimentFile } from "../../electron/experiment-file.ts";
import { fingerprintOf } from "../../electron/fingerprint.ts";

const posix = process.platform !== "win32";
let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rematrix-"));
});

describe("reading an experiment's file", () => {
  test("gives its bytes as they are, its place, and what it looked like", async () => {
    const bytes = Uint8Array.of(0x50, 0x4b, 3, 4, 0xff, 0xfe);
    writeFileSync(at("iris.rematrix"), bytes);
    expect(await readExperimentFile(at("iris.rematrix"))).toEqual({
      kind: "opened",
      file: bytes,
      place: { id: at("iris.rematrix"), name: "iris.rematrix" },
      found: fingerprintOf(bytes, statSync(at("iris.rematrix")).mtimeMs),
    });
  });

  test("an empty file is no bytes", async () => {
    writeFileSync(at("empty.json"), "");
    expect(await readExperimentFile(at("empty.json"))).toMatchObject({ file: new Uint8Array() });
  });

  test("a file that is gone is a failure with a name and a reason, not an error", async () => {
    expect(await readExperimentFile(at("gone.json"))).toEqual({
      kind: "failed",
      name: "gone.json",
      reason: "It is not there; it may have been moved or deleted.",
    });
  });

  test("a folder is a failure", async () => {
    expect(await readExperimentFile(folder)).toMatchObject({ reason: "It is a folder, not a file." });
  });

  test.each([
    ["large.json", 64 * 2 ** 20 + 1, "It is 65 MB large; the lab reads files up to 64 MB."],
    ["large.rematrix", 2 * 2 ** 30, "It is 2048 MB large; the lab reads files up to 640 MB."],
  ])("%s of %d bytes is refused with both sizes, without being read", async (name, size, reason) => {
    writeFileSync(at(name), "");
    truncateSync(at(name), size);
    expect(await readExperimentFile(at(name))).toEqual({ kind: "failed", name, reason });
  });

  test("a folder on its way that is a file is a failure", async () => {
    writeFileSync(at("file"), "");
    expect(await readExperimentFile(at("file/a.json"))).toMatchObject({
      reason: "Its folder is not there.",
    });
  });
});

describe("writing an experiment's file", () => {
  const bytes = new TextEncoder().encode("{}");

  test("makes the file and leaves nothing else behind", async () => {
    expect(await writeExperimentFile(at("new.json"), bytes)).toEqual({
      kind: "saved",
      place: { id: at("new.json"), name: "new.json" },
      found: fingerprintOf(bytes, statSync(at("new.json")).mtimeMs),
    });
    expect(readdirSync(folder)).toEqual(["new.json"]);
    expect(readFileSync(at("new.json"), "utf8")).toBe("{}");
  });

  test.runIf(posix)("replaces the file instead of writing into it", async () => {
    writeFileSync(at("a.json"), "old");
    linkSync(at("a.json"), at("same-file.json"));
    await writeAtomically(at("a.json"), "new");
    expect(readFileSync(at("a.json"), "utf8")).toBe("new");
    expect(readFileSync(at("same-file.json"), "utf8")).toBe("old");
  });

  test.runIf(posix)("keeps the file's permissions", async () => {
    writeFileSync(at("a.json"), "old");
    chmodSync(at("a.json"), 0o640);
    await writeAtomically(at("a.json"), "new");
    expect(statSync(at("a.json")).mode & 0o777).toBe(0o640);
  });

  test.runIf(posix)("writes to what a link points at, and keeps the link", async () => {
    mkdirSync(at("elsewhere"));
    writeFileSync(at("elsewhere/a.json"), "old");
    symlinkSync(at("elsewhere/a.json"), at("link.json"));
    await writeAtomically(at("link.json"), "new");
    expect(lstatSync(at("link.json")).isSymbolicLink()).toBe(true);
    expect(readFileSync(at("elsewhere/a.json"), "utf8")).toBe("new");
  });

  test.runIf(posix)("writes to a pipe and leaves it a pipe", async () => {
    execFileSync("mkfifo", [at("pipe")]);
    const reading = readFile(at("pipe"), "utf8");
    await writeAtomically(at("pipe"), "through");
    expect(await reading).toBe("through");
    expect(lstatSync(at("pipe")).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(["pipe"]);
  });

  test("a folder that is not there is a failure", async () => {
    expect(await writeExperimentFile(at("no/such/a.json"), bytes)).toEqual({
      kind: "failed",
      reason: "Its folder is not there.",
    });
  });

  test("when the file cannot be replaced, it is a failure and no temporary file stays", async () => {
    mkdirSync(at("a.json"));
    const outcome = await writeExperimentFile(at("a.json"), bytes);
    expect(outcome.kind).toBe("failed");
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  test("a name as long as names may be is written; a longer one is a failure in plain words", async () => {
    const longest = "a".repeat(250) + ".json";
    expect((await writeExperimentFile(at(longest), bytes)).kind).toBe("saved");
    expect(await writeExperimentFile(at(`b${longest}`), bytes)).toEqual({
      kind: "failed",
      reason: "The name is longer than that disk allows.",
    });
    expect(readdirSync(folder)).toEqual([longest]);
  });
});
