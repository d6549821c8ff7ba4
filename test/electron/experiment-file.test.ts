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
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { writeAtomically } from "../../electron/atomic-write.ts";
import { readExperimentFile, writeExperimentFile } from "../../electron/experiment-file.ts";

const posix = process.platform !== "win32";
let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rematrix-"));
});

describe("reading an experiment's file", () => {
  test("gives its text and its place", async () => {
    writeFileSync(at("iris.json"), '{"name": "Schwertlilien – größer"}');
    expect(await readExperimentFile(at("iris.json"))).toEqual({
      kind: "opened",
      text: '{"name": "Schwertlilien – größer"}',
      place: { id: at("iris.json"), name: "iris.json" },
    });
  });

  test("leaves out the byte-order mark that Windows editors put in front", async () => {
    writeFileSync(at("a.json"), "\uFEFF{}");
    expect(await readExperimentFile(at("a.json"))).toMatchObject({ text: "{}" });
  });

  test("an empty file is an empty text", async () => {
    writeFileSync(at("empty.json"), "");
    expect(await readExperimentFile(at("empty.json"))).toMatchObject({ kind: "opened", text: "" });
  });

  test("a file that is gone is a failure with a name and a reason, not an error", async () => {
    expect(await readExperimentFile(at("gone.json"))).toEqual({
      kind: "failed",
      name: "gone.json",
      reason: "It is no longer there.",
    });
  });

  test("a folder is a failure", async () => {
    expect(await readExperimentFile(folder)).toMatchObject({ reason: "It is a folder, not a file." });
  });

  test("bytes that are no text are a failure", async () => {
    writeFileSync(at("a.json"), Uint8Array.of(0x50, 0x4b, 3, 4, 0xff, 0xfe));
    expect(await readExperimentFile(at("a.json"))).toMatchObject({
      kind: "failed",
      reason: "It is not a text file; an experiment is JSON in UTF-8.",
    });
  });

  test("a file of more than 64 MB is refused with both sizes, without being read", async () => {
    writeFileSync(at("large.json"), "");
    truncateSync(at("large.json"), 64 * 1024 * 1024 + 1);
    expect(await readExperimentFile(at("large.json"))).toMatchObject({
      kind: "failed",
      reason: "It is 65 MB large; the lab reads files up to 64 MB.",
    });
  });
});

describe("writing an experiment's file", () => {
  test("makes the file and leaves nothing else behind", async () => {
    expect(await writeExperimentFile(at("new.json"), "{}")).toEqual({
      kind: "saved",
      place: { id: at("new.json"), name: "new.json" },
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

  test("a folder that is not there is a failure", async () => {
    expect(await writeExperimentFile(at("no/such/a.json"), "{}")).toEqual({
      kind: "failed",
      reason: "It is no longer there.",
    });
  });

  test("when the file cannot be replaced, it is a failure and no temporary file stays", async () => {
    mkdirSync(at("a.json"));
    const outcome = await writeExperimentFile(at("a.json"), "{}");
    expect(outcome.kind).toBe("failed");
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });
});
