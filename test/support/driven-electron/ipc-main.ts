import type { WebContents } from "./web-contents.ts";
import { strict } from "./strict.ts";
import type { Frame } from "./frames.ts";

/** Who a message comes from, as Electron tells it. */
export interface Sender {
  readonly sender: WebContents;
  readonly senderFrame: Frame | null;
  readonly processId: number;
  readonly frameId: number;
}

type Handler = (event: Sender, ...values: unknown[]) => unknown;

const handlers = new Map<string, Handler>();
const listeners = new Map<string, Handler[]>();

/** Main's end of the messages between processes. */
export const ipcMain = strict(
  {
    handle(channel: string, handler: Handler): void {
      if (handlers.has(channel)) {
        throw new Error(`Attempted to register a second handler for '${channel}'`);
      }
      handlers.set(channel, handler);
    },
    removeHandler(channel: string): void {
      handlers.delete(channel);
    },
    on(channel: string, listener: Handler): void {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    off(channel: string, listener: Handler): void {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((one) => one !== listener),
      );
    },
  },
  "ipcMain",
);

/** Hands a message to whoever listens. */
export function deliver(event: Sender, channel: string, values: unknown[]): void {
  for (const listener of listeners.get(channel) ?? []) listener(event, ...values);
}

/** Asks a channel's handler; a failure becomes the words in which Electron rejects `invoke`. */
export async function ask(
  event: Sender,
  channel: string,
  values: unknown[],
): Promise<{ readonly ok: boolean; readonly value: unknown }> {
  try {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return { ok: true, value: structuredClone(await handler(event, ...values)) };
  } catch (error) {
    return { ok: false, value: `Error invoking remote method '${channel}': ${String(error)}` };
  }
}
