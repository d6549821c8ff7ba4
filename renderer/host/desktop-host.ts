import type { ShellBridge } from "../../electron/contract.ts";
import type { EngineEvent } from "../../core/training/protocol.ts";
import { titleOf } from "./document-title.ts";
import { readFile } from "./read-file.ts";
import type { EngineCrash, Host, HostCommand } from "./host.ts";
import { Mailbox } from "./mailbox.ts";

declare global {
  interface Window {
    /** Set by the desktop shell's preload script; absent in a browser. */
    readonly rematrix?: ShellBridge;
  }
}

/** The desktop edition: the engine, the files and the menu live in Electron's main process. */
export function createDesktopHost(bridge: ShellBridge): Host {
  const events = new Mailbox<EngineEvent | EngineCrash>();
  const commands = new Mailbox<HostCommand>();
  bridge.onEngineEvent((event) => events.deliver(event));
  bridge.onCommand((command) => commands.deliver(command));
  return {
    edition: "desktop",
    menuKeys: bridge.accelerators(),
    engine: {
      post: (command) => bridge.postToEngine(command),
      listen: (listener) => events.listen(listener),
      restart: () => bridge.restartEngine(),
    },
    files: {
      opensWindows: true,
      open: () => bridge.openFile(),
      // What lies on no disk, or is called otherwise than experiments are, is opened as a copy without a place.
      openDropped: async ({ file }) =>
        (await bridge.openDropped(file)) ?? readFile(file, { id: "", name: file.name }),
      save: (request) => bridge.saveFile(request),
    },
    recovery: {
      left: () => bridge.leftWork(),
      recover: (id) => bridge.recoverWork(id),
      discard: (id) => bridge.discardWork(id),
      keep: (work) => bridge.keepWork(work),
      forget: () => bridge.forgetWork(),
    },
    exports: {
      write: ({ name, bytes }) => bridge.exportFile({ name, bytes }),
      pdf: (name) => bridge.exportPdf(name),
    },
    showDocument: (shown) => {
      document.title = titleOf(shown);
      bridge.showDocument(shown);
    },
    onCommand: (listener) => commands.listen(listener),
    closeAnswered: (saved) => bridge.closeAnswered(saved),
    print: () => bridge.print(),
  };
}
