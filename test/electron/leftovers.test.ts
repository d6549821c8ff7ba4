import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import type * as Os from "node:os";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { writeAtomically } from "../../electron/atomic-write.ts";
import { removeAllLeftovers, removeLeftovers, temporaryFor } from "../../electron/leftovers.ts";

const name = vi.hoisted(() => ({ machine: "" }));
vi.mock("node:os", async (original) => {
  const os = await original<typeof Os>();
  return { ...os, hostname: () => name.machine || os.hostname() };
});

const ended = spawnSync(process.execPath, ["--version"]).pid;
let folder: string;
const at = (file: string): string => join(folder, file);
const there = (): string[] => readdirSync(folder).sort();

/** Half of a file that this process, of this machine, was writing. */
function leave(file: string, writer: number): string {
  const left = basename(temporaryFor(at(file))).replace(`-${process.pid}-`, `-${writer}-`);
  writeFileSync(at(left), "half");
  return left;
}

/** What looks like a leftover of `a.json` and is none that may go. */
async function leaveOthers(): Promise<string[]> {
  const notOurs = [".rematrix-notes.tmp", `${leave("a.json", ended)}.txt`, `x${leave("a.json", ended)}`];
  for (const one of notOurs) writeFileSync(at(one), "somebody's");
  vi.resetModules();
  name.machine = `not ${hostname()}`;
  const elsewhere = await import("../../electron/leftovers.ts");
  name.machine = "";
  const farAway = basename(elsewhere.temporaryFor(at("a.json"))).replace(`-${process.pid}-`, `-${ended}-`);
  writeFileSync(at(farAway), "half");
  return [...notOurs, farAway, leave("a.json", process.pid), leave("a.json", process.ppid)];
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rematrix-"));
});

describe("what a process that was killed while it wrote a file has left", () => {
  test("goes when that file is opened, and nothing else does", async () => {
    const others = [...(await leaveOthers()), leave("b.json", ended)];
    writeFileSync(at("a.json"), "whole");
    await removeLeftovers(at("a.json"));
    expect(there()).toEqual(["a.json", ...others].sort());
  });

  test("goes at the next save of that file, and nothing else does", async () => {
    const others = [...(await leaveOthers()), leave("b.json", ended)];
    await writeAtomically(at("a.json"), "whole");
    expect(there()).toEqual(["a.json", ...others].sort());
  });

  test.runIf(process.platform !== "win32")("lies beside the file, wherever a link to it stands", async () => {
    mkdirSync(at("real"));
    writeFileSync(at("real/a.json"), "whole");
    symlinkSync(at("real/a.json"), at("link.json"));
    writeFileSync(join(folder, "real", leave("a.json", ended)), "half");
    await removeLeftovers(at("link.json"));
    expect(readdirSync(at("real"))).toEqual(["a.json"]);
  });

  test("goes from the application's own folder, of whichever file it is", async () => {
    const others = await leaveOthers();
    leave("b.json", ended);
    await removeAllLeftovers(folder);
    expect(there()).toEqual(others.sort());
  });

  test("in a folder that is not there is nothing", async () => {
    await expect(removeLeftovers(at("none/a.json"))).resolves.toBeUndefined();
  });
});
