import { deriveGradients } from "./derivation/gradients.ts";
import { writeDerivationSection } from "./derivation/latex-section.ts";
import { writeDerivationCells } from "./derivation/notebook-cells.ts";
import { writeKerasScript } from "./keras-script.ts";
import { writeLatexDocument } from "./latex-document.ts";
import { writeNotebook } from "./notebook.ts";
import { writeNumpyScript } from "./numpy-script.ts";
import { writePytorchScript } from "./pytorch-script.ts";
import type { ExportSource } from "./source.ts";

/** What an experiment can be written as. */
export type TextTarget = "numpy" | "pytorch" | "keras" | "notebook" | "latex";

/** One way to write an experiment as a text. */
export interface TextExport {
  /** Of the file's name, without the dot. */
  readonly extension: string;
  /** Its media type. */
  readonly type: string;
  readonly write: (source: ExportSource) => string;
}

/** Every way to write an experiment as a text. */
export const textExports: Readonly<Record<TextTarget, TextExport>> = {
  numpy: { extension: "py", type: "text/x-python", write: writeNumpyScript },
  pytorch: { extension: "py", type: "text/x-python", write: writePytorchScript },
  keras: { extension: "py", type: "text/x-python", write: writeKerasScript },
  notebook: {
    extension: "ipynb",
    type: "application/x-ipynb+json",
    write: (source) => writeNotebook(source, writeDerivationCells(deriveGradients(source))),
  },
  latex: {
    extension: "tex",
    type: "application/x-tex",
    write: (source) => writeLatexDocument(source, writeDerivationSection(deriveGradients(source))),
  },
};
