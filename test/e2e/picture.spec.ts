import type { Locator, Page } from "@playwright/test";
import { expect, test, type Lab } from "../support/lab.ts";

const views = ["graph", "chain", "curve", "derivation"];

async function exportView(lab: Lab, kind: "SVG" | "PNG", view: string): Promise<Buffer> {
  const { page } = lab;
  await lab.leaveFields();
  await page.keyboard.press("Control+Shift+E");
  const dialog = page.getByRole("dialog", { name: "Export", exact: true });
  await dialog.getByRole("radio", { name: `Picture as ${kind}` }).check();
  await dialog.getByRole("combobox", { name: "View" }).selectOption(view);
  const saved = lab.files.nextSave();
  await dialog.getByRole("button", { name: "Save…" }).click();
  const bytes = await saved;
  await expect(dialog).toBeHidden();
  await lab.lookAway();
  return bytes;
}

/** The words of a picture in their order, each line of text as one. */
function linesOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text
      .replaceAll("\u00a0", " ")
      .replaceAll("&amp;", "&")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .trim(),
  );
}

/** How large a PNG is. */
function sizeOf(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

/** How many pixels of a view's height are the same in its picture: below what scrolls, all of it is in the picture. */
function sameRows(view: Locator): Promise<number> {
  return view.evaluate((root) => {
    const { top, height } = root.getBoundingClientRect();
    const ends = [...root.querySelectorAll("*")]
      .filter((part) => part.scrollHeight > part.clientHeight && getComputedStyle(part).overflowY === "auto")
      .map((part) => part.getBoundingClientRect().bottom - top);
    return Math.floor(Math.min(height, ...ends));
  });
}

/** How far the first rows of two pictures differ: the mean difference of their channels, 0 … 1. */
function compare(
  page: Page,
  one: Buffer,
  other: Buffer,
  rows: number,
): Promise<{ mean: number; size: string }> {
  const addresses = [one, other].map((bytes) => `data:image/png;base64,${bytes.toString("base64")}`);
  return page.evaluate(
    async ({ addresses: [first, second], rows: compared }) => {
      const read = async (address: string): Promise<ImageData> => {
        const image = new Image();
        image.src = address;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext("2d")!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [a, b] = [await read(first), await read(second)];
      let sum = 0;
      const length = compared * a.width * 4;
      for (let i = 0; i < length; i++) sum += Math.abs(a.data[i] - b.data[i]);
      const size = `${a.width}×${a.height} ${b.width}×${b.height}`;
      return { mean: sum / length / 255, size };
    },
    { addresses, rows },
  );
}

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test(`a ${scheme} view as SVG shows by itself what the screen shows`, async ({ lab, page, browser }) => {
      await page.getByRole("tab", { name: "Derivation" }).click();
      await expect(page.locator("[data-view=derivation] .katex").first()).toBeVisible();
      await lab.lookAway();
      for (const name of views) {
        const svg = (await exportView(lab, "SVG", name)).toString("utf8");
        // Nothing of it lies elsewhere.
        expect(svg).not.toMatch(/(?:href|src)="(?!data:)|url\((?!data:|#|&quot;data:)/);
        expect(svg).not.toContain("http://127");
        const view = page.locator(`[data-view=${name}]`);
        const screen = await view.screenshot();
        const rows = await sameRows(view);
        expect(rows).toBeGreaterThan(50);
        const alone = await browser.newPage({ colorScheme: scheme });
        try {
          await alone.setContent(
            `<style>body{margin:0}svg{display:block}</style>${svg.replace(/^<\?xml.*\?>/, "")}`,
          );
          await alone.evaluate(() => document.fonts.ready);
          const box = (await view.boundingBox())!;
          const size = (await alone.locator("svg").first().boundingBox())!;
          expect(size.width).toBe(Math.ceil(box.width));
          // A picture also has what has to be scrolled to on the screen.
          expect(size.height).toBeGreaterThanOrEqual(Math.floor(box.height));
          const { width, height } = sizeOf(screen);
          const drawn = await alone.screenshot({ clip: { x: 0, y: 0, width, height } });
          const { mean, size: sizes } = await compare(alone, drawn, screen, rows);
          expect(mean, `${name} ${sizes}`).toBeLessThan(0.012);
        } finally {
          await alone.close();
        }
      }
    });
  });
}

test("the chain's picture has every number of its matrices, and their names", async ({ lab, page }) => {
  const svg = (await exportView(lab, "SVG", "chain")).toString("utf8");
  const lines = linesOf(svg);
  const cells = await page.locator("[data-view=chain] [role=gridcell]").allInnerTexts();
  const shown = cells.filter((text) => text !== "");
  expect(shown.length).toBeGreaterThan(20);
  const rest = [...lines];
  for (const text of shown) {
    const at = rest.indexOf(text);
    expect(at, text).toBeGreaterThanOrEqual(0);
    rest.splice(at, 1);
  }
  expect(lines).toContain("CHAIN OF MATRICES");
  for (const name of ["X", "A", "B", "C", "Ŷ", "Y", "Ỹ"]) expect(lines).toContain(name);
  expect(lines).toContain("(10, 3)");
});

test("the picture of a chain that scrolls has all of it, and leaves the screen as it was", async ({
  lab,
  page,
}) => {
  for (let layers = 3; layers <= 6; layers++) {
    await lab.button("Add a layer").click();
    await expect(page.locator(`[data-matrix="W${layers}"]`).first()).toBeAttached();
  }
  const scroller = page.locator("[data-view=chain] .scroller");
  await scroller.evaluate((part) => (part.scrollLeft = 300));
  const { width, hidden } = await scroller.evaluate((part) => ({
    width: part.scrollWidth,
    hidden: part.scrollWidth - part.clientWidth,
  }));
  expect(hidden).toBeGreaterThan(400);
  const svg = (await exportView(lab, "SVG", "chain")).toString("utf8");
  expect(Number(/ width="(\d+)"/.exec(svg)?.[1])).toBeGreaterThanOrEqual(width);
  expect(await scroller.evaluate((part) => [part.scrollWidth, part.scrollLeft])).toEqual([width, 300]);
  const rest = linesOf(svg);
  for (const text of await page.locator("[data-view=chain] [role=gridcell]").allInnerTexts()) {
    if (text === "") continue;
    expect(rest, text).toContain(text);
    rest.splice(rest.indexOf(text), 1);
  }
  // None is cut off, and none lies left of the picture.
  const clips = [...svg.matchAll(/<text [^>]*?x="([\d.-]+)"/g)].map(([, x]) => Number(x));
  expect(Math.min(...clips)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...clips)).toBeGreaterThan(width - 100);
});

test("a picture in pixels has two for each of the screen's", async ({ lab, page }) => {
  const png = await exportView(lab, "PNG", "graph");
  const box = (await page.locator("[data-view=graph]").boundingBox())!;
  expect(sizeOf(png)).toEqual({ width: 2 * Math.ceil(box.width), height: 2 * Math.ceil(box.height) });
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
});
