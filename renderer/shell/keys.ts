import type { Commands } from "./commands.ts";

/**
 * The keys of every command in the page, written as Electron writes accelerators, in the order in which they are
 * told. A letter wants Shift or wants it not; any other key is taken wherever a keyboard has it.
 */
export const keysOfCommands: Readonly<Record<keyof Commands, readonly string[]>> = {
  playPause: ["Space"],
  step: ["."],
  stepBack: [","],
  epoch: ["E"],
  rewind: ["R"],
  toEnd: ["Shift+R"],
  check: ["G"],
  micro: ["M"],
  advanceMicro: [],
  newSeed: ["N"],
  keepRun: ["K"],
  undo: ["CmdOrCtrl+Z"],
  redo: ["CmdOrCtrl+Shift+Z", "CmdOrCtrl+Y"],
  new: [],
  open: ["CmdOrCtrl+O"],
  gallery: [],
  save: ["CmdOrCtrl+S"],
  saveAs: ["CmdOrCtrl+Shift+S"],
  duplicate: ["Shift+D"],
  revert: ["Shift+B"],
  export: ["CmdOrCtrl+Shift+E"],
  print: ["CmdOrCtrl+P"],
  updates: ["U"],
  projector: ["P"],
  shortcuts: ["?"],
  details: ["D"],
};

type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

const commands = Object.keys(keysOfCommands) as (keyof Commands)[];
const commandOfKeys = new Map(
  commands.flatMap((command) => keysOfCommands[command].map((keys) => [keys, command] as const)),
);

/** What a key event asks for, or null. `typing` is true while a field has the focus. */
export function commandOf(event: KeyPress, typing: boolean): keyof Commands | null {
  const command = commandOfKeys.get(writeKeys(event)) ?? null;
  if (command === null || !typing) return command;
  // Plain keys are typed, and what is being typed has its own undo.
  const withModifier = event.ctrlKey || event.metaKey;
  return withModifier && command !== "undo" && command !== "redo" ? command : null;
}

function writeKeys({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): string {
  const name = key === " " ? "Space" : key.toUpperCase();
  const shifted = shiftKey && /^\p{L}$/u.test(name);
  const parts = [ctrlKey || metaKey ? "CmdOrCtrl" : "", altKey ? "Alt" : "", shifted ? "Shift" : "", name];
  return parts.filter((part) => part !== "").join("+");
}
