import { app } from "./app.ts";
import { openWindows } from "./open-windows.ts";
import { strict } from "./strict.ts";

/** An item as a template names it. */
export interface ItemTemplate {
  readonly id?: string;
  readonly label?: string;
  readonly type?: "normal" | "separator" | "submenu" | "checkbox" | "radio";
  readonly role?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly click?: (item: MenuItem, window: unknown, event: object) => void;
  readonly submenu?: Menu | readonly ItemTemplate[];
}

/** What a role does here; the other roles are the system's or the page's own. */
const roles: Readonly<Record<string, () => void>> = {
  quit: () => app.quit(),
  close: () => openWindows.focused?.close(),
  about: () => app.showAboutPanel(),
};

/** One item of a menu. */
export class MenuItem {
  readonly id: string | undefined;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | null;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly #click: ItemTemplate["click"];

  constructor(template: ItemTemplate) {
    const { submenu, role, type, label = role ?? "" } = template;
    this.id = template.id;
    this.role = role;
    this.label = label;
    this.accelerator = template.accelerator;
    this.submenu =
      submenu === undefined ? null : submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu);
    this.type = type ?? (this.submenu === null ? "normal" : "submenu");
    this.enabled = template.enabled ?? true;
    this.visible = template.visible ?? true;
    this.checked = template.checked ?? false;
    this.#click = template.click;
  }

  /** As a person clicks it: one that is greyed out does nothing. */
  click(): void {
    if (!this.enabled || !this.visible) return;
    if (this.type === "checkbox") this.checked = !this.checked;
    if (this.#click !== undefined) this.#click(this, openWindows.focused ?? undefined, {});
    else if (this.role !== undefined) {
      if (!(this.role in roles)) throw new Error(`Electron's stand-in cannot click the role ${this.role}`);
      roles[this.role]();
    }
  }
}
strict(MenuItem.prototype, "MenuItem");

let shown: Menu | null = null;

/** A menu. */
export class Menu {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (ItemTemplate | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    shown = menu;
  }
  static getApplicationMenu(): Menu | null {
    return shown;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }
  getMenuItemById(id: string): MenuItem | null {
    return allItems(this).find((item) => item.id === id) ?? null;
  }
}
strict(Menu, "Menu");
strict(Menu.prototype, "Menu");

/** Every item of a menu and of its submenus. */
export function allItems(menu: Menu): MenuItem[] {
  return menu.items.flatMap((item) => [item, ...(item.submenu === null ? [] : allItems(item.submenu))]);
}
