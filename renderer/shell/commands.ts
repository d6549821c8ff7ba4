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

/** Whether an element takes typed text, so that plain keys belong to it. */
export function takesText(element: Element | null): boolean {
  if (!element) return false;
  if (element.matches("textarea, select, [contenteditable]")) return true;
  return element.matches("input:not([type=range], [type=checkbox])");
}
