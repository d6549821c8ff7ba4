import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/lab.ts";

const tab = (page: Page, name: string): Locator => page.getByRole("tab", { name, exact: true });
const details = (page: Page): Locator => page.getByRole("region", { name: "Details", exact: true });

async function widthOf(part: Locator): Promise<number> {
  return (await part.boundingBox())!.width;
}

/** Widths of the panes that lie side by side, once they have stopped moving. */
async function panes(page: Page): Promise<number[]> {
  const parts = [
    page.getByRole("complementary"),
    page.getByRole("region", { name: "Network" }),
    details(page),
  ];
  return Promise.all(parts.map(async (part) => Math.round(await widthOf(part))));
}

test.describe("the details' tabs", () => {
  test("are one stop of the Tab key, and walked through with arrows, Home and End", async ({ lab, page }) => {
    await lab.atStep(0);
    const names = await page.getByRole("tab").allInnerTexts();
    await tab(page, names[0]).focus();
    await page.keyboard.press("End");
    await expect(tab(page, names.at(-1)!)).toBeFocused();
    await page.keyboard.press("ArrowRight");
    for (const name of names) {
      await expect(tab(page, name)).toBeFocused();
      await expect(tab(page, name)).toHaveAttribute("aria-selected", "true");
      await expect(page.getByRole("tabpanel", { name, exact: true })).toBeVisible();
      await expect(tab(page, name)).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("ArrowRight");
    }
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Home");
    await expect(tab(page, names[0])).toBeFocused();
    expect(await page.locator('[role=tab][tabindex="0"]').count()).toBe(1);
  });

  test("are reached with D from anywhere, but not from a text field", async ({ lab, page }) => {
    await lab.leaveFields();
    await page.keyboard.press("d");
    await expect(tab(page, "Notes")).toBeFocused();
    const name = page.getByLabel("Name of the experiment");
    await name.focus();
    await page.keyboard.press("End");
    await page.keyboard.type("d");
    await expect(name).toBeFocused();
    await expect(name).toHaveValue(/d$/);
  });
});

test.describe("a wide tab", () => {
  test("takes 42 % of the window, leaves all panes in sight, and others bring the own sizes back", async ({
    lab,
    page,
  }) => {
    await lab.atStep(0);
    const before = await panes(page);
    await lab.button("Wide").click();
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(500);
    const wide = await panes(page);
    expect(wide[2] / 1280).toBeCloseTo(0.42, 2);
    expect(wide[0]).toBe(before[0]);
    expect(wide[1]).toBeGreaterThan(400);
    await expect(page.getByRole("region", { name: "Cost over steps" })).toBeVisible();
    for (const matrix of ["X", "W1", "A", "B", "W2", "C", "Yhat", "Y", "error"]) {
      await expect(page.locator(`[data-matrix="${matrix}"]`).first(), matrix).toBeInViewport({ ratio: 1 });
    }
    await tab(page, "Check").click();
    await expect.poll(() => panes(page)).toEqual(before);
    await tab(page, "Notes").click();
    await expect.poll(() => panes(page)).toEqual(wide);
    await lab.button("Wide").click();
    await expect.poll(() => panes(page)).toEqual(before);
  });

  test("folds the cost curve to a strip that still leads through time, and unfolds it afterwards", async ({
    lab,
    page,
  }) => {
    await lab.fastest();
    await lab.playToTheEnd();
    const curve = page.getByRole("region", { name: "Cost over steps" });
    const before = (await curve.boundingBox())!.height;
    await lab.button("Wide").click();
    await expect.poll(async () => (await curve.boundingBox())!.height).toBeLessThan(70);
    await page.getByTestId("playhead").focus();
    await page.keyboard.press("Home");
    await lab.atStep(0);
    await lab.button("Unfold the cost curve").click();
    await expect.poll(async () => (await curve.boundingBox())!.height).toBeGreaterThan(150);
    await tab(page, "Check").click();
    await expect.poll(async () => Math.abs((await curve.boundingBox())!.height - before)).toBeLessThan(2);
  });

  test("is remembered with its size, apart from the own size", async ({ lab, page }) => {
    await lab.atStep(0);
    const resizer = page.getByRole("separator", { name: "Resize curve and details" });
    await resizer.focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(300);
    const own = await panes(page);
    await lab.button("Wide").click();
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(500);
    await resizer.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => widthOf(details(page))).toBeLessThan(500);
    const wide = await panes(page);
    // The sizes are written down a moment later.
    await page.waitForFunction(() => localStorage.getItem("rematrix-desk")?.includes("right"));
    await lab.open();
    await expect.poll(() => panes(page)).toEqual(wide);
    await tab(page, "Inspector").click();
    await expect.poll(() => panes(page)).toEqual(own);
  });

  test("stays wide in projector mode and after it", async ({ lab, page }) => {
    await lab.atStep(0);
    const own = await panes(page);
    await lab.button("Wide").click();
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(500);
    const wide = await panes(page);
    await lab.button("Projector mode").click();
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(500);
    await lab.button("Projector mode").click();
    await expect.poll(() => panes(page)).toEqual(wide);
    await lab.button("Wide").click();
    await expect.poll(() => panes(page)).toEqual(own);
  });

  test("makes the drawer wider in a narrow window", async ({ lab, page }) => {
    await page.setViewportSize({ width: 1024, height: 720 });
    await lab.leaveFields();
    await page.keyboard.press("d");
    await expect(tab(page, "Notes")).toBeFocused();
    expect(await widthOf(details(page))).toBeLessThan(345);
    await lab.button("Wide").click();
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(600);
    await page.setViewportSize({ width: 1280, height: 720 });
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(500);
    await tab(page, "Inspector").click();
    await expect.poll(() => widthOf(details(page))).toBeLessThan(300);
  });
});
