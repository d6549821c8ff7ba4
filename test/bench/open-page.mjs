import { chromium } from "@playwright/test";
import { chromiumLaunch } from "../support/chromium.mjs";
import { openLab, withoutPickers } from "../support/lab-driver.mjs";
import { servePage } from "../support/page.mjs";

/** Opens the built lab in a fresh headless Chromium and hands the page to `use`. */
export async function withLab(use) {
  const server = await servePage();
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.on("pageerror", (error) => console.error(`the page: ${error.message}`));
    await withoutPickers(page);
    await openLab(page, server.url);
    return await use(page, browser.version());
  } finally {
    await browser.close();
    await server.close();
  }
}
