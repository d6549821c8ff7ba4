import type { Attachment } from "svelte/attachments";
import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";

/** Keeps the matrix that a micro-step writes in sight of the pane that scrolls; at once, without a motion. */
export function scrollToWritten(step: MicroStep | null): Attachment<HTMLElement> {
  return (pane) => {
    if (step === null) return;
    const written = pane.querySelector("[data-testid=micro-written]");
    written?.scrollIntoView?.({ block: "nearest", inline: "nearest", behavior: "instant" });
  };
}
