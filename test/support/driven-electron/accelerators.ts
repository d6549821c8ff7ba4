import { allItems, Menu, type MenuItem } from "./menu.ts";
import type { Key } from "./web-contents.ts";

const command = process.platform === "darwin" ? "Meta" : "Control";
const modifiers: Readonly<Record<string, string>> = {
  commandorcontrol: command,
  cmdorctrl: command,
  command: "Meta",
  cmd: "Meta",
  control: "Control",
  ctrl: "Control",
  alt: "Alt",
  option: "Alt",
  shift: "Shift",
};
const keys: Readonly<Record<string, string>> = { plus: "+", space: " ", return: "enter", esc: "escape" };

/** Clicks the menu's item of this key, as Electron does with keys that a page leaves alone. */
export function accelerate(key: Key): void {
  const menu = Menu.getApplicationMenu();
  const item = menu === null ? undefined : allItems(menu).find((one) => isFor(one, key));
  // Roles are Chromium's own: it has copied or pasted already.
  if (item?.role === undefined) item?.click();
}

function isFor({ accelerator }: MenuItem, { key, modifiers: down }: Key): boolean {
  if (accelerator === undefined) return false;
  const parts = accelerator.toLowerCase().split("+");
  const last = parts.pop() ?? "";
  const wanted = parts.map((part) => modifiers[part]).sort();
  return (keys[last] ?? last) === key.toLowerCase() && wanted.join() === [...down].sort().join();
}
