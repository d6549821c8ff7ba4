import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/lab.ts";

const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
const panes: Readonly<Record<string, (page: Page) => Locator>> = {
  settings: (page) => page.getByRole("complementary", { name: "Experiment", exact: true }),
  graph: (page) => page.locator("section").filter({ has: page.locator("[data-edge]") }),
  chain: (page) => page.locator("section").filter({ has: page.locator("[data-matrix]") }),
  curve: (page) => page.getByRole("region", { name: "Cost over steps", exact: true }),
  details: (page) => page.getByRole("region", { name: "Details", exact: true }),
};

for (const viewport of sizes) {
  test.describe(`at ${viewport.width}×${viewport.height}`, () => {
    test.use({ viewport });

    test("the page has no scroll bars", async ({ lab, page }) => {
      await lab.atStep(0);
      const bars = await page.evaluate(() => {
        const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
        return { scrollWidth, scrollHeight, clientWidth, clientHeight };
      });
      expect(bars).toEqual({
        scrollWidth: viewport.width,
        clientWidth: viewport.width,
        scrollHeight: viewport.height,
        clientHeight: viewport.height,
      });
    });

    test("the panes lie side by side inside the window, none over another", async ({ lab, page }) => {
      await lab.atStep(0);
      await expectPanesInPlace(page);
    });

    for (const example of [
      "Fisher's irises",
      "A wide layer in batches",
      "A learning rate that is too large",
    ]) {
      test(`the panes stay in their places while "${example}" trains`, async ({ lab, page }) => {
        await lab.openExample(example);
        await lab.fastest();
        await lab.button("Play").click();
        await expect.poll(() => lab.step()).toBeGreaterThan(1);
        await expectPanesInPlace(page);
      });
    }

    test("the panes stay in their places around a network of six layers", async ({ lab, page }) => {
      for (let layers = 3; layers <= 6; layers++) {
        await lab.button("Add a layer").click();
        await expect(page.locator(`[data-matrix="W${layers}"]`).first()).toBeAttached();
      }
      await expectPanesInPlace(page);
    });

    test("no control is covered or cut off", async ({ lab, page }) => {
      await lab.atStep(0);
      expect(await coveredControls(page)).toEqual([]);
      expect(await cutTexts(page)).toEqual([]);
    });

    test("the top bar's texts are whole and lie beside each other, while it trains and in the past", async ({
      lab,
      page,
    }) => {
      await lab.atStep(0);
      expect(await headerTroubles(page)).toEqual([]);
      const before = await lab.button("Play").boundingBox();
      await lab.fastest();
      await lab.playToTheEnd();
      expect(await lab.button("Play").boundingBox()).toEqual(before);
      await lab.button("One step back in time").click();
      await expect(page.getByTestId("past")).toBeVisible();
      expect(await headerTroubles(page)).toEqual([]);
      expect(await lab.button("Play").boundingBox()).toEqual(before);
    });

    test("every tab of the details is in sight, and choosing one moves no other", async ({ lab, page }) => {
      await lab.atStep(0);
      const tabs = page.getByRole("tab");
      const places = (): Promise<number[][]> =>
        tabs.evaluateAll((all) =>
          all.map((tab) => {
            const { x, y, width } = tab.getBoundingClientRect();
            return [x, y, width].map(Math.round);
          }),
        );
      const before = await places();
      for (const tab of await tabs.all()) await expect(tab).toBeInViewport({ ratio: 1 });
      await page.getByRole("tab", { name: "Check" }).click();
      expect(await places()).toEqual(before);
      expect(await coveredControls(page)).toEqual([]);
    });

    test("every number of the article's chain is printed, in letters of at least 11 px", async ({
      lab,
      page,
    }) => {
      await lab.atStep(0);
      for (const matrix of ["X", "W1", "A", "B", "W2", "C", "Yhat", "Y", "error", "deltaW1", "deltaW2"]) {
        const first = page.locator(`[data-matrix="${matrix}"][data-row="0"][data-column="0"]`);
        await expect(first, matrix).toBeInViewport({ ratio: 1 });
      }
      const letters = await page
        .locator("[data-matrix][data-row]")
        .evaluateAll((cells) => cells.map((cell) => parseFloat(getComputedStyle(cell).fontSize)));
      expect(Math.min(...letters)).toBeGreaterThanOrEqual(11);
    });
  });
}

