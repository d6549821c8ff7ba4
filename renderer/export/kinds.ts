import type { ExportKind } from "../host/host.ts";

/** What an export needs to be told, and what can be done with it. */
export interface KindOfExport {
  /** The file's ending. */
  readonly extension: string;
  readonly type: string;
  /** Stands in the file's name where another kind has the same ending. */
  readonly mark?: string;
  /** What has to be chosen for it. */
  readonly needs: "end" | "matrix" | "view" | null;
  /** Whether it is a text, which can be copied. */
  readonly text: boolean;
}

const python = { extension: "py", type: "text/x-python", needs: "end", text: true } as const;

/** Every kind of export, in the order in which they are offered. */
export const kinds: Readonly<Record<ExportKind, KindOfExport>> = {
  numpy: python,
  pytorch: { ...python, mark: "pytorch" },
  keras: { ...python, mark: "keras" },
  notebook: { extension: "ipynb", type: "application/x-ipynb+json", needs: "end", text: true },
  latex: { extension: "tex", type: "application/x-tex", needs: null, text: true },
  history: { extension: "csv", type: "text/csv", mark: "cost", needs: null, text: true },
  "matrix-csv": { extension: "csv", type: "text/csv", needs: "matrix", text: true },
  "matrix-npy": { extension: "npy", type: "application/octet-stream", needs: "matrix", text: false },
  svg: { extension: "svg", type: "image/svg+xml", needs: "view", text: true },
  png: { extension: "png", type: "image/png", needs: "view", text: false },
  pdf: { extension: "pdf", type: "application/pdf", needs: null, text: false },
};

export const kindNames = Object.keys(kinds) as ExportKind[];
