import { chromium } from "@playwright/test";
import { IconIcns, IconIco } from "@shockpkg/icon-encoder";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { drawings, folder, icnsTypes, icoSizes, pngSizes, recordOf, recordFile } from "./support/icons.mjs";
import { chromiumLaunch } from "./support/chromium.mjs";

/*
 * `npm run icons` makes every size of the application's and the document's icon from the two drawings in
 * resources/icons/, in Chromium, and writes down what was made from what.
 */

const browser = await chromium.launch(chromiumLaunch());
try {
  const page = await browser.newPage({ viewport: { width: 1024, height: 1024 } });
  for (const name of drawings) await make(page, name);
} finally {
  await browser.close();
}
writeFileSync(recordFile, `${JSON.stringify(recordOf(), null, 2)}\n`);

async function make(page, name) {
  const drawing = readFileSync(path.join(folder, `${name}.svg`), "utf8");
  rmSync(path.join(folder, name), { recursive: true, force: true });
  mkdirSync(path.join(folder, name));
  const pictures = new Map();
  for (const size of pngSizes) {
    const picture = await draw(page, drawing, size, 0);
    pictures.set(size, picture);
    writeFileSync(path.join(folder, name, `${size}x${size}.png`), picture);
  }
  const ico = new IconIco();
  for (const size of icoSizes) await ico.addFromPng(pictures.get(size), null, size === 256);
  writeFileSync(path.join(folder, `${name}.ico`), ico.encode());
  const icns = new IconIcns();
  for (const [type, size] of icnsTypes) {
    // A Mac leaves air around an application's icon, which its neighbours in the dock have, too.
    const picture = name === "app" ? await draw(page, drawing, size, 64) : pictures.get(size);
    await icns.addFromPng(picture, [type], size > 32);
  }
  writeFileSync(path.join(folder, `${name}.icns`), icns.encode());
  console.log(`${name}: ${pngSizes.length} PNGs, ${name}.ico, ${name}.icns`);
}

/** The drawing at a size in pixels, `air` of its own units around it, on nothing. */
async function draw(page, drawing, size, air) {
  const side = 1024 + 2 * air;
  const variant = size < 40 ? "small" : "large";
  const markup = drawing.replace(
    'viewBox="0 0 1024 1024"',
    `viewBox="${-air} ${-air} ${side} ${side}" width="${size}" height="${size}" data-size="${variant}"`,
  );
  await page.setContent(`<body style="margin: 0; line-height: 0">${markup}</body>`);
  return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } });
}
