import type { MenuItemConstructorOptions } from "electron";
import type { Accelerators, ExportKind, MenuCommand, ShownDocument } from "./contract.ts";
import type { ThemeName } from "./theme.ts";

/** What the menu's form depends on. */
export interface MenuSetting {
  readonly platform: NodeJS.Platform;
  /** Adds the developer tools. */
  readonly development: boolean;
}

/** What the menu tells. */
export interface MenuState {
  /** What the window in front shows; null while no window is open. */
  readonly shown: ShownDocument | null;
  /** The files opened last, as absolute paths. */
  readonly recent: readonly string[];
  readonly theme: ThemeName;
  /** The titles of all windows, and which one is in front. */
  readonly windows: readonly { readonly title: string; readonly front: boolean }[];
}

/** What the menu asks of the application. */
export interface MenuTarget {
  /** Hands a command to the window in front. */
  readonly send: (command: MenuCommand) => void;
  readonly openWindow: () => void;
  /** Opens the export dialog of the window in front, with this chosen. */
  readonly exportAs: (kind: ExportKind | null) => void;
  /** Asks for a file; also while no window is open. */
  readonly open: () => void;
  readonly openFile: (path: string) => void;
  readonly clearRecent: () => void;
  readonly chooseTheme: (theme: ThemeName) => void;
  /** Brings a window to the front, counted as in the state. */
  readonly focusWindow: (index: number) => void;
}

/** Items of a menu. */
export type Items = MenuItemConstructorOptions[];
/** A line between items. */
export const separator = { type: "separator" } as const;

/** Makes an item that sends a command to the page, with its keys. */
export type Sender = (label: string, kind: MenuCommand, enabled: boolean) => Items[number];

/** A maker of items that send a command to the page. */
export function sender(send: MenuTarget["send"], keys: Accelerators): Sender {
  return (label, kind, enabled) => ({
    label,
    accelerator: keys[kind],
    enabled,
    click: () => send(kind),
  });
}

/** A person's words in a label: & would underline the letter after it. */
export function inLabel(words: string): string {
  return words.replaceAll("&", "&&");
}
