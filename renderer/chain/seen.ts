import { flushSync } from "svelte";
import type { Attachment } from "svelte/attachments";

/** How far outside of the window, or of what scrolls, things count as seen: they are drawn before they are there. */
const AHEAD = "200px";

/** Who wants to know of which element; one observer serves them all. */
const listeners = new Map<Element, (now: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** Says whenever an element comes into sight and goes out of it; on paper all is in sight. What is not told counts as seen. */
export function seen(listen: (now: boolean) => void): Attachment {
  return (element) => {
    if (!("IntersectionObserver" in globalThis)) return;
    observer ??= observe();
    listeners.set(element, listen);
    observer.observe(element);
    return () => {
      listeners.delete(element);
      observer?.unobserve(element);
    };
  };
}

function observe(): IntersectionObserver {
  const made = new IntersectionObserver(tell, { rootMargin: AHEAD, scrollMargin: AHEAD });
  addEventListener("beforeprint", drawAll);
  addEventListener("afterprint", () => lookAgain(made));
  return made;
}

/** Has everything drawn now, in sight or not, as paper has it; at the next frame it is as before. */
export function showAll(): void {
  drawAll();
  if (observer) lookAgain(observer);
}

function drawAll(): void {
  // What is on paper is drawn before this returns.
  flushSync(() => {
    for (const listen of listeners.values()) listen(true);
  });
}

function lookAgain(watcher: IntersectionObserver): void {
  for (const element of listeners.keys()) {
    // It says anew of what it begins to observe.
    watcher.unobserve(element);
    watcher.observe(element);
  }
}

function tell(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
}
