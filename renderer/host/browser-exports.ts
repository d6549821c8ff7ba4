import type { PickerWindow } from "./file-pickers.ts";
import type { ExportAccess, ExportFile, ExportOutcome } from "./host.ts";
import { download } from "./input-file.ts";

/** Exports in a browser: through its picker where it has one, else as a download; PDF by its own print dialog. */
export function createBrowserExports(pickers: PickerWindow = window as PickerWindow): ExportAccess {
  return {
    async write(file) {
      if (pickers.showSaveFilePicker === undefined) return offerDownload(file);
      try {
        const handle = await pickers.showSaveFilePicker({
          id: "export",
          types: [{ description: file.type, accept: { [file.type]: [endingOf(file.name)] } }],
          suggestedName: file.name,
        });
        // The stream writes beside the file and takes its place on close.
        const stream = await handle.createWritable();
        await stream.write(file.bytes);
        await stream.close();
        return { kind: "saved", name: handle.name };
      } catch (error) {
        const { name, message } = error as Error;
        if (name === "AbortError") return { kind: "cancelled" };
        // Without a click just now, or in a frame of another origin, the picker is refused; a download is not.
        if (name === "SecurityError") return offerDownload(file);
        return { kind: "failed", reason: message };
      }
    },

    pdf() {
      window.print();
      return Promise.resolve({ kind: "printing" });
    },
  };
}

function offerDownload({ bytes, name, type }: ExportFile): ExportOutcome {
  download(bytes, name, type);
  return { kind: "saved", name };
}

function endingOf(name: string): `.${string}` {
  return `.${name.slice(name.lastIndexOf(".") + 1)}`;
}
