import type { Attachment } from "svelte/attachments";
import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";

/**
 * Keeps what a micro-step reads and the matrix that it writes in sight of the pane that scrolls, the written one
 * above all; at once, without a motion.
 */
export function scrollToStep(step: MicroStep | null): Attachment<HTMLElement> {
  return (pane) => {
    if (step === null) return;
    for (const role of ["read", "written"]) {
      for (const matrix of pane.querySelectorAll(`[data-testid=micro-${role}]`)) {
        matrix.scrollIntoView?.({ block: "nearest", inline: "nearest", behavior: "instant" });
      }
    }
  };
}
