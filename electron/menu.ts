import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { ShellCommand } from "./contract.ts";
import type { Labs } from "./labs.ts";
import { messages } from "./messages/en.ts";

/** What a menu item asks of the page; files opened from the system are not menu items. */
export type MenuCommand = Exclude<ShellCommand["kind"], "opened" | "save-and-close">;

/** What the menu's form depends on. */
export interface MenuSetting {
  readonly platform: NodeJS.Platform;
  /** Adds the developer tools. */
  readonly development: boolean;
}

type Items = MenuItemConstructorOptions[];
const separator = { type: "separator" } as const;
const text = messages.menu;

/** What the menu asks of the application itself. */
export interface MenuTarget {
  /** Hands a command to the window in front. */
  readonly send: (command: MenuCommand) => void;
  readonly openWindow: () => void;
}

/** Puts the menu in place. */
export function setupMenu(labs: Labs): void {
  const setting = { platform: process.platform, development: !app.isPackaged };
  const target: MenuTarget = {
    send: (kind) => labs.front?.send({ kind }),
    openWindow: () => labs.openWindow(),
  };
  app.setAboutPanelOptions({ applicationName: "Rematrix", applicationVersion: app.getVersion() });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(setting, target)));
}

/** The menu as each platform expects it. */
export function menuTemplate(
  { platform, development }: MenuSetting,
  { send, openWindow }: MenuTarget,
): Items {
  const mac = platform === "darwin";
  const item = (label: string, kind: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => send(kind),
  });
  const file: Items = [
    item(text.new, "new", "CmdOrCtrl+N"),
    { label: text.newWindow, accelerator: "CmdOrCtrl+Shift+N", click: openWindow },
    item(text.open, "open", "CmdOrCtrl+O"),
    item(text.gallery, "gallery", "CmdOrCtrl+Shift+O"),
    separator,
    item(text.save, "save", "CmdOrCtrl+S"),
    item(text.saveAs, "save-as", "CmdOrCtrl+Shift+S"),
    separator,
    { role: "close" },
    ...(mac ? [] : ([{ role: "quit" }] satisfies Items)),
  ];
  const edit: Items = [
    item(text.undo, "undo", "CmdOrCtrl+Z"),
    item(text.redo, "redo", mac ? "Cmd+Shift+Z" : "Ctrl+Y"),
    separator,
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "selectAll" },
  ];
  // Every accelerator has a modifier: a bare key would be taken from the fields people type into.
  const training: Items = [
    item(text.playPause, "play-pause", "CmdOrCtrl+Enter"),
    item(text.step, "step", "CmdOrCtrl+Shift+Enter"),
    item(text.epoch, "epoch", "CmdOrCtrl+Alt+Enter"),
    separator,
    item(text.rewind, "rewind", "CmdOrCtrl+Shift+B"),
    item(text.newSeed, "new-seed", "CmdOrCtrl+Shift+D"),
  ];
  const view: Items = [
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    separator,
    { role: "togglefullscreen" },
    ...(development ? ([separator, { role: "toggleDevTools" }] satisfies Items) : []),
  ];
  return [
    ...(mac ? ([{ role: "appMenu" }] satisfies Items) : []),
    { label: text.file, submenu: file },
    { label: text.edit, submenu: edit },
    { label: text.training, submenu: training },
    { label: text.view, submenu: view },
    ...(mac ? ([{ role: "windowMenu" }] satisfies Items) : []),
    // On macOS, About stands in the application's own menu, and Help is where the system puts its search.
    { label: text.help, role: "help", submenu: mac ? [] : [{ role: "about" }] },
  ];
}
