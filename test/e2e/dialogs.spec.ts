import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test, type Lab } from "../support/lab.ts";

/** Every dialog that a person can bring up in every edition, by its name. */
const dialogs: Readonly<Record<string, (lab: Lab) => Promise<void>>> = {
  Examples: (lab) => lab.button("Examples").click(),
  Export: (lab) => lab.button("Export").click(),
  "Keyboard shortcuts": (lab) => lab.button("Keyboard shortcuts").click(),
  "Revert to saved": async (lab) => {
    await lab.enter("Seed", "5");
    await lab.leaveFields();
    await lab.page.keyboard.press("Shift+B");
  },
  "unsaved changes": async (lab) => {
    await lab.enter(
      "Name of the experiment",
      "A name that is much longer than anybody would choose it ".repeat(3),
    );
    await lab.button("New").click();
  },
};

/** What does not fit: parts of the window, the title and the buttons of the dialog. */
function misfits(page: Page): Promise<string[]> {
  return page.locator("dialog[open]").evaluate((dialog) => {
    const parts = [dialog, ...dialog.querySelectorAll<HTMLElement>("h2, .actions button")];
    const around = dialog.getBoundingClientRect();
    return parts
      .filter((part) => {
        const { left, top, right, bottom } = part.getBoundingClientRect();
        const inWindow = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        const inDialog = top >= around.top && bottom <= around.bottom && right <= around.right;
        return !inWindow || !inDialog || part.scrollWidth > part.clientWidth + 1;
      })
      .map((part) => part.outerHTML.slice(0, 80));
  });
}

for (const [name, open] of Object.entries(dialogs)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`the dialog ${name} in the ${colorScheme} theme`, () => {
      test.use({ colorScheme });

      test("fits into a window of any size, and axe finds no violation", async ({ lab, page }) => {
        await open(lab);
        await expect(page.locator("dialog[open]")).toBeVisible();
        await page.evaluate(() => document.fonts.ready);
        for (const [width, height] of [
          [1920, 1080],
          [1280, 720],
          [640, 360],
        ]) {
          await page.setViewportSize({ width, height });
          await expect.poll(() => misfits(page), { message: `${width}×${height}` }).toEqual([]);
        }
        const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
      });
    });
  }
}

test("the table of numbers fits into a small window, where it is reached through the settings", async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 640, height: 360 });
  await lab.button("Settings").click();
  await lab.field("Source").selectOption("table");
  await expect(page.getByRole("dialog", { name: "Table" })).toBeVisible();
  await expect.poll(() => misfits(page)).toEqual([]);
});

test("a dialog that scrolls opens at its beginning, and is scrolled with the keyboard", async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 640, height: 360 });
  await lab.button("Keyboard shortcuts").click();
  const body = page.getByRole("dialog").getByRole("group").first();
  expect(await body.evaluate((part) => part.scrollTop)).toBe(0);
  await body.focus();
  await page.keyboard.press("End");
  await expect.poll(() => body.evaluate((part) => part.scrollTop)).toBeGreaterThan(100);
});
