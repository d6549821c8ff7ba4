import { formatCount } from "../../format/number.ts";
import type { ExportKind } from "../../host/host.ts";

/** The export dialog: what can be written for other programs. */
export const exporting = {
  open: "Export",
  title: "Export",
  kind: "What to export",
  kinds: {
    numpy: "NumPy script",
    pytorch: "PyTorch script",
    keras: "Keras script",
    notebook: "Jupyter notebook",
    latex: "LaTeX",
    history: "Costs as CSV",
    "matrix-csv": "Matrix as CSV",
    "matrix-npy": "Matrix as .npy",
    svg: "Picture as SVG",
    png: "Picture as PNG",
    pdf: "Window as PDF",
  } satisfies Record<ExportKind, string>,
  about: {
    numpy: "Repeats this training number by number; needs NumPy alone.",
    pytorch: "Trains the same network from the same start with PyTorch.",
    keras: "Trains the same network from the same start with Keras 3.",
    notebook:
      "The NumPy script in cells, with the formulas and the derivation of every gradient between them.",
    latex: "The network, its gradients derived step by step with the reasons, and the update.",
    history: "The cost after each step that the curve keeps, every number in full.",
    "matrix-csv": "Any matrix of the shown step, every number in full.",
    "matrix-npy": "Any matrix of the shown step, for numpy.load.",
    svg: "A view as it is on the screen, and what has to be scrolled to, in shapes and letters; fonts are inside.",
    png: "A view as it is on the screen, and what has to be scrolled to, in twice its pixels.",
    pdf: "The whole window, as it would be printed.",
  } satisfies Record<ExportKind, string>,
  costs: (count: number, last: number) =>
    last === 0
      ? "Step 0 alone: nothing is trained yet."
      : count === last + 1
        ? `Every step from 0 to ${formatCount(last)}.`
        : `${formatCount(count)} of the steps from 0 to ${formatCount(last)}, the lowest and the highest cost of every stretch among them.`,
  printed: "The browser prints the window; its dialog can save a PDF.",
  end: "The script trains",
  toStop: "to the experiment’s stop",
  toStep: (step: string) => `to the shown step, ${step}`,
  rates: "It trains from the start with the settings that are set now.",
  matrix: "Matrix",
  gradient: (name: string) => `∂Δ/∂${name}`,
  view: "View",
  save: "Save…",
  print: "Print…",
  copy: "Copy",
  cancel: "Cancel",
  busy: "It is being made …",
  copied: "Copied.",
  notCopied: "The clipboard cannot be written to here.",
  saved: (name: string) => `Exported ${name}.`,
  failed: (reason: string) => `It could not be exported: ${reason}`,
  nothing: "there is nothing to export yet",
};
