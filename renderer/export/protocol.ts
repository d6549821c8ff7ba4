import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import type { TextTarget } from "../../core/export/targets.ts";

/** What the page asks the export worker for. */
export type ExportRequest =
  | {
      readonly kind: "text";
      readonly target: TextTarget;
      readonly experiment: Experiment;
      readonly stop: StopPlan;
    }
  | {
      /** A matrix of a pass with the experiment's weights, which are given: those of the shown step. */
      readonly kind: "matrix";
      readonly code: string;
      readonly format: "csv" | "npy";
      readonly experiment: Experiment;
    };

/** What it answers. */
export type ExportAnswer =
  | { readonly ok: true; readonly content: string | Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly reason: string };
