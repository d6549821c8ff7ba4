import { createBrowserEngine } from "./browser-engine.ts";
import { createBrowserExports } from "./browser-exports.ts";
import { createBrowserFiles } from "./browser-files.ts";
import { createBrowserRecovery } from "./browser-recovery.ts";
import { titleOf } from "./document-title.ts";
import type { Host } from "./host.ts";

/** The browser edition: the engine in a Web Worker, files through pickers or an input and downloads. */
export function createBrowserHost(): Host {
  const files = createBrowserFiles();
  const recovery = createBrowserRecovery(files);
  let unsaved = false;
  window.addEventListener("pagehide", () => {
    if (!unsaved) recovery.leave();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) recovery.stay();
  });
  return {
    edition: "browser",
    menuKeys: {},
    engine: createBrowserEngine(),
    files,
    recovery,
    exports: createBrowserExports(),
    showDocument: (shown) => {
      ({ unsaved } = shown);
      document.title = titleOf(shown);
      // Only while there is something to lose: the listener keeps a page out of the back-forward cache.
      if (shown.unsaved) window.addEventListener("beforeunload", askBeforeLeaving);
      else window.removeEventListener("beforeunload", askBeforeLeaving);
    },
    // A browser's menu has no commands for the page, and nothing waits for the answer on closing.
    onCommand: () => undefined,
    closeAnswered: () => undefined,
    print: () => window.print(),
  };
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // Chromium before 119 asks only when this is set.
  event.returnValue = true;
}
