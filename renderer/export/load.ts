import type ExportDialog from "./ExportDialog.svelte";

/** The export dialog and what it draws with: fetched when it is asked for, or when nothing else is to do. */
export function loadExport(): Promise<{ readonly default: typeof ExportDialog }> {
  return import("./ExportDialog.svelte");
}
