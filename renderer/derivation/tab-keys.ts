import type { DerivationState } from "./derivation.svelte.ts";
import { takesText } from "../shell/commands.ts";

/**
 * What a key does in the derivation's tab: arrows, Home and End show steps, Space plays. Fields, lists and
 * buttons keep their own keys, and so do formulas while they are walked through. Whether the key was used.
 */
export function pressKey(state: DerivationState, event: KeyboardEvent): boolean {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
    return false;
  const element = target instanceof Element ? target : null;
  if (takesText(element)) return false;
  if (key === " ") {
    if (element?.matches("button, summary, a, [role=switch], [role=tab], [type=checkbox]")) return false;
    state.toggle();
    return true;
  }
  // The range has arrows, Home and End of its own, which come to the same.
  if (element?.matches("[type=range]")) return false;
  switch (key) {
    case "ArrowRight":
      state.next();
      return true;
    case "ArrowLeft":
      state.back();
      return true;
    case "Home":
      state.toStart();
      return true;
    case "End":
      state.toEnd();
      return true;
    default:
      return false;
  }
}
