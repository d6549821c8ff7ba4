import type { MenuKind } from "../host/host.ts";
import type { Commands } from "./commands.ts";

/** The command behind every item of the desktop's menu. */
export const commandOfMenu: Readonly<Record<MenuKind, keyof Commands>> = {
  new: "new",
  open: "open",
  save: "save",
  "save-as": "saveAs",
  duplicate: "duplicate",
  revert: "revert",
  gallery: "gallery",
  print: "print",
  undo: "undo",
  redo: "redo",
  "play-pause": "playPause",
  step: "step",
  "step-back": "stepBack",
  epoch: "epoch",
  rewind: "rewind",
  "to-end": "toEnd",
  check: "check",
  micro: "micro",
  "keep-run": "keepRun",
  "new-seed": "newSeed",
  "show-updates": "updates",
  projector: "projector",
  shortcuts: "shortcuts",
};
