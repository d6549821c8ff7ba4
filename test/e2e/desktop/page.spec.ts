import { answer, close, expect, makeEdit, questions, test } from "../../support/desktop.ts";

test("the page is the desktop's: behind its bridge, frozen, without Node", async ({ lab, page, desktop }) => {
  await lab.atStep(0);
  expect(await page.evaluate(() => Object.isFrozen(window.rematrix))).toBe(true);
  expect(
    await page.evaluate(() => ["require", "process", "electronPosts"].filter((name) => name in window)),
  ).toEqual([]);
  const address = await desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].webContents.getURL(),
  );
  expect(address).toBe("app://rematrix/index.html");
});

test("a training process that dies costs neither window nor work", async ({ lab, desktop }) => {
  await makeEdit(lab, desktop);
  await desktop.evaluate(({ driven }) => driven.workers[0].terminate());
  await expect(lab.page.getByText("The training engine stopped unexpectedly")).toBeVisible();
  await lab.button("Restart the engine").click();
  await lab.button("One step").click();
  await lab.atStep(1);
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
});

test("a page that dies is asked about, and comes back when the person reloads it", async ({
  lab,
  desktop,
}) => {
  await makeEdit(lab, desktop);
  await desktop.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0].webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => questions(desktop)).toBe(1);
  await answer(desktop, { kind: "message", button: "Reload" });
  // Playwright's own page does not come back; Electron's does.
  const step = (): Promise<unknown> =>
    desktop.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(
        `document.querySelector('[data-testid="step"]')?.getAttribute("data-value")`,
      ),
    );
  await expect.poll(step).toBe("0");
  await close(desktop);
  expect(await desktop.closed).toBe(0);
});

test(
  "a page goes nowhere and opens no window",
  { tag: "@driven" },
  async ({ page, desktop, context, pageUrl }) => {
    await page.locator('[data-testid="step"][data-value]').waitFor();
    const asked: string[] = [];
    await desktop.evaluate(({ BrowserWindow }) => {
      const went: string[] = [];
      Object.assign(globalThis, { went });
      BrowserWindow.getAllWindows()[0].webContents.on("will-navigate", ({ url }) => went.push(url));
    });
    await page.evaluate(() => void (location.href = "https://example.org/elsewhere"));
    await expect
      .poll(() => desktop.evaluate(() => (globalThis as unknown as { went: string[] }).went))
      .toEqual(["https://example.org/elsewhere"]);
    const own = new URL(pageUrl).origin;
    context.on("response", (response) => {
      if (new URL(response.url()).origin !== own) asked.push(response.url());
    });
    await page.evaluate(() => void window.open("https://example.org/window"));
    await expect.poll(() => context.pages().length).toBe(1);
    expect(page.url()).toBe(pageUrl);
    expect(asked).toEqual([]);
  },
);
