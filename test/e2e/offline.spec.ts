import { expect, test } from "../support/lab.ts";

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
});
