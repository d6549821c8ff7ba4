import { acceleratorsOf } from "./accelerators.ts";
import { fileItems } from "./menu-file.ts";
import {
  inLabel,
  sender,
  separator,
  type Items,
  type MenuSetting,
  type MenuState,
  type MenuTarget,
  type Sender,
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
  const keys = acceleratorsOf(platform);
  const item = sender(target.send, keys);
  return [
    ...(mac ? ([{ role: "appMenu" }] satisfies Items) : []),
    { label: text.file, submenu: fileItems(mac, state, target, keys) },
    { label: text.edit, submenu: editItems(state, item) },
    { label: text.training, submenu: trainingItems(state, item) },
    { label: text.view, submenu: viewItems(development, state, target, item) },
    // On macOS the system lists the windows, and Help is where it puts its search.
    mac ? { role: "windowMenu" } : { label: text.window, submenu: windowItems(state, target) },
    { label: text.help, role: "help", submenu: helpItems(mac, state, item) },
  ];
}

function editItems({ shown }: MenuState, item: Sender): Items {
  // What is being typed has its own undo.
  const typing = shown?.view.typing === true;
  const undo = typing ? null : (shown?.undo ?? null);
  const redo = typing ? null : (shown?.redo ?? null);
  return [
    item(undo === null ? text.undo : text.undoOf(inLabel(undo)), "undo", typing || undo !== null),
    item(redo === null ? text.redo : text.redoOf(inLabel(redo)), "redo", typing || redo !== null),
    separator,
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "selectAll" },
  ];
}

function trainingItems({ shown }: MenuState, item: Sender): Items {
  const training = shown?.training;
  const { ready = false, playing = false, started = false, begun = false, inPast = false } = training ?? {};
  return [
    item(playing ? text.pause : text.play, "play-pause", ready),
    item(text.step, "step", ready),
    item(text.epoch, "epoch", ready),
    ticked(item(text.micro, "micro", ready), shown?.view.micro ?? false),
    separator,
    item(text.stepBack, "step-back", ready && begun),
    item(text.rewind, "rewind", ready && started),
    item(text.toEnd, "to-end", ready && inPast),
    separator,
    item(text.check, "check", ready),
    item(text.keepRun, "keep-run", ready && begun),
    item(text.newSeed, "new-seed", shown !== null),
  ];
}

function viewItems(
  development: boolean,
  { shown, theme }: MenuState,
  { chooseTheme }: MenuTarget,
  item: Sender,
): Items {
  const themes = (["system", "light", "dark"] as const).map((name) => ({
    label: text.themes[name],
    type: "radio" as const,
    checked: theme === name,
    click: () => chooseTheme(name),
  }));
  return [
    ticked(item(text.showUpdates, "show-updates", shown !== null), shown?.view.updates ?? true),
    ticked(item(text.projector, "projector", shown !== null), shown?.view.projector ?? false),
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

/** An item with a mark beside it where `checked`. */
function ticked(item: Items[number], checked: boolean): Items[number] {
  return { ...item, type: "checkbox", checked };
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
function helpItems(mac: boolean, { shown }: MenuState, item: Sender): Items {
  const shortcuts = item(text.shortcuts, "shortcuts", shown !== null);
  return mac ? [shortcuts] : [shortcuts, separator, { role: "about" }];
}
