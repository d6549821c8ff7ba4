import { locale } from "../messages/locale.svelte.ts";
import type { EngineEvent } from "../../core/training/protocol.ts";
import type { EngineCrash, EnginePort } from "./host.ts";
import { Mailbox } from "./mailbox.ts";

/** The engine in a Web Worker. A worker that throws is ended and reported as crashed. */
export function createBrowserEngine(): EnginePort {
  const events = new Mailbox<EngineEvent | EngineCrash>();
  let worker: Worker | null = null;

  function start(): void {
    const started = new Worker(new URL("../engine/engine-worker.ts", import.meta.url), { type: "module" });
    worker = started;
    const crash = (message: string): void => {
      if (worker !== started) return;
      worker = null;
      started.terminate();
      events.deliver({ kind: "crashed", message });
    };
    started.addEventListener("message", (message: MessageEvent<EngineEvent>) => {
      if (worker === started) events.deliver(message.data);
    });
    started.addEventListener("error", (error) => {
      crash(error.message || locale.text.host.engineNotLoaded);
    });
    started.addEventListener("messageerror", () => crash(locale.text.host.engineUnreadable));
  }

  start();
  return {
    // A file's bytes are handed over without being copied.
    post: (command) => worker?.postMessage(command, command.kind === "open" ? [command.file.buffer] : []),
    listen: (listener) => events.listen(listener),
    restart: () => {
      worker?.terminate();
      start();
    },
  };
}
