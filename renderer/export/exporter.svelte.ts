import { writeName } from "../../core/naming.ts";
import { isTurned, matricesOf } from "../chain/picture.ts";
import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import { costsByStep, writeHistoryCsv } from "../../core/export/csv.ts";
import type { TextTarget } from "../../core/export/targets.ts";
import { passCodes } from "../../core/network/names.ts";
import type { ExportAccess, ExportKind } from "../host/host.ts";
import { drawElement } from "../picture/draw.ts";
import { rasterise } from "../picture/raster.ts";
import { locale } from "../messages/locale.svelte.ts";
import { fileNameOf } from "../state/file-names.ts";
import { withShownWeights } from "../state/edits/weights.ts";
import type { Lab } from "../state/lab.svelte.ts";
import { askWorker } from "./ask-worker.ts";
import { kinds } from "./kinds.ts";
import type { ExportAnswer } from "./protocol.ts";
import { findViews, type DrawnView } from "./views.ts";

/** A matrix that can be exported. */
export interface OfferedMatrix {
  readonly code: string;
  readonly label: string;
}

type Content = string | Uint8Array<ArrayBuffer>;

/** One visit to the export dialog: what is chosen, what comes of it. */
export class Exporter {
  kind = $state<ExportKind>("numpy");
  /** Where a script's training ends: with the experiment's stop, or at the shown step. */
  end = $state<"stop" | "step">("stop");
  matrix = $state("W1");
  view = $state("");
  busy = $state(false);
  /** What went wrong, or what was copied. */
  notice = $state("");

  readonly views: readonly DrawnView[];
  readonly #lab: Lab;
  readonly #exports: ExportAccess;

  constructor(lab: Lab, exports: ExportAccess, kind: ExportKind | null, views = findViews()) {
    this.#lab = lab;
    this.#exports = exports;
    this.views = views;
    this.view = views[0]?.name ?? "";
    if (kind !== null) this.kind = kind;
    if (this.#own === null || this.step > 0) this.end = "step";
  }

  get #own(): StopPlan | null {
    return this.#lab.experiment.training.stop;
  }

  /** Whether the experiment says when to stop. */
  get hasStop(): boolean {
    return this.#own !== null;
  }

  /** The step on the screen. */
  get step(): number {
    return this.#lab.frame?.step ?? 0;
  }

  /** How many costs the curve keeps, and the last step it has one of. */
  get costs(): { readonly count: number; readonly last: number } {
    const steps = [...costsByStep(this.#lab.player.history).keys()];
    return { count: steps.length, last: steps.reduce((last, step) => Math.max(last, step), 0) };
  }

  /** Every matrix of the shown step, each once, with its shape. */
  get matrices(): OfferedMatrix[] {
    const { stage, blocks } = this.#lab;
    if (stage === null) return [];
    const codeOf = passCodes(stage.network.layers);
    const all = matricesOf(blocks).map(({ key, name, rows, columns }) => {
      const ofSamples = ["raw", "X", "Z", "H", "Y", "error"].includes(key.kind);
      const plain = writeName(name);
      const shown = isTurned(key) ? locale.text.exporting.gradient(plain.replace("δ", "")) : plain;
      const height = ofSamples ? stage.loaded.samples : rows;
      return { code: codeOf(key), label: `${shown} (${height}, ${columns})` };
    });
    return all.filter(({ code }, k) => all.findIndex((one) => one.code === code) === k);
  }

  /** Writes the file where the person says; true when that was done. */
  async save(): Promise<boolean> {
    const outcome = await this.#work(async () => {
      if (this.kind === "pdf") return this.#exports.pdf(this.#name());
      const { type } = kinds[this.kind];
      const content = await this.#make();
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      return this.#exports.write({ name: this.#name(), type, bytes });
    });
    if (outcome === null || outcome.kind === "cancelled") return false;
    const text = locale.text.exporting;
    const { documents } = this.#lab;
    if (outcome.kind === "saved") documents.notice = text.saved(outcome.name);
    if (outcome.kind === "failed") this.notice = documents.notice = text.failed(outcome.reason);
    return outcome.kind === "saved" || outcome.kind === "printing";
  }

  /** Puts a text into the clipboard. */
  async copy(): Promise<void> {
    const content = await this.#work(() => this.#make());
    if (typeof content !== "string") return;
    try {
      await navigator.clipboard.writeText(content);
      this.notice = locale.text.exporting.copied;
    } catch {
      this.notice = locale.text.exporting.notCopied;
    }
  }

  async #work<Value>(work: () => Promise<Value>): Promise<Value | null> {
    this.busy = true;
    this.notice = "";
    try {
      return await work();
    } catch (error) {
      this.notice = locale.text.exporting.failed(error instanceof Error ? error.message : String(error));
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #make(): Promise<Content> {
    const { experiment, frame, player } = this.#lab;
    switch (this.kind) {
      case "numpy":
      case "pytorch":
      case "keras":
      case "notebook":
      case "latex":
        return this.#text(this.kind, experiment);
      case "history":
        return writeHistoryCsv(player.history);
      case "matrix-csv":
      case "matrix-npy": {
        if (frame === null) throw new Error(locale.text.exporting.nothing);
        const format = this.kind === "matrix-csv" ? "csv" : "npy";
        const shown = withShownWeights(experiment, frame);
        return take(await askWorker({ kind: "matrix", code: this.matrix, format, experiment: shown }));
      }
      case "svg":
      case "png": {
        const view = this.views.find(({ name }) => name === this.view);
        if (view === undefined) throw new Error(locale.text.exporting.nothing);
        const drawing = await drawElement(view.element, `${experiment.name}: ${view.label}`);
        return this.kind === "svg" ? drawing.svg : rasterise(drawing);
      }
      case "pdf":
        throw new Error("internal: the edition makes a PDF");
    }
  }

  async #text(target: TextTarget, given: Experiment): Promise<Content> {
    const stop = this.end === "stop" && this.#own !== null ? this.#own : { steps: this.step };
    // What the page holds may be watched by it, and such values do not go into a worker.
    const experiment = $state.snapshot(given) as Experiment;
    return take(
      await askWorker({ kind: "text", target, experiment, stop: target === "latex" ? { steps: 0 } : stop }),
    );
  }

  #name(): string {
    const { mark, needs, extension } = kinds[this.kind];
    const special = needs === "matrix" ? this.matrix : needs === "view" ? this.view : (mark ?? null);
    return fileNameOf(this.#lab.experiment.name, special, extension);
  }
}

function take(answer: ExportAnswer): Content {
  if (!answer.ok) throw new Error(answer.reason);
  return answer.content;
}
