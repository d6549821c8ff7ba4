import type { ShownDocument } from "../../electron/contract.ts";

/** What a page says that shows a document just opened at the start, but for what a test wants otherwise. */
export function shownDocument(given: Partial<ShownDocument> = {}): ShownDocument {
  return {
    name: "The article's network",
    unsaved: false,
    place: null,
    untouched: true,
    undo: null,
    redo: null,
    revertible: false,
    training: { ready: true, playing: false, started: false, begun: false, inPast: false },
    view: { typing: false, projector: false, updates: true, micro: false },
    ...given,
  };
}
