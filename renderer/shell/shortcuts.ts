import type { MenuKeys } from "../host/host.ts";
import type { en } from "../messages/en.ts";
import type { Commands } from "./commands.ts";
import { commandOfMenu } from "./host-commands.ts";
import { keysOfCommands } from "./keys.ts";

type Text = typeof en.shortcuts;

/** A row of the table of keys: what is done, and the keys of which each does it. */
export interface Shortcut {
  readonly action: string;
  readonly keys: readonly string[];
}

/** Every key that does something: in the page, in the desktop's menu, and in parts of the page. */
export function listShortcuts(menuKeys: MenuKeys, text: Text, apple: boolean): readonly Shortcut[] {
  const { arrows, space, enter, shift } = keyNames(text, apple);
  const commands = Object.keys(keysOfCommands) as (keyof Commands)[];
  const ofCommands = commands.map((command) => ({
    action: text.commands[command],
    keys: allKeys(command, menuKeys, text, apple),
  }));
  const newWindow = menuKeys["new-window"];
  const { rows } = text;
  return [
    ...ofCommands,
    { action: rows.newWindow, keys: newWindow === undefined ? [] : [spellKeys(newWindow, text, apple)] },
    { action: rows.playhead, keys: [arrows, "Page", "Home", "End"] },
    { action: rows.derivation, keys: [arrows, "Home", "End", space] },
    { action: rows.cells, keys: [arrows] },
    { action: rows.edit, keys: [enter] },
    { action: rows.lookInto, keys: [enter, `${shift} ${enter}`] },
  ].filter(({ keys }) => keys.length > 0);
}

/** `CmdOrCtrl+Shift+S` as this system writes it: `Ctrl Shift S`, `⇧ ⌘ S`. */
export function spellKeys(keys: string, text: Text, apple: boolean): string {
  const { shift, alt, command, space, enter } = keyNames(text, apple);
  const modifiers = { CmdOrCtrl: command, Cmd: command, Ctrl: command, Alt: alt, Shift: shift };
  const names: Readonly<Record<string, string>> = { ...modifiers, Space: space, Enter: enter };
  const parts = keys.split("+");
  // On a Mac, ⌘ stands last.
  const ordered = apple ? [...parts.slice(0, -1).reverse(), parts[parts.length - 1]] : parts;
  return ordered.map((part) => names[part] ?? part).join(" ");
}

function allKeys(command: keyof Commands, menuKeys: MenuKeys, text: Text, apple: boolean): readonly string[] {
  const ofMenu = (Object.keys(menuKeys) as (keyof MenuKeys)[]).flatMap((item) =>
    item !== "new-window" && commandOfItem(item) === command ? [menuKeys[item] ?? ""] : [],
  );
  const spelled = [...keysOfCommands[command], ...ofMenu].map((keys) => spellKeys(keys, text, apple));
  return [...new Set(spelled)];
}

function commandOfItem(item: Exclude<keyof MenuKeys, "new-window">): keyof Commands {
  return item === "export" ? "export" : commandOfMenu[item];
}

function keyNames({ keys }: Text, apple: boolean) {
  const { space, arrows, enter } = keys;
  const [command, alt, shift] = apple
    ? [keys.command, keys.option, keys.appleShift]
    : [keys.control, keys.alt, keys.shift];
  return { space, arrows, enter, command, alt, shift };
}
