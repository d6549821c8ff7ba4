import { writeCells, type NotebookCell } from "./notebook/cells.ts";
import type { ExportSource } from "./source.ts";

export type { NotebookCell };

/** The format's version: cells have an id from 4.5 on. */
const FORMAT = { nbformat: 4, nbformat_minor: 5 } as const;

/**
 * A Jupyter notebook of an experiment: its NumPy in teaching order, with the formulas between the cells. `derivation`
 * is what stands between the gradients and the training; nothing where it is left out.
 */
export function writeNotebook(source: ExportSource, derivation: readonly NotebookCell[] = []): string {
  const cells = writeCells(source, derivation).map(({ kind, text, hidden = false }, index) => ({
    cell_type: kind,
    id: `cell-${index + 1}`,
    metadata: hidden ? { jupyter: { source_hidden: true } } : {},
    ...(kind === "code" ? { execution_count: null, outputs: [] } : {}),
    source: splitLines(text),
  }));
  const metadata = {
    kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
    language_info: { file_extension: ".py", mimetype: "text/x-python", name: "python" },
  };
  return `${JSON.stringify({ cells, metadata, ...FORMAT }, null, 1)}\n`;
}

/** Lines with their ends, but for the last, as notebooks keep them. */
function splitLines(text: string): string[] {
  const lines = text.split("\n");
  return lines.map((line, index) => (index < lines.length - 1 ? `${line}\n` : line));
}
