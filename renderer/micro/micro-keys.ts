/** What a key does while it goes through micro-steps. */
export type MicroAction = "next" | "back" | "skip" | "replay" | "close";

const KEYS: Readonly<Record<string, MicroAction>> = {
  ArrowRight: "next",
  ArrowLeft: "back",
  ArrowDown: "skip",
  ArrowUp: "replay",
  " ": "next",
  Escape: "close",
};

/** What a key asks for, or null: keys with modifiers, of a matrix that is walked through, or of a button. */
export function microAction(event: KeyboardEvent): MicroAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const { target } = event;
  const inside = target instanceof Element ? target : null;
  // Space presses the button that has the focus.
  if (event.key === " " && inside?.closest("button") !== null && inside !== null) return null;
  return Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
}
