import { MediaQuery } from "svelte/reactivity";
import type { Theme } from "../colour/diverging.ts";

const dark = new MediaQuery("(prefers-color-scheme: dark)");

/** The system's theme, as the colour scales need it; the rest follows in CSS. */
class System {
  /** While the page is printed: paper is white. */
  printing = $state(false);

  get theme(): Theme {
    return dark.current && !this.printing ? "dark" : "light";
  }
}

export const system = new System();
