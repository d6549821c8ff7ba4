import { expect, type Page } from "@playwright/test";
import { mkdtempSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Shell } from "./driven-electron/start.mjs";

/** A file that a person would pick: one to be made, or one that lies on this machine's disk. */
export type GivenFile =
  { readonly name: string; readonly bytes: string | Uint8Array } | { readonly path: string };

/**
 * The person who answers where to open from and where to save to, whether a browser asks or the desktop does.
 * Both are called before the button that leads to the question: a browser's is missed by whoever comes late.
 */
export interface FileAnswers {
  /** The next question what to open, once it is there; the answer opens a file. */
  nextOpen(): Promise<(file: GivenFile) => Promise<void>>;
  /** The next file that is written, as bytes. */
  nextSave(): Promise<Buffer>;
}

/** A browser's chooser and its downloads. */
export function browserFiles(page: Page): FileAnswers {
  return {
    async nextOpen() {
      const chooser = await page.waitForEvent("filechooser");
      return (file) => {
        if ("path" in file) return chooser.setFiles(file.path);
        const { name, bytes } = file;
        return chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(bytes) });
      };
    },
    async nextSave() {
      const download = await page.waitForEvent("download");
      return readFile(await download.path());
    },
  };
}

/** The desktop's dialogs, and files on this machine's disk. */
export function desktopFiles(shell: Shell): FileAnswers {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-files-"));
  let [count, saved] = [0, ""];
  const waits = (kind: "open" | "save"): Promise<boolean> =>
    shell.evaluate(
      ({ driven }, wanted) => driven.person.waiting.some((asked) => asked.kind === wanted),
      kind,
    );
  return {
    async nextOpen() {
      await expect.poll(() => waits("open")).toBe(true);
      return async (file) => {
        const path = "path" in file ? file.path : join(folder, file.name);
        if ("bytes" in file) await writeFile(path, file.bytes);
        const answer = { kind: "open", paths: [path] } as const;
        await shell.evaluate(({ driven }, given) => driven.person.answer(given), answer);
      };
    },
    async nextSave() {
      const before = await stampOf(saved);
      await expect
        .poll(async () => {
          if (await waits("save")) {
            saved = join(folder, `saved-${++count}.rematrix`);
            const answer = { kind: "save", path: saved } as const;
            await shell.evaluate(({ driven }, given) => driven.person.answer(given), answer);
          }
          const now = await stampOf(saved);
          return now !== null && now !== before;
        })
        .toBe(true);
      return readFile(saved);
    },
  };
}

/** What changes when a file is written anew; null where there is none. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { ino, mtimeMs } = await stat(path);
    return `${ino} ${mtimeMs}`;
  } catch {
    return null;
  }
}
