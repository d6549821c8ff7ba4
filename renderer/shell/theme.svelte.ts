import { MediaQuery } from "svelte/reactivity";
import type { Theme } from "../colour/diverging.ts";

const dark = new MediaQuery("(prefers-color-scheme: dark)");

/** The system's theme, as the colour scales need it; the rest follows in CSS. */
export const system = {
  get theme(): Theme {
    return dark.current ? "dark" : "light";
  },
};
