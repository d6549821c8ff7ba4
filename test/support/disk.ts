import type { Page } from "@playwright/test";
import { mkdtempSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Shell } from "./driven-electron/start.mjs";
import { test as base } from "./lab.ts";

/**
 * A folder with the person's files, which the lab reads and writes and others do, too: on this machine's disk, or, for
 * a browser, in the folder of its own that every origin has, whose files are real handles.
 */
export interface Disk {
  /** Answers the next question where to save; a name without a slash lies in the folder. */
  saveAs(name: string): Promise<void>;
  /** Answers the next question what to open. */
  openNext(name: string): Promise<void>;
  /** What somebody else does. */
  write(name: string, bytes: string | Uint8Array): Promise<void>;
  read(name: string): Promise<Buffer>;
  /** Lets every attempt to write fail from now on, as the system reports it; null ends that. */
  failWith(error: string | null): Promise<void>;
}

/** Files of this machine, named in the desktop's dialogs. */
export function desktopDisk(shell: Shell): Disk & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-disk-"));
  const at = (name: string): string => (name.includes("/") ? name : join(folder, name));
  return {
    folder,
    saveAs: (name) =>
      shell.evaluate(({ driven }, path) => driven.person.answer({ kind: "save", path }), at(name)),
    openNext: (name) =>
      shell.evaluate(({ driven }, path) => driven.person.answer({ kind: "open", paths: [path] }), at(name)),
    write: (name, bytes) => writeFile(at(name), bytes),
    read: (name) => readFile(at(name)),
    failWith: (code) =>
      shell.evaluate((_, failure) => {
        const fs = process.getBuiltinModule("node:fs");
        const kept = fs.promises as typeof fs.promises & { realOpen?: typeof fs.promises.open };
        kept.realOpen ??= fs.promises.open;
        const { realOpen } = kept;
        fs.promises.open = async (path, flags, mode) => {
          if (failure === null || flags === "r") return realOpen(path, flags, mode);
          throw Object.assign(new Error(`${failure}: refused by the test`), { code: failure });
        };
        // What main's bundle imported by name is brought up to date by this.
        process.getBuiltinModule("node:module").syncBuiltinESMExports();
      }, code),
  };
}

interface PickedInPage {
  save: string[];
  open: string[];
  failure: string | null;
}

/** Files in the origin's own folder, which stands-in for Chromium's pickers hand to the page. */
export async function browserDisk(page: Page): Promise<Disk> {
  await page.addInitScript(() => {
    const picked: PickedInPage = { save: [], open: [], failure: null };
    const handle = async (name: string | undefined, create: boolean): Promise<FileSystemFileHandle> => {
      if (name === undefined) throw new DOMException("nothing was picked", "AbortError");
      const root = await navigator.storage.getDirectory();
      return root.getFileHandle(name, { create });
    };
    const fixed = (name: string, value: unknown): void =>
      void Object.defineProperty(window, name, { value, configurable: false });
    fixed("picked", picked);
    fixed("showSaveFilePicker", () => handle(picked.save.shift(), true));
    fixed("showOpenFilePicker", async () => [await handle(picked.open.shift(), false)]);
    const real = FileSystemFileHandle.prototype.createWritable;
    FileSystemFileHandle.prototype.createWritable = function (options) {
      const { failure } = picked;
      return failure === null
        ? real.call(this, options)
        : Promise.reject(new DOMException("refused", failure));
    };
  });
  const tell = (kind: "save" | "open", name: string): Promise<void> =>
    page.evaluate(
      ([list, one]) => void (window as unknown as { picked: PickedInPage }).picked[list].push(one),
      [kind, name] as const,
    );
  return {
    saveAs: (name) => tell("save", name),
    openNext: (name) => tell("open", name),
    write: (name, bytes) =>
      page.evaluate(
        async ([file, content]) => {
          const root = await navigator.storage.getDirectory();
          const stream = await (await root.getFileHandle(file, { create: true })).createWritable();
          await stream.write(Uint8Array.from(content));
          await stream.close();
        },
        [name, [...Buffer.from(bytes)]] as const,
      ),
    read: async (name) =>
      Buffer.from(
        await page.evaluate(async (file) => {
          const root = await navigator.storage.getDirectory();
          const found = await (await root.getFileHandle(file)).getFile();
          return [...new Uint8Array(await found.arrayBuffer())];
        }, name),
      ),
    failWith: (failure) =>
      page.evaluate(
        (name) => void ((window as unknown as { picked: PickedInPage }).picked.failure = name),
        failure,
      ),
  };
}

/** Tests whose lab opens and saves files that have a place: through the desktop's dialogs, or a browser's pickers. */
export const test = base.extend<{ disk: Disk }>({
  disk: async ({ page, shell }, use) => use(shell === null ? await browserDisk(page) : desktopDisk(shell)),
  // The pickers have to be there before the page is.
  lab: async ({ lab, disk, shell }, use) => {
    if (shell === null && disk !== undefined) await lab.open();
    await use(lab);
  },
});
