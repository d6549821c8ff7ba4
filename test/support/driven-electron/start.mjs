import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { chromiumLaunch } from "../chromium.mjs";
import { bundleStandIn } from "./bundle.mjs";

/** Pages whose main process was killed. */
const orphans = new WeakSet();

/** Whether nobody answers this page any more: what it cannot load is no fault of its own. */
export function isOrphan(page) {
  return page !== null && orphans.has(page);
}

const register = new URL("./register.mjs", import.meta.url).href;

/** The flags by which a Chromium can be driven from another process, on a port that was free. */
export async function drivableLaunch() {
  const port = await freePort();
  const { args, ...rest } = chromiumLaunch();
  return { ...rest, args: [...args, `--remote-debugging-port=${port}`], port };
}

/**
 * Starts main's bundle in a Node of its own, with Electron's stand-in in the place of `electron`, on a Chromium
 * that Playwright drives too: each window is a page of `context`. Without a context, a browser and a context
 * are made and go with it.
 */
export async function startDriven({
  main,
  args = [],
  home,
  userData,
  packaged = false,
  version = "0.1.0",
  ...where
}) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "rematrix-driven-")));
  const { context, port, end } =
    where.context === undefined ? await ownContext() : { ...where, end: async () => {} };
  const settings = {
    browser: await socketOf(port),
    context: await idOf(context),
    home: home ?? path.join(folder, "home"),
    userData: userData ?? path.join(folder, "user-data"),
    packaged,
    version,
  };
  const child = spawn(process.execPath, ["--experimental-websocket", "--import", register, main, ...args], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    serialization: "advanced",
    env: {
      ...process.env,
      DRIVEN_ELECTRON: JSON.stringify(settings),
      DRIVEN_ELECTRON_MODULE: await bundleStandIn(),
      NODE_NO_WARNINGS: "1",
    },
  });
  return new Driven(child, context, settings, async () => {
    await end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
}

/** A running main process, and what a test can do with it from outside. */
class Driven {
  /** The child process. */
  process;
  context;
  home;
  userData;
  /** Settles when the process has ended: its exit code, or null where a signal ended it. */
  closed;
  #end;
  #waiting = new Map();
  #last = 0;
  #output = "";
  #running = true;

  constructor(child, context, { home, userData }, end) {
    Object.assign(this, { process: child, context, home, userData });
    this.#end = end;
    const keep = (text) => (this.#output += text);
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.on("message", ({ ask, ok, value }) => {
      const { resolve, reject } = this.#waiting.get(ask);
      this.#waiting.delete(ask);
      if (ok) resolve(value);
      else reject(new Error(value));
    });
    this.closed = new Promise((resolve) => child.on("exit", resolve)).then((code) => {
      this.#running = false;
      const why = new Error(`main has ended with ${code}\n${this.#output}`);
      for (const { reject } of this.#waiting.values()) reject(why);
      return code;
    });
  }

  /** What the process has written so far. */
  get output() {
    return this.#output;
  }

  /** Runs a function in main, with Electron's module (and `driven`: see boot.ts) and a value. */
  evaluate(run, value) {
    const ask = ++this.#last;
    return new Promise((resolve, reject) => {
      if (!this.#running) return reject(new Error(`main has ended\n${this.#output}`));
      this.#waiting.set(ask, { resolve, reject });
      this.process.send({ ask, source: String(run), value });
    });
  }

  /** The open windows' pages. */
  windows() {
    return this.context.pages().filter((page) => page.url() !== "about:blank");
  }

  /** The first window's page, as soon as there is one. */
  async firstWindow() {
    const page = this.context.pages()[0] ?? (await this.#pageOrEnd());
    await page.waitForURL((url) => url.href !== "about:blank");
    return page;
  }

  /** Ends the process at once, as the system kills it, and takes away its windows. */
  async kill(signal = "SIGKILL") {
    for (const page of this.context.pages()) orphans.add(page);
    this.process.kill(signal);
    await this.closed;
    await this.#closePages();
  }

  /** Ends everything, whatever is unsaved. */
  async stop() {
    // A page that outlives main would ask the network for what main no longer answers.
    if (this.#running) await this.#closePages();
    if (this.#running) await this.kill();
    await this.#end();
  }

  async #closePages() {
    await Promise.all(this.context.pages().map((page) => page.close()));
  }

  #pageOrEnd() {
    const ended = this.closed.then((code) => {
      throw new Error(`main ended with ${code} and opened no window\n${this.#output}`);
    });
    return Promise.race([this.context.waitForEvent("page"), ended]);
  }
}

async function ownContext() {
  const { chromium } = await import("@playwright/test");
  const { port, ...launch } = await drivableLaunch();
  const browser = await chromium.launch(launch);
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: "en-US" });
  return { context, port, end: () => browser.close() };
}

async function socketOf(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/json/version`);
  return (await answer.json()).webSocketDebuggerUrl;
}

/** DevTools' name of a context, which Playwright keeps to itself. */
async function idOf(context) {
  const session = await context.browser().newBrowserCDPSession();
  const { browserContextIds: all } = await session.send("Target.getBrowserContexts");
  await session.detach();
  if (all.length === 1) return all[0];
  const page = await context.newPage();
  const { targetInfo } = await (await context.newCDPSession(page)).send("Target.getTargetInfo");
  await page.close();
  return targetInfo.browserContextId;
}

/** A port on this machine that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
