import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Page } from "@playwright/test";
import { findChromium } from "../support/chromium.mjs";
import { startDriven, type Driven } from "../support/driven-electron/start.mjs";
import { button, readNumber } from "../support/lab-driver.mjs";
import { layOut } from "./lay-out.ts";

/*
 * The packed program as a person meets it: main from the archive in a Node of its own, the page and the preload
 * script from the archive in a real Chromium, training in the worker beside it.
 */

const { resources } = inject("packed");
const why = findChromium() === null ? " (left out: there is no Chromium here)" : "";

describe.skipIf(why !== "")(`the packed program on a driven Chromium${why}`, () => {
  const { folder, archive } = layOut(resources.linux);
  const trouble: string[] = [];
  let desktop: Driven;
  let page: Page;

  beforeAll(async () => {
    desktop = await startDriven({ main: join(archive, "out/electron/main.js"), packaged: true });
    desktop.context.on("weberror", (error) => trouble.push(error.error().message));
    desktop.context.on("console", (message) => {
      if (message.type() === "error") trouble.push(message.text());
    });
    desktop.context.on("requestfailed", (request) => trouble.push(`failed: ${request.url()}`));
    page = await desktop.firstWindow();
  }, 60_000);

  afterAll(async () => {
    await desktop.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("opens the lab at the start of the article's network, with the bridge and its own fonts", async () => {
    await page.locator('[data-testid="step"][data-value]').waitFor();
    expect(await readNumber(page, "step")).toBe(0);
    expect(await page.evaluate("Object.isFrozen(window.rematrix)")).toBe(true);
    expect(await page.evaluate("document.fonts.ready.then(() => document.fonts.check('12px Inter'))")).toBe(
      true,
    );
  });

  test("trains one step in the worker beside the archive, and the cost falls", async () => {
    const before = await readNumber(page, "cost");
    await button(page, "One step").click();
    await page.locator('[data-testid="step"][data-value="1"]').waitFor();
    expect(await readNumber(page, "cost")).toBeLessThan(before);
  });

  test("does so without an error, a file that is missing or a refusal of its policy", () => {
    expect(trouble).toEqual([]);
    expect(desktop.output).toBe("");
  });
});
