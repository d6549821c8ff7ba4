import { dialog, type BrowserWindow } from "electron";
import { messages } from "./messages/en.ts";

/**
 * When the page's process dies, asks whether to start it afresh or to close. `onGone` hears of it first:
 * what the page held is lost by then.
 */
export function setupPageCrash(window: BrowserWindow, onGone: () => void): void {
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit" || window.isDestroyed()) return;
    onGone();
    void askWhatNext(window, reason);
  });
}

async function askWhatNext(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    message: messages.page.question,
    detail: messages.page.detail(reason),
    buttons: [messages.page.reload, messages.page.close],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.destroy();
}
