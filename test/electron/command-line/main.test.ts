import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { writeExperiment } from "../../../core/experiment/write-experiment.ts";
import { article } from "../../../core/experiment/defaults.ts";
import { run } from "../../../electron/command-line/main.ts";

const posix = process.platform !== "win32";
const root = process.getuid?.() === 0;
let folder: string;
let said: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rematrix-command-"));
  writeFileSync(join(folder, "a.json"), writeExperiment(article));
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

afterEach(() => {
  process.stdout.removeAllListeners("error");
});

function exportTo(out: string): Promise<number> {
  return run(["export", join(folder, "a.json"), "--to", "latex", "--out", out]);
}

describe("a file on the disk", () => {
  it("is written, also in place of one that is there", async () => {
    const out = join(folder, "a.tex");
    writeFileSync(out, "old");
    expect(await exportTo(out)).toBe(0);
    expect(readFileSync(out, "utf8")).toContain("\\end{document}");
  });

  it("that is a folder, or lies in none, is refused before anything else", async () => {
    expect(await exportTo(folder)).toBe(2);
    expect(said).toContain(`cannot write ${folder}: It is a folder, not a file.`);
    expect(await exportTo(join(folder, "none", "a.tex"))).toBe(2);
    expect(said).toContain("Its folder is not there.");
  });

  it.skipIf(root)(
    `that may only be read stays what it is${root ? " (not tried: root may write to it)" : ""}`,
    async () => {
      const out = join(folder, "a.tex");
      writeFileSync(out, "old", { mode: 0o444 });
      expect(await exportTo(out)).toBe(2);
      expect(said).toContain("This account is not allowed to do that there.");
      expect(readFileSync(out, "utf8")).toBe("old");
    },
  );

  it.runIf(posix)("that is a pipe is written to", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const [code, text] = await Promise.all([exportTo(pipe), readFile(pipe, "utf8")]);
    expect(code).toBe(0);
    expect(text).toContain("\\end{document}");
  });
});

describe("when stdout takes nothing more", () => {
  async function failWith(code: string): Promise<unknown> {
    const exit = vi.spyOn(process, "exit").mockImplementation(() => undefined as never);
    expect(await exportTo(join(folder, "a.tex"))).toBe(0);
    process.stdout.emit("error", Object.assign(new Error(`${code}: no more`), { code }));
    return exit.mock.calls[0]?.[0];
  }

  it("since its reader went away, the command ends without a word", async () => {
    expect(await failWith("EPIPE")).toBe(0);
    expect(said).toBe("");
  });

  it("for another reason, the command says it and ends with 2", async () => {
    expect(await failWith("ENOSPC")).toBe(2);
    expect(said).toBe("cannot write the answer: ENOSPC: no more\n");
  });
});
