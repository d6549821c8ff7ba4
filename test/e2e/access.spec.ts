import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/lab.ts";

test.describe("axe finds no violation", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`in the ${colorScheme} theme`, () => {
      test.use({ colorScheme });

      test("at the start", async ({ lab, page }) => {
        await lab.atStep(0);
        await expectAccessible(page);
      });

      test("while a number is looked at after some steps", async ({ lab, page }) => {
        await lab.fastest();
        await lab.playToTheEnd();
        await lab.cell("A", 4, 1).hover();
        await expect(page.getByTestId("active-cell")).toBeVisible();
        await expectAccessible(page);
      });

      test("in the gallery", async ({ lab, page }) => {
        await lab.button("Examples").click();
        await expect(lab.gallery).toBeVisible();
        await expectAccessible(page);
      });

      test("in settings that are all unfolded, with a warning, a note and a formula that cannot be read", async ({
        lab,
        page,
      }) => {
        await lab.field("Optimizer").selectOption("adam");
        for (const part of ["Penalty", "Schedule", "Details", "Or earlier"]) {
          await page.locator("aside summary", { hasText: part }).press("Enter");
        }
        await lab.field("Activation of layer 1").selectOption("formula");
        await lab.field("Formula of layer 1").fill("2 x");
        await lab.field("Weights").selectOption("zeros");
        await expect(page.getByRole("note")).toBeVisible();
        await lab.field("Cost").selectOption("cross-entropy");
        await expect(page.getByText("Changed with it")).toBeVisible();
        await expectAccessible(page);
      });

      test("in the table of numbers", async ({ lab, page }) => {
        await lab.field("Source").selectOption("table");
        await expect(page.getByRole("dialog", { name: "Table" })).toBeVisible();
        await expectAccessible(page);
      });

      test("in the question about unsaved work", async ({ lab, page }) => {
        await lab.enter("Seed", "5");
        await lab.button("New").click();
        await expect(lab.question).toBeVisible();
        await expectAccessible(page);
      });

      test("in the diagnosis of numbers that broke", async ({ lab, page }) => {
        await lab.openExample(/too (large|fast)/i);
        await lab.playToTheEnd();
        await expect(page.getByTestId("diagnosis")).toBeVisible();
        await expectAccessible(page);
      });
    });
  }
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary}`),
  );
  expect(found).toEqual([]);
}

test.describe("the keyboard", () => {
  test("plays and pauses with Space", async ({ lab, page }) => {
    await lab.leaveFields();
    await page.keyboard.press("Space");
    await expect(lab.button("Pause")).toBeVisible();
    await expect.poll(() => lab.step()).toBeGreaterThan(0);
    await page.keyboard.press("Space");
    await expect(lab.button("Play")).toBeVisible();
  });

  test("presses the button that has the focus with Space, and does not play as well", async ({
    lab,
    page,
  }) => {
    await lab.button("One step").focus();
    await page.keyboard.press("Space");
    await lab.atStep(1);
    await lab.frames(10);
    await lab.atStep(1);
    await expect(lab.button("Play")).toBeVisible();
  });

  test("writes a space into a text field and does not play", async ({ lab, page }) => {
    const name = page.getByLabel("Name of the experiment");
    await name.focus();
    await page.keyboard.press("End");
    await page.keyboard.type(" two");
    await expect(name).toHaveValue(/ two$/);
    await expect(lab.button("Play")).toBeVisible();
  });

  test("reaches every control with Tab, each with a visible focus", async ({ lab, page }) => {
    await lab.atStep(0);
    const wanted = await page.evaluate(() => {
      const controls = "button, input, select, textarea, a[href], summary, [tabindex]";
      return [...document.querySelectorAll<HTMLElement>(controls)]
        .filter((control) => control.tabIndex >= 0 && !control.matches(":disabled"))
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .map((control, index) => (control.dataset.tabStop = `${index} ${control.outerHTML.slice(0, 120)}`));
    });
    expect(wanted.length).toBeGreaterThan(25);
    const reached = new Set<string>();
    const unseen: string[] = [];
    for (let press = 0; press < wanted.length + 5; press++) {
      await page.keyboard.press("Tab");
      const { stop, seen } = await page.evaluate(() => {
        const focused = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
        const shows =
          outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && !/, 0\)$/.test(outlineColor);
        return { stop: focused.dataset.tabStop, seen: shows };
      });
      if (stop === undefined) continue;
      reached.add(stop);
      if (!seen) unseen.push(stop);
    }
    expect(wanted.filter((stop) => !reached.has(stop))).toEqual([]);
    expect(unseen).toEqual([]);
  });

  test("stays inside a dialog, and returns to the button that opened it", async ({ lab, page }) => {
    await lab.button("Examples").focus();
    await page.keyboard.press("Enter");
    const gallery = lab.gallery;
    await expect(gallery).toBeVisible();
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press("Tab");
      const outside = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused !== document.body && focused?.closest("[role=dialog], dialog") === null;
      });
      expect(outside).toBe(false);
    }
    await page.keyboard.press("Escape");
    await expect(gallery).toBeHidden();
    await expect(lab.button("Examples")).toBeFocused();
  });
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing moves by itself: no transition and no animation lasts", async ({ lab, page }) => {
    await lab.button("Examples").click();
    await expect(lab.gallery).toBeVisible();
    const moving = await page.evaluate(() => {
      const seconds = (list: string): number => Math.max(...list.split(",").map((one) => parseFloat(one)));
      return [...document.querySelectorAll("*")]
        .filter((part) => {
          const { transitionDuration, animationDuration, animationName } = getComputedStyle(part);
          return (
            seconds(transitionDuration) > 0.01 ||
            (animationName !== "none" && seconds(animationDuration) > 0.01)
          );
        })
        .map((part) => part.outerHTML.slice(0, 100));
    });
    expect(moving).toEqual([]);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
