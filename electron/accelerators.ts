import type { Accelerators } from "./contract.ts";

/** Every one has a modifier: a bare key would be taken from the fields people type into. */
const everywhere = {
  new: "CmdOrCtrl+N",
  "new-window": "CmdOrCtrl+Shift+N",
  open: "CmdOrCtrl+O",
  gallery: "CmdOrCtrl+Shift+O",
  save: "CmdOrCtrl+S",
  "save-as": "CmdOrCtrl+Shift+S",
  duplicate: "CmdOrCtrl+Shift+D",
  export: "CmdOrCtrl+Shift+E",
  print: "CmdOrCtrl+P",
  undo: "CmdOrCtrl+Z",
  "play-pause": "CmdOrCtrl+Enter",
  step: "CmdOrCtrl+Shift+Enter",
  epoch: "CmdOrCtrl+Alt+Enter",
  rewind: "CmdOrCtrl+Shift+B",
  check: "CmdOrCtrl+Shift+G",
  micro: "CmdOrCtrl+Shift+M",
  "keep-run": "CmdOrCtrl+Shift+K",
  "new-seed": "CmdOrCtrl+Shift+R",
  "show-updates": "CmdOrCtrl+Shift+L",
  projector: "CmdOrCtrl+Shift+P",
  shortcuts: "CmdOrCtrl+/",
} as const satisfies Accelerators;

/** The keys of the menu's items, as this platform has them: for the menu, and for the page's table of keys. */
export function acceleratorsOf(platform: NodeJS.Platform): Accelerators {
  return { ...everywhere, redo: platform === "win32" ? "Ctrl+Y" : "CmdOrCtrl+Shift+Z" };
}
