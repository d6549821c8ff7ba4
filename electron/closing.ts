import { dialog, type BrowserWindow } from "electron";
import type { ShownDocument } from "./contract.ts";
import { messages } from "./messages/en.ts";

/** What a window asks before it closes over unsaved work. */
export interface Closing {
  /** The page's answer to `save-and-close`: true closes the window, false leaves it open. */
  answered(saved: boolean): void;
}

const save = 0;
const discard = 1;
const cancel = 2;

/**
 * Keeps a window with unsaved work open until its person has chosen: save, discard or stay. Quitting
 * closes the window like anything else, so it waits for the same answer.
 */
export function setupClosing(
  window: BrowserWindow,
  shown: () => ShownDocument,
  askPageToSave: () => void,
): Closing {
  let state: "open" | "asking" | "saving" | "agreed" = "open";

  const close = (): void => {
    state = "agreed";
    window.close();
  };

  async function ask(): Promise<void> {
    state = "asking";
    const { response } = await dialog.showMessageBox(window, {
      type: "warning",
      message: messages.unsaved.question(shown().name),
      detail: messages.unsaved.detail,
      buttons: [messages.unsaved.save, messages.unsaved.discard, messages.unsaved.cancel],
      defaultId: save,
      cancelId: cancel,
      noLink: true,
    });
    if (response === discard) close();
    else if (response === save) {
      state = "saving";
      askPageToSave();
    } else state = "open";
  }

  window.on("close", (event) => {
    if (state === "agreed" || !shown().unsaved) return;
    event.preventDefault();
    // Asked again while saving: the save may have got stuck, and the person must get out.
    if (state !== "asking") void ask();
  });

  return {
    answered(saved) {
      if (state !== "saving") return;
      if (saved) close();
      else state = "open";
    },
  };
}
