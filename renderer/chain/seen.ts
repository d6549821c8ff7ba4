import type { Attachment } from "svelte/attachments";

/** How far outside of the window, or of what scrolls, things count as seen: they are drawn before they are there. */
const AHEAD = "200px";

/** Who wants to know of which element; one observer serves them all. */
const listeners = new WeakMap<Element, (now: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** Says whenever an element comes into sight and goes out of it. What is not told counts as seen. */
export function seen(listen: (now: boolean) => void): Attachment {
  return (element) => {
    if (!("IntersectionObserver" in globalThis)) return;
    observer ??= new IntersectionObserver(tell, { rootMargin: AHEAD, scrollMargin: AHEAD });
    listeners.set(element, listen);
    observer.observe(element);
    return () => observer?.unobserve(element);
  };
}

function tell(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
}
