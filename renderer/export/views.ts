/** A view that can be drawn as a picture: an element with `data-view`. */
export interface DrawnView {
  readonly name: string;
  /** What the page calls it. */
  readonly label: string;
  readonly element: HTMLElement;
}

/** The views on the page, from left to right and from top to bottom; those that are not there are left out. */
export function findViews(root: ParentNode = document): DrawnView[] {
  return [...root.querySelectorAll<HTMLElement>("[data-view]")].flatMap((element) => {
    const name = element.dataset.view ?? "";
    const { width, height } = element.getBoundingClientRect();
    return width === 0 || height === 0 ? [] : [{ name, label: labelOf(element) || name, element }];
  });
}

/** The accessible name that the element has by itself. */
function labelOf(element: HTMLElement): string {
  const by = element.getAttribute("aria-labelledby");
  const named = by === null ? null : document.getElementById(by);
  return (named?.textContent ?? element.getAttribute("aria-label") ?? "").trim();
}
