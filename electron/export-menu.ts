import type { ExportKind } from "./contract.ts";
import { separator, type Items, type MenuTarget } from "./menu-items.ts";
import { messages } from "./messages/en.ts";

/** File → Export: the dialog with nothing special chosen, and with each kind; `there` says whether a window is open. */
export function exportMenu(there: boolean, exportAs: MenuTarget["exportAs"]): Items {
  const kinds = Object.keys(messages.exports) as ExportKind[];
  const item = (label: string, kind: ExportKind | null, accelerator?: string): Items[number] => ({
    label,
    accelerator,
    enabled: there,
    click: () => exportAs(kind),
  });
  return [
    item(messages.menu.exportAny, null, "CmdOrCtrl+Shift+E"),
    separator,
    ...kinds.map((kind) => item(messages.exports[kind], kind)),
  ];
}
