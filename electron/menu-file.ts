import { basename, dirname } from "node:path";
import type { Accelerators } from "./contract.ts";
import { exportMenu } from "./export-menu.ts";
import { inLabel, sender, separator, type Items, type MenuState, type MenuTarget } from "./menu-items.ts";
import { messages } from "./messages/en.ts";

const text = messages.menu;

/** The items of File. */
export function fileItems(
  mac: boolean,
  { shown, recent }: MenuState,
  target: MenuTarget,
  keys: Accelerators,
): Items {
  const item = sender(target.send, keys);
  const there = shown !== null;
  return [
    item(text.new, "new", true),
    { label: text.newWindow, accelerator: keys["new-window"], click: target.openWindow },
    { label: text.open, accelerator: keys.open, click: target.open },
    { label: text.openRecent, submenu: recentItems(recent, target) },
    item(text.gallery, "gallery", there),
    separator,
    item(text.save, "save", there),
    item(text.saveAs, "save-as", there),
    item(text.duplicate, "duplicate", there),
    item(text.revert, "revert", shown?.revertible === true),
    { label: text.export, enabled: there, submenu: exportMenu(there, target.exportAs, keys.export) },
    separator,
    item(text.print, "print", there),
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
