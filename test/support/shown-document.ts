import type { ShownDocument } from "../../electron/contract.ts";

/** What a page says that shows a document just opened at the start, but for what a test wants otherwise. */
export function shownDocument(given: Partial<ShownDocument> = {}): ShownDocument {
  return { name: "The article's network", unsaved: false, place: null, untouched: true, ...given };
}
