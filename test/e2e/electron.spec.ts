import { _electron, expect, test } from "@playwright/test";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../electron/launch/prepare.mjs";
import { electronExecutable, sandboxRefused, whyNoWindow } from "../../electron/launch/runtime.mjs";
import { button, readNumber } from "../support/lab-driver.mjs";

const executable = electronExecutable(projectFolder);
const root = process.getuid?.() === 0;
// Root and a Linux without user namespaces may still run this test, though not a person's lab: unsandboxed.
const unsandboxed = root || sandboxRefused(projectFolder);
const reason =
  executable === null
    ? "Electron's runtime is not downloaded on this machine"
    : whyNoWindow({
        platform: process.platform,
        environment: process.env,
        userId: undefined,
        sandboxRefused: false,
      });

test(`the desktop edition opens, trains and closes${reason === null ? "" : ` (left out: ${reason})`}`, async () => {
  test.skip(reason !== null, reason ?? "");
  const electron = await _electron.launch({
    executablePath: executable ?? "",
    args: [
      projectFolder,
      `--user-data-dir=${mkdtempSync(join(tmpdir(), "rematrix-"))}`,
      ...(unsandboxed ? ["--no-sandbox"] : []),
    ],
  });
  const closed = electron.waitForEvent("close");
  const page = await electron.firstWindow();
  await page.locator('[data-testid="step"][data-value]').waitFor();
  expect(page.url()).toBe("app://rematrix/index.html");
  expect(await page.evaluate(() => Object.isFrozen(window.rematrix))).toBe(true);
  expect(await readNumber(page, "step")).toBe(0);
  await button(page, "Play").click();
  await expect.poll(() => readNumber(page, "step")).toBeGreaterThan(10);
  await button(page, "Pause").click();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close());
  await closed;
});
