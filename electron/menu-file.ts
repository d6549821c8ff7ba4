import { basename, dirname } from "node:path";
import { exportMenu } from "./export-menu.ts";
import { inLabel, sender, separator, type Items, type MenuState, type MenuTarget } from "./menu-items.ts";
import { messages } from "./messages/en.ts";

const text = messages.menu;

/** The items of File. */
export function fileItems(mac: boolean, { shown, recent }: MenuState, target: MenuTarget): Items {
  const item = sender(target.send);
  const there = shown !== null;
  return [
    item(text.new, "new", true, "CmdOrCtrl+N"),
    { label: text.newWindow, accelerator: "CmdOrCtrl+Shift+N", click: target.openWindow },
    { label: text.open, accelerator: "CmdOrCtrl+O", click: target.open },
    { label: text.openRecent, submenu: recentItems(recent, target) },
    item(text.gallery, "gallery", there, "CmdOrCtrl+Shift+O"),
    separator,
    item(text.save, "save", there, "CmdOrCtrl+S"),
    item(text.saveAs, "save-as", there, "CmdOrCtrl+Shift+S"),
    item(text.duplicate, "duplicate", there),
    item(text.revert, "revert", there),
    { label: text.export, enabled: there, submenu: exportMenu(there, target.exportAs) },
    separator,
    item(text.print, "print", there, "CmdOrCtrl+P"),
    separator,
    { role: "close" },
    ...(mac ? [] : ([{ role: "quit" }] satisfies Items)),
  ];
}

/** Files of the same name are told apart by their folders. */
function recentItems(recent: readonly string[], { openFile, clearRecent }: MenuTarget): Items {
  if (recent.length === 0) return [{ label: text.noRecent, enabled: false }];
  const names = recent.map((path) => basename(path));
  const files: Items = recent.map((path, index) => {
    const alone = names.indexOf(names[index]) === names.lastIndexOf(names[index]);
    const label = alone ? names[index] : text.inFolder(names[index], dirname(path));
    return { label: inLabel(label), click: () => openFile(path) };
  });
  return [...files, separator, { label: text.clearRecent, click: clearRecent }];
}
