import { dialog, type BrowserWindow } from "electron";
import type { ShownDocument } from "./contract.ts";
import { messages } from "./messages/en.ts";

/** What a window asks before it closes over unsaved work. */
export interface Closing {
  /** Whether closing would ask first: there is unsaved work, and nobody has agreed to leave it. */
  asks(): boolean;
  /** Asks what is to ask; true means that the window may close, which it then does without another question. */
  mayClose(): Promise<boolean>;
  /** Takes an agreement back: the window stays after all. */
  stay(): void;
  /** The page's answer to `save-and-close`. */
  answered(saved: boolean): void;
}

const save = 0;
const discard = 1;
const cancel = 2;

/** Keeps a window with unsaved work open until its person has chosen: save, discard or stay. */
export function setupClosing(
  window: BrowserWindow,
  shown: () => Pick<ShownDocument, "name" | "unsaved">,
  askPageToSave: () => void,
): Closing {
  let agreed = false;
  let asking: Promise<boolean> | null = null;
  /** Set while the page saves. */
  let settle: ((saved: boolean) => void) | null = null;

  async function ask(): Promise<boolean> {
    const { response } = await dialog.showMessageBox(window, {
      type: "warning",
      message: messages.unsaved.question(shown().name),
      detail: messages.unsaved.detail,
      buttons: [messages.unsaved.save, messages.unsaved.discard, messages.unsaved.cancel],
      defaultId: save,
      cancelId: cancel,
      noLink: true,
    });
    if (response === discard) return true;
    if (response !== save) return false;
    return new Promise((resolve) => {
      settle = resolve;
      askPageToSave();
    });
  }

  const asks = (): boolean => !agreed && shown().unsaved;

  async function mayClose(): Promise<boolean> {
    if (!asks()) return true;
    // Asked again while saving: the save may have got stuck, and the person must get out.
    if (settle !== null) answered(false);
    const question = (asking ??= ask());
    const may = await question;
    if (asking === question) asking = null;
    if (may) agreed = true;
    return may;
  }

  function answered(saved: boolean): void {
    settle?.(saved);
    if (settle !== null) asking = null;
    settle = null;
  }

  window.on("close", (event) => {
    if (!asks()) return;
    event.preventDefault();
    void mayClose().then((may) => {
      if (may && !window.isDestroyed()) window.close();
    });
  });

  return {
    asks,
    mayClose,
    stay: () => {
      agreed = false;
    },
    answered,
  };
}
