import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

/**
 * What has to be true of an open dialog: axe finds nothing in it in either theme, the keyboard is in it, and Tab comes
 * to each of its buttons and to nothing outside.
 */
export async function expectOpenToAll(dialog: Locator): Promise<void> {
  const page = dialog.page();
  // The tests' own theme last, which they go on in.
  for (const theme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await settleColours(page);
    const { violations } = await new AxeBuilder({ page }).include("dialog[open]").analyze();
    expect(violations.map(({ id, nodes }) => [theme, id, nodes.map(({ target }) => target)])).toEqual([]);
  }
  await expect(dialog.locator(":focus")).toHaveCount(1);
  const buttons = dialog.getByRole("button");
  const wanted = await buttons.count();
  const reached = new Set<number>();
  for (let press = 0; press <= wanted + 2; press++) {
    await page.keyboard.press("Tab");
    const place = await dialog.evaluate((open) => {
      const { activeElement: focused } = document;
      if (focused !== null && focused !== document.body && !open.contains(focused)) return "outside";
      return [...open.querySelectorAll("button")].indexOf(focused as HTMLButtonElement);
    });
    expect(place).not.toBe("outside");
    if (typeof place === "number" && place >= 0) reached.add(place);
  }
  expect(reached.size).toBe(wanted);
}

/** Presses a button of a dialog with the keyboard alone. */
export async function pressWithKeys(dialog: Locator, name: string): Promise<void> {
  const button = dialog.getByRole("button", { name, exact: true });
  const buttons = await dialog.getByRole("button").count();
  for (let press = 0; press <= buttons + 2; press++) {
    if (await button.evaluate((one) => one === document.activeElement)) break;
    await dialog.page().keyboard.press("Tab");
  }
  await expect(button).toBeFocused();
  await dialog.page().keyboard.press("Enter");
  await expect(button).toBeHidden();
}

/** Waits until the colours of another theme have faded in. */
function settleColours(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
}
