import { test as base, type BrowserContext } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { freePort, isOrphan, startDriven, type Shell } from "./driven-electron/start.mjs";
import { servePage } from "./page.mjs";
import { startElectron } from "./real-electron.ts";

/** What a spec runs on: a browser, the desktop's main process on a driven Chromium, or Electron's own binary. */
export type Edition = "browser" | "desktop" | "electron";

const main = fileURLToPath(new URL("../../out/electron/main.js", import.meta.url));

/** The page's address on the desktop: on a driven Chromium, where its requests are intercepted. */
const addresses = {
  desktop: "https://rematrix.app.invalid/index.html",
  electron: "app://rematrix/index.html",
} as const;

interface WorkerFixtures {
  edition: Edition;
  /** Where the page is: this worker serves it to itself, or the desktop's main process does. */
  pageUrl: string;
  /** Where the worker's Chromium listens for a main process that opens its windows in it. */
  port: number;
}

interface TestFixtures {
  /** What pages have done wrong so far. */
  watched: string[];
  /** The desktop's main process; null in a browser. */
  shell: Shell | null;
}

/** Everything a page must never do: errors in its console, requests to others, breaches of its policy. */
export function watchForTrouble(context: BrowserContext, url: string): string[] {
  const trouble: string[] = [];
  const { host } = new URL(url);
  context.on("console", (message) => {
    if (isOrphan(message.page())) return;
    if (message.type() === "error" || message.type() === "warning") {
      trouble.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => {
    if (!isOrphan(error.page())) trouble.push(`uncaught: ${error.error().message}`);
  });
  context.on("request", (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (asked !== host && !["data:", "blob:"].includes(protocol)) trouble.push(`request: ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`answer ${response.status()}: ${response.url()}`);
  });
  return trouble;
}

/** Playwright's `test`, whose `page` is the lab's window in the edition that the project names. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  edition: ["browser", { scope: "worker", option: true }],
  port: [async ({ edition }, use) => use(edition === "desktop" ? await freePort() : 0), { scope: "worker" }],
  launchOptions: [
    ({ launchOptions, port }, use) => {
      const { args = [] } = launchOptions;
      return use({
        ...launchOptions,
        args: port === 0 ? args : [...args, `--remote-debugging-port=${port}`],
      });
    },
    { scope: "worker" },
  ],
  pageUrl: [
    async ({ edition }, use) => {
      if (edition !== "browser") return use(addresses[edition]);
      const server = await servePage();
      await use(server.url);
      await server.close();
    },
    { scope: "worker" },
  ],
  watched: async ({ context, pageUrl }, use) => {
    const trouble = watchForTrouble(context, pageUrl);
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        reportError(new Error(`${event.effectiveDirective} forbids ${event.blockedURI}`));
      });
    });
    await use(trouble);
  },
  shell: async ({ edition, context, port, watched }, use) => {
    if (edition === "browser") return use(null);
    if (watched.length > 0) throw new Error(`trouble before there is a page: ${watched[0]}`);
    const shell = edition === "electron" ? await startElectron() : await startDriven({ main, context, port });
    await use(shell);
    await shell.stop();
  },
  page: async ({ edition, context, shell, viewport, colorScheme }, use) => {
    const page = shell === null ? await context.newPage() : await shell.firstWindow();
    if (edition === "electron") {
      // Its window is not of a context that was made with the options of the test.
      if (viewport !== null) await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
    }
    await use(page);
  },
});
