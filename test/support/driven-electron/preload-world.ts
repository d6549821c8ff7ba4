import type { Codec } from "./clone.ts";
import type { WorldEnd } from "./world-bridge.ts";

/** What goes from the page to main, as the codec writes it. */
export type ToMain =
  | { readonly kind: "send"; readonly channel: string; readonly values: unknown[] }
  | { readonly kind: "invoke"; readonly id: number; readonly channel: string; readonly values: unknown[] }
  | { readonly kind: "key"; readonly key: string; readonly modifiers: readonly string[] }
  | { readonly kind: "title"; readonly title: string }
  | { readonly kind: "touched" };

/** What goes from main to the page, as the codec writes it. */
export type ToPage =
  | { readonly kind: "message"; readonly channel: string; readonly values: unknown[] }
  | { readonly kind: "answer"; readonly id: number; readonly ok: boolean; readonly value: unknown }
  /** What the system knows of files that the person is about to drop. */
  | { readonly kind: "drops"; readonly files: readonly DroppedFact[] };

/** A file as a page sees it, and its path, which a page does not see. */
export interface DroppedFact {
  readonly name: string;
  readonly size: number;
  /** In whole milliseconds since 1970. */
  readonly modified: number;
  readonly path: string;
}

/** The name of the function by which main reaches into the preload script's world. */
export const receiverName = "electronReceives";

type Listener = (event: object, ...values: unknown[]) => void;

/**
 * Runs a preload script in its world, with the part of Electron's renderer modules that a sandboxed preload
 * script has. Its source is put into the page, so it refers to nothing outside itself.
 */
export function runPreload(
  codec: Codec,
  bridge: WorldEnd,
  post: (text: string) => void,
  receiver: string,
  platform: string,
  preload: (
    require: (name: string) => unknown,
    exports: object,
    module: object,
    process: { readonly platform: string },
  ) => void,
): void {
  const listeners = new Map<string, Listener[]>();
  const waiting = new Map<number, (answer: Extract<ToPage, { kind: "answer" }>) => void>();
  let last = 0;
  /** Chromium tells its scripts no path of a file: known is what was dropped here, by all that a file shows. */
  let dropped: readonly DroppedFact[] = [];

  const tell = (message: ToMain): void => post(codec.encode(structuredClone(message)));

  const listen = (channel: string, listener: Listener): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
  };
  const leave = (channel: string, listener: Listener): void => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((one) => one !== listener),
    );
  };

  const ipcRenderer = {
    send: (channel: string, ...values: unknown[]) => tell({ kind: "send", channel, values }),
    invoke(channel: string, ...values: unknown[]): Promise<unknown> {
      const id = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ ok, value }) => (ok ? resolve(value) : reject(new Error(String(value)))));
        tell({ kind: "invoke", id, channel, values });
      });
    },
    on(channel: string, listener: Listener): object {
      listen(channel, listener);
      return ipcRenderer;
    },
    once(channel: string, listener: Listener): object {
      const once: Listener = (...values) => {
        leave(channel, once);
        listener(...values);
      };
      listen(channel, once);
      return ipcRenderer;
    },
    off(channel: string, listener: Listener): object {
      leave(channel, listener);
      return ipcRenderer;
    },
  };

  function receive(text: string): void {
    const message = codec.decode(text) as ToPage;
    if (message.kind === "answer") {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else if (message.kind === "drops") dropped = [...dropped, ...message.files];
    else
      for (const one of listeners.get(message.channel) ?? []) one({ sender: ipcRenderer }, ...message.values);
  }
  Object.defineProperty(globalThis, receiver, { value: receive });

  const electron = new Proxy(
    {
      ipcRenderer,
      webUtils: {
        getPathForFile: ({ name, size, lastModified }: File): string =>
          dropped.find((one) => one.name === name && one.size === size && one.modified === lastModified)
            ?.path ?? "",
      },
      contextBridge: { exposeInMainWorld: (name: string, value: unknown) => bridge.expose(name, value) },
    },
    {
      get(target, name) {
        if (name in target) return target[name as keyof typeof target];
        throw new Error(`Electron's stand-in has no ${String(name)} for preload scripts`);
      },
    },
  );
  const module = { exports: {} };
  const require = (name: string): unknown => {
    if (name === "electron") return electron;
    throw new Error(`module not found: ${name}`);
  };
  preload(require, module.exports, module, { platform });

  // A person who clicks into a window brings it to the front.
  window.addEventListener("pointerdown", ({ isTrusted }) => void (isTrusted && tell({ kind: "touched" })), {
    capture: true,
  });

  // Keys that the page leaves alone are for the menu's accelerators. Whether it did is known only when all of its
  // listeners have run, and this one was there before them.
  window.addEventListener("keydown", (event) => {
    const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
    const down = { Control: ctrlKey, Meta: metaKey, Alt: altKey, Shift: shiftKey };
    const modifiers = Object.entries(down).flatMap(([name, isDown]) => (isDown ? [name] : []));
    if (!event.isTrusted) return;
    setTimeout(() => {
      if (!event.defaultPrevented) tell({ kind: "key", key, modifiers });
    });
  });

  // DevTools does not tell of titles that scripts set.
  document.addEventListener("DOMContentLoaded", () => {
    const report = (): void => tell({ kind: "title", title: document.title });
    new MutationObserver(report).observe(document.head, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    report();
  });
}
