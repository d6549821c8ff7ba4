import type { ExportKind } from "./contract.ts";
import { separator, type Items, type MenuTarget } from "./menu-items.ts";
import { messages } from "./messages/en.ts";

/** File → Export: the dialog with nothing special chosen, and with each kind; `there` says whether a window is open. */
export function exportMenu(
  there: boolean,
  exportAs: MenuTarget["exportAs"],
  accelerator: string | undefined,
): Items {
  const kinds = Object.keys(messages.exports) as ExportKind[];
  const item = (label: string, kind: ExportKind | null): Items[number] => ({
    label,
    enabled: there,
    click: () => exportAs(kind),
  });
  return [
    { ...item(messages.menu.exportAny, null), accelerator },
    separator,
    ...kinds.map((kind) => item(messages.exports[kind], kind)),
  ];
}
