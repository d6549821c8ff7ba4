import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from "electron";
import { channels, type Calls, type Posts, type Pushes, type ShellHandlers } from "./contract.ts";
import { isPageAddress } from "./scheme.ts";

/**
 * Answers every channel of the contract. A message counts only from the main frame of `page()` at the
 * page's own address: a call from elsewhere is rejected, a post is dropped.
 */
export function setupIpc(page: () => WebContents | null, handlers: ShellHandlers): void {
  for (const channel of keysOf(channels.calls)) registerCall(channel, page, handlers.calls);
  for (const channel of keysOf(channels.posts)) registerPost(channel, page, handlers.posts);
}

/** Sends to the page, or to nobody when it is gone. */
export function push<C extends keyof Pushes>(page: WebContents | null, channel: C, payload: Pushes[C]): void {
  if (page === null || page.isDestroyed() || page.isCrashed()) return;
  page.send(channel, payload);
}

function registerCall<C extends keyof Calls>(
  channel: C,
  page: () => WebContents | null,
  handlers: ShellHandlers["calls"],
): void {
  ipcMain.handle(channel, (event, asked: Calls[C]["asked"]) => {
    if (!isFromPage(event, page())) throw new Error(`${channel} is answered to the lab's own page only`);
    return handlers[channel](asked);
  });
}

function registerPost<C extends keyof Posts>(
  channel: C,
  page: () => WebContents | null,
  handlers: ShellHandlers["posts"],
): void {
  ipcMain.on(channel, (event, payload: Posts[C]) => {
    if (isFromPage(event, page())) handlers[channel](payload);
  });
}

function isFromPage(event: IpcMainEvent | IpcMainInvokeEvent, page: WebContents | null): boolean {
  const frame = event.senderFrame;
  return page !== null && event.sender === page && frame?.parent === null && isPageAddress(frame.url);
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[];
}
