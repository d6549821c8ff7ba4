import { showAll } from "../chain/seen.ts";

/**
 * Makes a view as large as all that is scrolled away inside of it, and has it drawn; returns what puts everything
 * back. Between the two no frame may pass: nobody sees it, and nothing that watches sizes is told.
 */
export function unfold(root: HTMLElement): () => void {
  const scrollers = [...root.querySelectorAll<HTMLElement>("*")].filter(hidesSome);
  if (scrollers.length === 0) return () => undefined;
  showAll();
  const places = scrollers.map(({ scrollLeft, scrollTop }) => ({ scrollLeft, scrollTop }));
  const style = root.getAttribute("style");
  const beyond = (size: (part: HTMLElement) => number): number => Math.max(0, ...scrollers.map(size));
  const width = root.offsetWidth + beyond((part) => part.scrollWidth - part.clientWidth);
  const height = root.offsetHeight + beyond((part) => part.scrollHeight - part.clientHeight);
  root.style.setProperty("flex", "none");
  root.style.setProperty("width", `${width}px`);
  root.style.setProperty("height", `${height}px`);
  return () => {
    if (style === null) root.removeAttribute("style");
    else root.setAttribute("style", style);
    scrollers.forEach((part, index) => Object.assign(part, places[index]));
  };
}

/** Whether a part has to be scrolled to be seen whole. */
function hidesSome(part: HTMLElement): boolean {
  if (part.scrollWidth <= part.clientWidth && part.scrollHeight <= part.clientHeight) return false;
  const { overflowX, overflowY } = getComputedStyle(part);
  return [overflowX, overflowY].some((overflow) => overflow === "auto" || overflow === "scroll");
}
