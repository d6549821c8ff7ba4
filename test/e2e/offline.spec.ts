import { watchForTrouble } from "../support/editions.ts";
import { browserFiles } from "../support/file-answers.ts";
import { withoutPickers } from "../support/lab-driver.mjs";
import { expect, Lab, test } from "../support/lab.ts";
import { startOutside } from "../support/outside.ts";

test.describe("the page on its own", () => {
  test("trains without a network once it is loaded, and asks nobody for anything", async ({
    lab,
    page,
    context,
    pageUrl,
  }) => {
    // What formulas are set with comes last, when nothing else is to do.
    await page.waitForFunction(() => {
      const fonts = [...document.fonts].filter(({ family }) => family.includes("KaTeX"));
      const loaded = fonts.every(({ status }) => status === "loaded");
      return fonts.length > 0 && loaded && document.fonts.check("12px JetBrains Mono");
    });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await context.setOffline(true);
    await lab.fastest();
    await lab.playToTheEnd();
    await lab.openExample(/Loy/);
    await lab.playToTheEnd();
    expect(asked.filter((url) => !url.startsWith(pageUrl) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(await lab.step()).toBe(1500);
    await page.getByRole("tab", { name: "Dot or star" }).click();
    await expect(page.locator(".katex").first()).toBeVisible();
  });

  test("comes with a policy that names no origin but its own", async ({ page, pageUrl, trouble }) => {
    const answer = await page.goto(pageUrl);
    const policy = answer!.headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval'(?<!wasm-unsafe-eval')|script-src[^;]*unsafe-inline/);
    expect(trouble).toEqual([]);
  });

  test("cannot reach another origin even when a script tries", async ({ page, pageUrl }) => {
    // Without the policy this address would answer.
    await page.route("https://example.org/", (route) =>
      route.fulfill({ headers: { "access-control-allow-origin": "*" } }),
    );
    await page.goto(pageUrl);
    const outcome = await page.evaluate(() =>
      fetch("https://example.org/").then(
        () => "answered",
        () => "refused",
      ),
    );
    expect(outcome).toBe("refused");
  });

  test("uses the fonts it brings along", async ({ lab, page }) => {
    await lab.atStep(0);
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family);
    });
    expect(loaded.join(" ")).toMatch(/Inter/);
  });

  // On the desktop, every spec ends by finding that nobody else was asked, and main refuses whoever tries.
  const throughProxy = { tag: "@browser" } as const;

  test(
    "reaches for nobody through every tab, the data sets, a breakdown, a check and a save",
    throughProxy,
    async ({ browser, pageUrl }) => {
      test.setTimeout(120_000);
      const outside = await startOutside();
      const proxy = { server: outside.url, bypass: "127.0.0.1" };
      const context = await browser.newContext({ proxy, acceptDownloads: true });
      try {
        // Without the lab's policy, somebody who tries is heard.
        const stranger = await context.newPage();
        await stranger.goto("http://example.org/").catch(() => undefined);
        await expect.poll(() => outside.asked.join()).toContain("http://example.org/");
        await stranger.close();
        const before = outside.asked.length;

        const page = await context.newPage();
        const trouble = watchForTrouble(context, pageUrl);
        await withoutPickers(page);
        const lab = new Lab(page, pageUrl, browserFiles(page));
        await lab.open();
        await lab.fastest();
        for (const name of await page.getByRole("tab").allInnerTexts()) {
          await page.getByRole("tab", { name, exact: true }).click();
          await expect(page.getByRole("tabpanel", { name, exact: true })).toBeVisible();
        }
        await lab.playToTheEnd();
        for (const example of [/^Fisher's irises/, /^Handwritten digits/, /^Why columns are scaled/]) {
          await lab.openExample(example);
          await lab.button("Play").click();
          await expect.poll(() => lab.step()).toBeGreaterThan(0);
        }
        await lab.openExample(/too large/);
        await lab.playToTheEnd();
        await expect(page.getByTestId("diagnosis")).toBeVisible();
        await lab.openExample(/^The article's network/);
        await page.keyboard.press("g");
        await lab.save("Save as");
        // Chrome itself asks its maker what a form's fields may be for; no page can forbid it.
        const asked = outside.asked
          .slice(before)
          .filter((line) => !line.includes("content-autofill.googleapis.com"));
        expect(asked).toEqual([]);
        expect(trouble).toEqual([]);
      } finally {
        await context.close();
        await outside.close();
      }
    },
  );
});
