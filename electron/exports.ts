import { app, dialog, type BrowserWindow } from "electron";
import { basename, dirname, extname, join } from "node:path";
import { writeAtomically } from "./atomic-write.ts";
import type { ExportOutcome, ExportRequest } from "./contract.ts";
import { plainName, withExtension } from "./file-names.ts";
import { reasonNotWritten } from "./file-reasons.ts";

/** The folder of the last export, for the next one. */
let folder: string | null = null;

/** Asks where a file shall go, and writes it there; what the page says is no path. */
export function exportFile(window: BrowserWindow, { name, bytes }: ExportRequest): Promise<ExportOutcome> {
  return write(window, plainName(name, "export"), () => Promise.resolve(bytes));
}

/** Asks where the window shall go as a PDF, as it would be printed, and writes it there. */
export function exportPdf(window: BrowserWindow, name: string): Promise<ExportOutcome> {
  return write(window, plainName(name, "export"), () =>
    window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true }),
  );
}

async function write(
  window: BrowserWindow,
  name: string,
  make: () => Promise<Uint8Array>,
): Promise<ExportOutcome> {
  const extension = extname(name).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(folder ?? app.getPath("documents"), name),
    ...(extension === "" ? {} : { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
    properties: ["showOverwriteConfirmation", "createDirectory"],
  });
  if (canceled || filePath === "") return { kind: "cancelled" };
  const path = withExtension(filePath, extname(name));
  try {
    await writeAtomically(path, await make());
    folder = dirname(path);
    return { kind: "saved", name: basename(path) };
  } catch (error) {
    return { kind: "failed", reason: reasonNotWritten(error) };
  }
}
