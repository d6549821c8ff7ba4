import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/lab.ts";

const tab = (page: Page, name: string): Locator => page.getByRole("tab", { name, exact: true });
const details = (page: Page): Locator => page.getByRole("region", { name: "Details", exact: true });

/** NaN, which no comparison takes, while it is not there. */
async function widthOf(part: Locator): Promise<number> {
  return (await part.boundingBox())?.width ?? NaN;
}

async function heightOf(part: Locator): Promise<number> {
  return (await part.boundingBox())?.height ?? NaN;
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
    const before = await heightOf(curve);
    await lab.button("Wide").click();
    await expect.poll(() => heightOf(curve)).toBeLessThan(70);
    await page.getByTestId("playhead").focus();
    await page.keyboard.press("Home");
    await lab.atStep(0);
    await lab.button("Unfold the cost curve").click();
    await expect.poll(() => heightOf(curve)).toBeGreaterThan(150);
    await tab(page, "Check").click();
    await expect.poll(async () => Math.abs((await heightOf(curve)) - before)).toBeLessThan(2);
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
    await expect(details(page)).toBeHidden();
    await lab.leaveFields();
    await page.keyboard.press("d");
    await expect(tab(page, "Notes")).toBeFocused();
    await expect.poll(() => widthOf(details(page))).toBeLessThan(345);
    await lab.button("Wide").click();
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(600);
    await page.setViewportSize({ width: 1280, height: 720 });
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(500);
    await tab(page, "Inspector").click();
    await expect.poll(() => widthOf(details(page))).toBeLessThan(300);
  });
});

test("the inspector has the cost curve's height where the window is low, and only there", async ({
  lab,
  page,
}) => {
  await lab.atStep(0);
  const curve = page.getByRole("region", { name: "Cost over steps" });
  const height = (): Promise<number> => heightOf(curve);
  const before = await height();
  expect(before).toBeGreaterThan(150);
  await tab(page, "Inspector").click();
  await expect.poll(height).toBeLessThan(70);
  await page.setViewportSize({ width: 1280, height: 1000 });
  await expect.poll(height).toBeGreaterThan(150);
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect.poll(height).toBeLessThan(70);
  await tab(page, "Notes").click();
  await expect.poll(async () => Math.abs((await height()) - before)).toBeLessThan(2);
});

test.describe("dot or star", () => {
  const dot = (page: Page): Locator => page.getByRole("region", { name: "Dot: the matrix product" });
  const star = (page: Page): Locator => page.getByRole("region", { name: "Star: element by element" });

  test.beforeEach(async ({ lab, page }) => {
    await lab.atStep(0);
    await tab(page, "Dot or star").click();
    await expect.poll(() => widthOf(details(page))).toBeGreaterThan(500);
    // Panes, fonts and formulas have come to rest.
    await page.waitForFunction(() => document.querySelectorAll(".katex").length > 5);
  });

  test("shows the article's product, spells a number of it, and NumPy's complaint beside it", async ({
    page,
  }) => {
    const result = dot(page).getByRole("grid");
    await expect(result.getByRole("gridcell")).toHaveText(["26", "34", "32", "29", "52", "68", "64", "58"]);
    await result.getByRole("gridcell").nth(1).hover();
    await expect(dot(page).getByTestId("spelled").locator("p")).toHaveText([
      "(A @ B)[0,1] = A[0,0]·B[0,1] + A[0,1]·B[1,1] + A[0,2]·B[2,1]",
      "= 1·8 + 2·4 + 3·6",
      "= 34",
    ]);
    await expect(star(page).getByTestId("value-error")).toHaveText(
      "ValueError: operands could not be broadcast together with shapes (2,3) (3,4)",
    );
    await expect(dot(page).locator("[data-joint]")).toHaveAttribute("data-joint", "fits");
  });

  test("is used by keyboard alone: a wrong product, what would fit, a number of it", async ({ page }) => {
    await page.getByLabel("Arrays").focus();
    for (const key of ["Tab", "Tab"]) await page.keyboard.press(key);
    await expect(page.getByRole("button", { name: /change places/ })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dot(page).getByTestId("value-error")).toHaveText(
      "ValueError: shapes (3,4) and (2,3) not aligned: 4 (dim 1) != 2 (dim 0)",
    );
    await expect(dot(page).locator("[data-joint]")).toHaveText("≠");
    const suggestion = dot(page).getByRole("button", { name: "np.dot(A, B)" });
    for (let press = 0; press < 8; press++) {
      if (await suggestion.evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await expect(suggestion).toBeFocused();
    await page.keyboard.press("Enter");
    const grid = dot(page).getByRole("grid");
    await expect(grid).toBeVisible();
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await expect(dot(page).getByTestId("spelled")).toContainText("= 58");
  });

  test("links an index letter of the dominoes with the formula", async ({ page }) => {
    await dot(page).locator(".strip [data-mark='index j']").first().hover();
    await expect(dot(page).locator("[data-mark='index j'].lit")).toHaveCount(5);
    await expect(dot(page).locator("[data-mark='index i'].lit")).toHaveCount(0);
    await page.mouse.move(2, 2);
    await expect(dot(page).locator(".lit")).toHaveCount(0);
  });

  test("multiplies two matrices of the network, which follow the training", async ({ lab, page }) => {
    await page.getByLabel("Arrays").selectOption("network");
    const first = dot(page).getByRole("gridcell").first();
    const before = await first.innerText();
    await lab.button("One step").click();
    await lab.atStep(1);
    await expect(first).not.toHaveText(before);
    const chain = page.getByRole("grid", { name: /^A, 10 rows/ });
    await expect(page.getByTestId("step")).toBeVisible();
    expect(await chain.count()).toBe(0);
    await lab.button("Overview").click();
    await expect(chain.getByRole("gridcell").first()).toHaveText(await first.innerText());
  });

  test("cuts nothing off in a pane as narrow as it comes", async ({ lab, page }) => {
    await lab.button("Wide").click();
    await expect.poll(() => widthOf(details(page))).toBeLessThan(300);
    for (const pair of ["matrices", "itself", "columns", "vectors", "network"]) {
      await page.getByLabel("Arrays").selectOption(pair);
      const cut = await page.getByRole("tabpanel").evaluate((panel) => panel.scrollWidth - panel.clientWidth);
      expect(cut, pair).toBeLessThanOrEqual(0);
    }
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`in the ${colorScheme} theme`, () => {
      test.use({ colorScheme });

      test("axe finds no violation, with shapes that fit, that do not, and that are repeated", async ({
        page,
      }) => {
        for (const pair of ["matrices", "itself", "columns"]) {
          await page.getByLabel("Arrays").selectOption(pair);
          await page.getByRole("tabpanel").getByRole("gridcell").last().hover();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.flatMap(({ id, nodes }) =>
              nodes.map(({ target }) => `${pair}: ${id} at ${target.join(" ")}`),
            ),
          ).toEqual([]);
        }
      });
    });
  }
});

test.describe("a matrix's name in the chain", () => {
  test("lights the matrix in chain and graph while it is pointed at", async ({ lab, page }) => {
    await lab.atStep(0);
    await page.getByRole("img", { name: "W2, 4 rows, 1 column", exact: true }).hover();
    await expect(page.getByTestId("emphasis")).toHaveAttribute("data-emphasised", "W2");
    await expect(page.locator("path.halo")).toHaveCount(4);
    await lab.lookAway();
    await expect(page.getByTestId("emphasis")).toHaveCount(0);
    await expect(page.locator("path.halo")).toHaveCount(0);
  });
});
