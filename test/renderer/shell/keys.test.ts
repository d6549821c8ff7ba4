import { describe, expect, it } from "vitest";
import { commandOf } from "../../../renderer/shell/keys.ts";

const NO_MODIFIERS = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

/** `Ctrl+Shift+Z` as an event: the shifted letter comes as a capital. */
function press(shortcut: string, typing = false): ReturnType<typeof commandOf> {
  const parts = shortcut.split("+");
  const shiftKey = parts.includes("Shift");
  const name = parts.at(-1)!;
  const key = name === "Space" ? " " : shiftKey ? name : name.toLowerCase();
  return commandOf(
    {
      ...NO_MODIFIERS,
      key,
      shiftKey,
      ctrlKey: parts.includes("Ctrl"),
      metaKey: parts.includes("Cmd"),
      altKey: parts.includes("Alt"),
    },
    typing,
  );
}

describe("a key", () => {
  it.each([
    ["Space", "playPause"],
    [".", "step"],
    ["E", "epoch"],
    ["R", "rewind"],
    ["N", "newSeed"],
    ["P", "projector"],
    ["U", "updates"],
    ["?", "shortcuts"],
    ["D", "details"],
    ["M", "micro"],
    ["K", "keepRun"],
    ["Shift+D", "duplicate"],
    ["Shift+B", "revert"],
    ["Shift+R", "toEnd"],
    ["Ctrl+Z", "undo"],
    ["Ctrl+Shift+Z", "redo"],
    ["Ctrl+Y", "redo"],
    ["Ctrl+Shift+E", "export"],
    ["Ctrl+S", "save"],
    ["Ctrl+Shift+S", "saveAs"],
    ["Ctrl+O", "open"],
    ["Ctrl+P", "print"],
    ["Cmd+Z", "undo"],
    ["Cmd+Shift+S", "saveAs"],
  ])("%s asks for %s", (shortcut, command) => {
    expect(press(shortcut)).toBe(command);
  });

  it.each(["Space", ".", "E", "R", "N", "P", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"])(
    "%s belongs to the field while a text is typed",
    (shortcut) => {
      expect(press(shortcut, true)).toBeNull();
    },
  );

  it.each(["Ctrl+S", "Ctrl+O"])("%s works while a text is typed", (shortcut) => {
    expect(press(shortcut, true)).not.toBeNull();
  });

  it("stands for the same wherever a keyboard has it", () => {
    const shifted = { ...NO_MODIFIERS, key: "?", shiftKey: true };
    expect(commandOf(shifted, false)).toBe("shortcuts");
  });

  it.each([
    "Ctrl+E",
    "Ctrl+R",
    "Ctrl+Shift+O",
    "Ctrl+Shift+P",
    "Shift+E",
    "Alt+E",
    "Ctrl+Alt+S",
    "X",
    "Enter",
    "Escape",
  ])("%s stays the browser's", (shortcut) => {
    expect(press(shortcut)).toBeNull();
  });
});
