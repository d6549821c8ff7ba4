import { describe, expect, it } from "vitest";
import { acceleratorsOf } from "../../../electron/accelerators.ts";
import type { MenuKeys } from "../../../renderer/host/host.ts";
import { en } from "../../../renderer/messages/en.ts";
import type { Commands } from "../../../renderer/shell/commands.ts";
import { commandOfMenu } from "../../../renderer/shell/host-commands.ts";
import { keysOfCommands } from "../../../renderer/shell/keys.ts";
import { listShortcuts, spellKeys } from "../../../renderer/shell/shortcuts.ts";

const text = en.shortcuts;
const platforms = ["linux", "win32", "darwin"] as const;

/** The command behind an item of the menu; a new window is the shell's own. */
function commandOf(item: keyof MenuKeys): keyof Commands | null {
  if (item === "new-window") return null;
  return item === "export" ? "export" : commandOfMenu[item];
}

function keysIn(menuKeys: MenuKeys, action: string, apple = false): readonly string[] | undefined {
  return listShortcuts(menuKeys, text, apple).find((row) => row.action === action)?.keys;
}

describe("the table of keys", () => {
  it.each(platforms)("has the keys of every item of the menu on %s", (platform) => {
    const apple = platform === "darwin";
    const menuKeys = acceleratorsOf(platform);
    for (const [item, keys] of Object.entries(menuKeys) as [keyof MenuKeys, string][]) {
      const command = commandOf(item);
      const action = command === null ? text.rows.newWindow : text.commands[command];
      expect(keysIn(menuKeys, action, apple), item).toContain(spellKeys(keys, text, apple));
    }
  });

  it("has the keys of every command of the page", () => {
    for (const [command, keys] of Object.entries(keysOfCommands) as [keyof Commands, string[]][]) {
      const shown = keysIn({}, text.commands[command]);
      expect(shown ?? [], command).toEqual(keys.map((one) => spellKeys(one, text, false)));
    }
  });

  it("leaves out what has no key in this edition", () => {
    expect(keysIn({}, "New experiment")).toBeUndefined();
    expect(keysIn({}, "New window")).toBeUndefined();
    expect(keysIn(acceleratorsOf("linux"), "New window")).toEqual(["Ctrl Shift N"]);
  });

  it("names every action once", () => {
    const actions = listShortcuts(acceleratorsOf("linux"), text, false).map(({ action }) => action);
    expect(new Set(actions).size).toBe(actions.length);
  });

  it("writes keys as each system does", () => {
    expect(spellKeys("CmdOrCtrl+Shift+S", text, false)).toBe("Ctrl Shift S");
    expect(spellKeys("CmdOrCtrl+Shift+S", text, true)).toBe("⇧ ⌘ S");
    expect(spellKeys("CmdOrCtrl+Alt+Enter", text, false)).toBe("Ctrl Alt Enter");
    expect(spellKeys("Space", text, true)).toBe("Space");
  });
});

// The page has a key first: what it takes never reaches the menu.
it.each(platforms)("the page takes no key of another item of the menu on %s", (platform) => {
  const taken = new Map(
    (Object.entries(keysOfCommands) as [keyof Commands, string[]][]).flatMap(([command, keys]) =>
      keys.map((one) => [one, command] as const),
    ),
  );
  for (const [item, keys] of Object.entries(acceleratorsOf(platform)) as [keyof MenuKeys, string][]) {
    const canonical = keys.replace(/^(Cmd|Ctrl)\+/, "CmdOrCtrl+");
    expect([commandOf(item), undefined], `${item}: ${keys}`).toContain(taken.get(canonical));
  }
});
