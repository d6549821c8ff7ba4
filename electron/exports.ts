import { app, dialog, type BrowserWindow } from "electron";
import { basename, dirname, extname, join } from "node:path";
import { writeAtomically } from "./atomic-write.ts";
import type { ExportOutcome, ExportRequest } from "./contract.ts";
import { reasonNotWritten } from "./file-reasons.ts";

/** The folder of the last export, for the next one. */
let folder: string | null = null;

/** Asks where a file shall go, and writes it there; what the page says is no path. */
export function exportFile(window: BrowserWindow, { name, bytes }: ExportRequest): Promise<ExportOutcome> {
  return write(window, plainName(name), () => Promise.resolve(bytes));
}

/** Asks where the window shall go as a PDF, as it would be printed, and writes it there. */
export function exportPdf(window: BrowserWindow, name: string): Promise<ExportOutcome> {
  return write(window, plainName(name), () =>
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
  try {
    await writeAtomically(filePath, await make());
    folder = dirname(filePath);
    return { kind: "saved", name: basename(filePath) };
  } catch (error) {
    return { kind: "failed", reason: reasonNotWritten(error) };
  }
}

/** A name that every system takes for a file, and none for a path. */
function plainName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what Windows refuses
  const plain = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "-").replace(/^[. ]+|[. ]+$/g, "");
  return plain === "" ? "export" : plain;
}
