import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from "electron";
import { channels, type Calls, type Posts, type Pushes, type ShellHandlers } from "./contract.ts";
import { isPageAddress } from "./scheme.ts";
import { callShapes, postShapes, readShape } from "./shapes.ts";

/** Who answers a page's messages: the lab in its window, or nobody. */
export type FindHandlers = (page: WebContents) => ShellHandlers | null;

/**
 * Answers every channel of the contract. A message counts only from the main frame of a lab's window at the
 * page's own address, and is answered by that lab: a call from elsewhere is rejected, a post is dropped. So
 * is one that does not have its channel's shape, which is said where errors are logged.
 */
export function setupIpc(find: FindHandlers): void {
  for (const channel of keysOf(channels.calls)) registerCall(channel, find);
  for (const channel of keysOf(channels.posts)) registerPost(channel, find);
}

/** Sends to the page, or to nobody when it is gone. */
export function push<C extends keyof Pushes>(page: WebContents, channel: C, payload: Pushes[C]): void {
  if (page.isDestroyed() || page.isCrashed()) return;
  page.send(channel, payload);
}

function registerCall<C extends keyof Calls>(channel: C, find: FindHandlers): void {
  ipcMain.handle(channel, (event, asked: unknown) => {
    const handlers = handlersFor(event, find);
    if (handlers === null) throw new Error(`${channel} is answered to the lab's own page only`);
    const read = readShape<Calls[C]["asked"]>(callShapes[channel], asked);
    if (!read.ok) throw new Error(`${channel} is refused: ${read.problem}`);
    return handlers.calls[channel](read.value);
  });
}

function registerPost<C extends keyof Posts>(channel: C, find: FindHandlers): void {
  ipcMain.on(channel, (event, payload: unknown) => {
    const handlers = handlersFor(event, find);
    if (handlers === null) return;
    const read = readShape<Posts[C]>(postShapes[channel], payload);
    if (read.ok) handlers.posts[channel](read.value);
    else process.stderr.write(`${channel} is refused: ${read.problem}\n`);
  });
}

function handlersFor(event: IpcMainEvent | IpcMainInvokeEvent, find: FindHandlers): ShellHandlers | null {
  const frame = event.senderFrame;
  return frame?.parent === null && isPageAddress(frame.url) ? find(event.sender) : null;
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[];
}
