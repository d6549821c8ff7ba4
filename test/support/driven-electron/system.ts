import { EventEmitter } from "node:events";
import { strict } from "./strict.ts";

/** Which colours the system asks for. */
export const nativeTheme = strict(
  Object.assign(new EventEmitter(), {
    shouldUseDarkColors: false,
    themeSource: "system",
    shouldUseHighContrastColors: false,
    prefersReducedTransparency: false,
  }),
  "nativeTheme",
);

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
} as const;

/** The one screen there is. */
export const screen = strict(
  Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  }),
  "screen",
);

const blockers = new Set<number>();
let last = 0;

/** What keeps the machine awake. */
export const powerSaveBlocker = strict(
  {
    start(): number {
      blockers.add(++last);
      return last;
    },
    stop: (id: number): boolean => blockers.delete(id),
    isStarted: (id: number): boolean => blockers.has(id),
  },
  "powerSaveBlocker",
);

/** How many blockers keep the machine awake, for tests. */
export function blockersStarted(): number {
  return blockers.size;
}

/** What was handed to the rest of the system, for tests. */
export const handedOver: { readonly what: string; readonly value: string }[] = [];
const hand =
  (what: string) =>
  (value: string): Promise<string> => {
    handedOver.push({ what, value });
    return Promise.resolve("");
  };

/** The rest of the system: it opens nothing, and remembers what it was asked. */
export const shell = strict(
  {
    openExternal: hand("openExternal"),
    openPath: hand("openPath"),
    trashItem: hand("trashItem"),
    showItemInFolder: (path: string) => void hand("showItemInFolder")(path),
    beep: () => undefined,
  },
  "shell",
);

let copied = "";

/** A clipboard of this process's own. */
export const clipboard = strict(
  {
    writeText: (text: string) => void (copied = text),
    readText: () => copied,
    clear: () => void (copied = ""),
  },
  "clipboard",
);
