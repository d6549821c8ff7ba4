import { fileItems } from "./menu-file.ts";
import {
  inLabel,
  sender,
  separator,
  type Items,
  type MenuSetting,
  type MenuState,
  type MenuTarget,
} from "./menu-items.ts";
import { messages } from "./messages/en.ts";

const text = messages.menu;

/** The menu as each platform expects it. */
export function menuTemplate(
  { platform, development }: MenuSetting,
  state: MenuState,
  target: MenuTarget,
): Items {
  const mac = platform === "darwin";
  return [
    ...(mac ? ([{ role: "appMenu" }] satisfies Items) : []),
    { label: text.file, submenu: fileItems(mac, state, target) },
    { label: text.edit, submenu: editItems(mac, state, target) },
    { label: text.training, submenu: trainingItems(state, target) },
    { label: text.view, submenu: viewItems(development, state, target) },
    // On macOS the system lists the windows, and Help is where it puts its search.
    mac ? { role: "windowMenu" } : { label: text.window, submenu: windowItems(state, target) },
    { label: text.help, role: "help", submenu: helpItems(mac, state, target) },
  ];
}

function editItems(mac: boolean, { shown }: MenuState, { send }: MenuTarget): Items {
  const item = sender(send);
  // What is being typed has its own undo.
  const typing = shown?.view.typing === true;
  const undo = typing ? null : (shown?.undo ?? null);
  const redo = typing ? null : (shown?.redo ?? null);
  return [
    item(
      undo === null ? text.undo : text.undoOf(inLabel(undo)),
      "undo",
      typing || undo !== null,
      "CmdOrCtrl+Z",
    ),
    item(
      redo === null ? text.redo : text.redoOf(inLabel(redo)),
      "redo",
      typing || redo !== null,
      mac ? "Cmd+Shift+Z" : "Ctrl+Y",
    ),
    separator,
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "selectAll" },
  ];
}

/** Every accelerator has a modifier: a bare key would be taken from the fields people type into. */
function trainingItems({ shown }: MenuState, { send }: MenuTarget): Items {
  const item = sender(send);
  const { ready = false, playing = false, started = false, inPast = false } = shown?.training ?? {};
  return [
    item(playing ? text.pause : text.play, "play-pause", ready, "CmdOrCtrl+Enter"),
    item(text.step, "step", ready, "CmdOrCtrl+Shift+Enter"),
    item(text.epoch, "epoch", ready, "CmdOrCtrl+Alt+Enter"),
    separator,
    item(text.stepBack, "step-back", ready && started),
    item(text.rewind, "rewind", ready, "CmdOrCtrl+Shift+B"),
    item(text.toEnd, "to-end", ready && inPast),
    separator,
    item(text.check, "check", ready, "CmdOrCtrl+Shift+G"),
    item(text.newSeed, "new-seed", shown !== null, "CmdOrCtrl+Shift+D"),
  ];
}

function viewItems(
  development: boolean,
  { shown, theme }: MenuState,
  { send, chooseTheme }: MenuTarget,
): Items {
  const item = sender(send);
  const themes = (["system", "light", "dark"] as const).map((name) => ({
    label: text.themes[name],
    type: "radio" as const,
    checked: theme === name,
    click: () => chooseTheme(name),
  }));
  const checkbox = (one: Items[number], checked: boolean): Items[number] => ({
    ...one,
    type: "checkbox",
    checked,
  });
  return [
    checkbox(
      item(text.showUpdates, "show-updates", shown !== null, "CmdOrCtrl+Shift+L"),
      shown?.view.updates ?? true,
    ),
    checkbox(
      item(text.projector, "projector", shown !== null, "CmdOrCtrl+Shift+P"),
      shown?.view.projector ?? false,
    ),
    { label: text.theme, submenu: themes },
    separator,
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    separator,
    { role: "togglefullscreen" },
    ...(development ? ([separator, { role: "toggleDevTools" }] satisfies Items) : []),
  ];
}

function windowItems({ windows }: MenuState, { focusWindow }: MenuTarget): Items {
  const list: Items = windows.map(({ title, front }, index) => ({
    label: inLabel(title),
    type: "checkbox",
    checked: front,
    click: () => focusWindow(index),
  }));
  return [{ role: "minimize" }, ...(list.length === 0 ? [] : [separator, ...list])];
}

/** On macOS, About stands in the application's own menu. */
function helpItems(mac: boolean, { shown }: MenuState, { send }: MenuTarget): Items {
  const shortcuts = sender(send)(text.shortcuts, "shortcuts", shown !== null, "CmdOrCtrl+/");
  return mac ? [shortcuts] : [shortcuts, separator, { role: "about" }];
}
