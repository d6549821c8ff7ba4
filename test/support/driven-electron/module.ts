/*
 * The part of Electron's API that the shell uses, on top of a real Chromium: what `import "electron"` gives
 * where main's bundle runs under `startDriven`.
 */
export { app } from "./app.ts";
export { BrowserWindow } from "./browser-window.ts";
export { dialog } from "./dialog.ts";
export { ipcMain } from "./ipc-main.ts";
export { Menu, MenuItem } from "./menu.ts";
export { protocol } from "./protocol.ts";
export { session } from "./session.ts";
export { clipboard, nativeTheme, powerSaveBlocker, screen, shell } from "./system.ts";
