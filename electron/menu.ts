import { app, Menu } from "electron";
import type { Labs } from "./labs.ts";
import type { MenuState, MenuTarget } from "./menu-items.ts";
import { menuTemplate } from "./menu-template.ts";
import { messages } from "./messages/en.ts";
import type { Theme } from "./theme.ts";

/** A slider that is dragged renames what undo would do many times a second; the menu follows at this pace. */
const pauseMs = 50;

/** Puts the menu in place, and keeps it true to the window in front. */
export function setupMenu(labs: Labs, theme: Theme): void {
  const setting = { platform: process.platform, development: !app.isPackaged };
  let told = "";
  let waiting = false;

  const build = (): void => {
    waiting = false;
    const state = stateOf(labs, theme);
    const next = JSON.stringify(state);
    if (next === told) return;
    told = next;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(setting, state, target)));
  };
  const target: MenuTarget = {
    send: (kind) => {
      if (labs.front !== null) labs.front.send({ kind });
      else if (kind === "new") labs.openWindow();
    },
    openWindow: () => labs.openWindow(),
    exportAs: (as) => labs.front?.send({ kind: "export", as }),
    open: () => labs.askForFile(),
    openFile: (path) => void labs.openFile(path),
    clearRecent: () => labs.clearRecent(),
    chooseTheme: (name) => {
      theme.choose(name);
      build();
    },
    focusWindow: (index) => labs.all[index]?.focus(),
  };

  app.setAboutPanelOptions({ applicationName: "Rematrix", applicationVersion: app.getVersion() });
  labs.onChange(() => {
    if (!waiting) setTimeout(build, pauseMs);
    waiting = true;
  });
  build();
}

/** What the menu tells of the open windows. */
function stateOf(labs: Labs, theme: Theme): MenuState {
  const windows = labs.all.map((lab) => ({
    title: messages.menu.titleOf(lab.shown.name, lab.shown.unsaved),
    front: lab === labs.front,
  }));
  return { shown: labs.front?.shown ?? null, recent: labs.recent, theme: theme.chosen, windows };
}
