/** What buttons, keys and the desktop's menu all call. */
export interface Commands {
  readonly new: () => void;
  readonly open: () => void;
  readonly save: () => void;
  readonly saveAs: () => void;
  readonly duplicate: () => void;
  readonly revert: () => void;
  readonly gallery: () => void;
  readonly export: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly playPause: () => void;
  readonly step: () => void;
  readonly stepBack: () => void;
  readonly epoch: () => void;
  readonly rewind: () => void;
  readonly toEnd: () => void;
  readonly check: () => void;
  /** Opens or closes the micro-steps. */
  readonly micro: () => void;
  readonly advanceMicro: () => void;
  readonly newSeed: () => void;
  readonly projector: () => void;
  /** Lets views follow while training runs, or rest. */
  readonly updates: () => void;
  readonly print: () => void;
  readonly shortcuts: () => void;
  readonly details: () => void;
  readonly keepRun: () => void;
}

/** What a key event asks for, or null. `typing` is true while a field has the focus. */
export function commandOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
  typing: boolean,
): keyof Commands | null {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey) return null;
    if (key === "z") return typing ? null : event.shiftKey ? "redo" : "undo";
    if (key === "y") return typing ? null : "redo";
    if (key === "s") return event.shiftKey ? "saveAs" : "save";
    if (key === "o") return "open";
    if (key === "p" && !event.shiftKey) return "print";
    if (key === "e" && event.shiftKey) return "export";
    return null;
  }
  if (typing || event.altKey) return null;
  const plain: Record<string, keyof Commands> = {
    " ": "playPause",
    ".": "step",
    ",": "stepBack",
    e: "epoch",
    r: event.shiftKey ? "toEnd" : "rewind",
    g: "check",
    m: "micro",
    n: "newSeed",
    p: "projector",
    u: "updates",
    "?": "shortcuts",
    d: event.shiftKey ? "duplicate" : "details",
    k: "keepRun",
  };
  if (event.shiftKey && key === "b") return "revert";
  return plain[key] ?? null;
}

/** Whether an element takes typed text, so that plain keys belong to it. */
export function takesText(element: Element | null): boolean {
  if (!element) return false;
  if (element.matches("textarea, select, [contenteditable]")) return true;
  return element.matches("input:not([type=range], [type=checkbox])");
}
