import { prefersReducedMotion } from "svelte/motion";
import type { Motion } from "../micro/motion.ts";

/** The page's clock, and what the system says of motion. */
export const pageMotion: Motion = {
  get reduced() {
    return prefersReducedMotion.current;
  },
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