test.describe("in a window of 1280×720 at 200 %", () => {
  test.use({ viewport: { width: 640, height: 360 } });

  test("nothing is covered or cut off, and settings and details are drawers", async ({ lab, page }) => {
    await lab.atStep(0);
    expect(await headerTroubles(page)).toEqual([]);
    expect(await coveredControls(page)).toEqual([]);
    const bars = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight];
    });
    expect(bars).toEqual([640, 360]);
    await expect(panes.settings(page)).toBeHidden();
    await lab.button("Settings").click();
    await expect(panes.settings(page)).toBeInViewport();
    await lab.enter("Units of layer 1", "6");
    await expect(page.locator('[data-matrix="W1"][data-row="0"]')).toHaveCount(6);
    await lab.button("Curve and details").click();
    await expect(panes.settings(page)).toBeHidden();
    await expect(panes.details(page)).toBeInViewport();
  });

  test("what is said of numbers that broke stands above what they were, and can be scrolled", async ({
    lab,
    page,
  }) => {
    await lab.openExample(/too (large|fast)/i);
    await lab.playToTheEnd();
    const card = page.getByTestId("diagnosis");
    const [words, table] = [card.getByRole("status").first(), card.getByRole("table")];
    await table.scrollIntoViewIfNeeded();
    const [above, below] = [(await words.boundingBox())!, (await table.boundingBox())!];
    expect(above.y + above.height).toBeLessThanOrEqual(below.y);
    expect((await panes.graph(page).boundingBox())!.y).toBeLessThan(300);
  });

  test("the chain is reached by scrolling, at a height that can be read", async ({ lab, page }) => {
    await lab.atStep(0);
    await panes.chain(page).scrollIntoViewIfNeeded();
    expect((await panes.chain(page).boundingBox())!.height).toBeGreaterThan(200);
  });
});

test("in projector mode no control of the top bar is covered", async ({ lab, page }) => {
  await lab.atStep(0);
  await lab.button("Projector mode").click();
  await expect.poll(() => coveredControls(page)).toEqual([]);
});

/** Every pane is inside the window, large enough to use, and over no other. */
async function expectPanesInPlace(page: Page): Promise<void> {
  const { width, height } = page.viewportSize()!;
  const boxes: Edges[] = [];
  for (const [name, find] of Object.entries(panes)) {
    const box = await find(page).boundingBox();
    expect(box, name).not.toBeNull();
    boxes.push({ name, left: box!.x, top: box!.y, right: box!.x + box!.width, bottom: box!.y + box!.height });
  }
  for (const { name, left, top, right, bottom } of boxes) {
    expect(right - left, `width of ${name}`).toBeGreaterThan(150);
    expect(bottom - top, `height of ${name}`).toBeGreaterThan(100);
    expect(Math.min(left, top), `left and upper edge of ${name}`).toBeGreaterThanOrEqual(-0.5);
    expect(right, `right edge of ${name}`).toBeLessThanOrEqual(width + 0.5);
    expect(bottom, `lower edge of ${name}`).toBeLessThanOrEqual(height + 0.5);
  }
  const overlaps = boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return wide > 1 && high > 1 ? [`${one.name} and ${other.name}`] : [];
    }),
  );
  expect(overlaps).toEqual([]);
}

interface Edges {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Controls inside the window whose middle belongs to something else. */
function coveredControls(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("button, select, input, textarea")]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .filter((control) => {
        const { x, y, width, height } = control.getBoundingClientRect();
        const [middleX, middleY] = [x + width / 2, y + height / 2];
        // What a pane or a strip of tabs has scrolled away is not covered.
        for (let around = control.parentElement; around !== null; around = around.parentElement) {
          const { overflowX, overflowY } = getComputedStyle(around);
          const box = around.getBoundingClientRect();
          if (overflowY !== "visible" && (middleY < box.top || middleY > box.bottom)) return false;
          if (overflowX !== "visible" && (middleX < box.left || middleX > box.right)) return false;
        }
        const top = document.elementFromPoint(middleX, middleY);
        return !(
          top !== null &&
          (control.contains(top) || top.contains(control) || top.closest("label")?.contains(control))
        );
      })
      .map((control) => control.outerHTML.slice(0, 120)),
  );
}

/** Texts of the top bar that are cut, and parts of it that lie over each other or outside the window. */
function headerTroubles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [
      ...document.querySelectorAll<HTMLElement>("header.bar :is(input, button, dl > div)"),
    ].filter((part) => part.checkVisibility({ visibilityProperty: true }) && part.closest(".note") === null);
    const cut = parts.filter((part) => part.scrollWidth > part.clientWidth + 1);
    const boxes = parts.map((part) => ({ part, box: part.getBoundingClientRect() }));
    const outside = boxes.filter(({ box }) => box.left < 0 || box.right > innerWidth).map(({ part }) => part);
    const over = boxes.filter(({ box }, index) =>
      boxes
        .slice(index + 1)
        .some(
          ({ box: other }) =>
            Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
            Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1,
        ),
    );
    return [...cut, ...outside, ...over.map(({ part }) => part)].map((part) => part.outerHTML.slice(0, 100));
  });
}

/** Buttons and headings whose text does not fit. */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, h1:not(.hidden), h2, select, [data-testid]")]
      .filter((part) => part.checkVisibility({ visibilityProperty: true }))
      .filter((part) => part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1)
      .map((part) => `${part.innerText} (${part.scrollWidth} in ${part.clientWidth})`),
  );
}
