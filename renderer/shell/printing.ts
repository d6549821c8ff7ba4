import { flushSync } from "svelte";
import { system } from "./theme.svelte.ts";

/** Views are laid out for the sizes that they have on the screen: paper keeps these. */
const measured = [
  ["--print-graph", "[data-view=graph]"],
  ["--print-curve", "[data-view=curve]"],
] as const;

/**
 * Sets the page up for paper while it is printed: light whatever the theme, and views as high as on the screen.
 * Returns how to stop doing so.
 */
export function setupPrinting(page: Window): () => void {
  const root = page.document.documentElement;

  function prepare(): void {
    for (const [variable, view] of measured) {
      const height = page.document.querySelector(view)?.getBoundingClientRect().height ?? 0;
      root.style.setProperty(variable, `${Math.round(height)}px`);
    }
    // Colours are computed in script: what is on paper is drawn before this returns.
    flushSync(() => (system.printing = true));
  }

  function finish(): void {
    for (const [variable] of measured) root.style.removeProperty(variable);
    system.printing = false;
  }

  page.addEventListener("beforeprint", prepare);
  page.addEventListener("afterprint", finish);
  return () => {
    page.removeEventListener("beforeprint", prepare);
    page.removeEventListener("afterprint", finish);
  };
}
