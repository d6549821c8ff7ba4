/** What a key asks for while pieces are put together. */
export type PieceAction =
  | "next"
  | "previous"
  | "first"
  | "last"
  | "take"
  | "combine"
  | "turn"
  | "turn-partner"
  | "dot"
  | "star"
  | "sum-rows"
  | "sum-columns"
  | "put-back";

interface Held {
  /** Whether a piece was taken, and a place is proposed for it. */
  readonly taken: boolean;
  readonly pair: boolean;
}

type Press = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

/** What a key means among the pieces, or null. */
export function pieceAction(event: Press, { taken, pair }: Held): PieceAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case "ArrowRight":
    case "ArrowDown":
      return "next";
    case "ArrowLeft":
    case "ArrowUp":
      return "previous";
    case "Home":
      return "first";
    case "End":
      return "last";
    case "Enter":
      return pair ? "combine" : "take";
    case "t":
    case "T":
      return event.shiftKey && pair ? "turn-partner" : "turn";
    case ".":
      return pair ? "dot" : null;
    case "*":
      return pair ? "star" : null;
    case "s":
    case "S":
      if (!taken || pair) return null;
      return event.shiftKey ? "sum-columns" : "sum-rows";
    case "Escape":
      return taken ? "put-back" : null;
    default:
      return null;
  }
}

/** What a key means anywhere in the exercise, or null. */
export function practiceAction({ key, ctrlKey, metaKey, altKey }: Press): "undo" | "show" | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === "u" || key === "U") return "undo";
  return key === "?" ? "show" : null;
}
