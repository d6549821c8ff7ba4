import { beforeEach, describe, expect, test, vi } from "vitest";
import { setupClosing, type Closing } from "../../electron/closing.ts";
import { setupPageCrash } from "../../electron/page-crash.ts";
import { BrowserWindow, dialog, resetElectron } from "../support/electron.ts";

vi.mock("electron", () => import("../support/electron.ts"));

const [save, discard, cancel] = [0, 1, 2];
let window: BrowserWindow;
let unsaved: boolean;
let asksToSave: number;
let closing: Closing;

beforeEach(() => {
  resetElectron();
  window = new BrowserWindow({ webPreferences: {} });
  unsaved = true;
  asksToSave = 0;
  closing = setupClosing(
    window as never,
    () => ({ name: "Iris", unsaved }),
    () => asksToSave++,
  );
});

/** Lets the answer of a dialog take effect. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function close(answer?: number): Promise<void> {
  if (answer !== undefined) dialog.messageAnswers = [answer];
  window.close();
  await settle();
}

describe("closing a window", () => {
  test("without unsaved work closes it and asks nothing", async () => {
    unsaved = false;
    await close();
    expect(window.destroyed).toBe(true);
    expect(dialog.asked).toEqual([]);
  });

  test("with unsaved work asks, by the document's name, and waits", async () => {
    await close();
    expect(window.destroyed).toBe(false);
    expect(dialog.asked).toMatchObject([
      { message: "Save the changes to “Iris”?", buttons: ["Save", "Don’t save", "Cancel"] },
    ]);
  });

  test("asks once, however often closing is asked for while the question is open", async () => {
    await close();
    await close();
    expect(dialog.asked).toHaveLength(1);
  });

  test("Don't save closes without saving", async () => {
    await close(discard);
    expect(window.destroyed).toBe(true);
    expect(asksToSave).toBe(0);
  });

  test("Cancel leaves everything as it is, and the next time asks again", async () => {
    await close(cancel);
    expect(window.destroyed).toBe(false);
    expect(asksToSave).toBe(0);
    await close(cancel);
    expect(dialog.asked).toHaveLength(2);
  });

  test("Save asks the page to save, and closes when it has", async () => {
    await close(save);
    expect(asksToSave).toBe(1);
    expect(window.destroyed).toBe(false);
    closing.answered(true);
    await settle();
    expect(window.destroyed).toBe(true);
  });

  test("Save stays open when the page could not save, and the next time asks again", async () => {
    await close(save);
    closing.answered(false);
    expect(window.destroyed).toBe(false);
    await close(discard);
    expect(window.destroyed).toBe(true);
  });

  test("a page that never answers can still be closed by asking again", async () => {
    await close(save);
    await close(discard);
    expect(window.destroyed).toBe(true);
  });

  test("an answer that nobody asked for closes nothing", () => {
    closing.answered(true);
    expect(window.destroyed).toBe(false);
  });
});

describe("a page whose process died", () => {
  let gone: number;
  beforeEach(() => {
    gone = 0;
    setupPageCrash(window as never, () => gone++);
  });
  async function die(reason: string, answer?: number): Promise<void> {
    if (answer !== undefined) dialog.messageAnswers = [answer];
    window.webContents.emit("render-process-gone", {}, { reason });
    await settle();
  }

  test("is reloaded when the person says so", async () => {
    await die("crashed", 0);
    expect(gone).toBe(1);
    expect(dialog.asked).toMatchObject([{ buttons: ["Reload", "Close"] }]);
    expect(dialog.asked[0].detail).toContain("(crashed)");
    expect(window.webContents.reloads).toBe(1);
  });

  test("is closed without a question about saving when the person says so", async () => {
    await die("oom", 1);
    expect(window.destroyed).toBe(true);
    expect(dialog.asked).toHaveLength(1);
  });

  test("is left alone when it ended by itself", async () => {
    await die("clean-exit");
    expect(gone).toBe(0);
    expect(dialog.asked).toEqual([]);
  });
});
