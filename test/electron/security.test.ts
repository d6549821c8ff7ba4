import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { contentSecurityPolicy, contentSecurityPolicyInPage } from "../../electron/static-files.mjs";
import packageFile from "../../package.json" with { type: "json" };
import lockfile from "../../package-lock.json" with { type: "json" };
import { bootShell, runFresh, type Booted } from "../support/booted.ts";
import {
  app,
  contextBridge,
  dialog,
  ipcMain,
  log,
  protocol,
  senderOf,
  session,
  StandInEvent,
} from "../support/electron.ts";
import { readSources, root } from "../support/sources.ts";

vi.mock("electron", () => import("../support/electron.ts"));
vi.mock("node:worker_threads", () => import("../support/worker-threads.ts"));

/*
 * Electron's security checklist, point by point, on the shell as it boots; docs/security.md has the reasons.
 */

let shell: Booted;

beforeEach(async () => {
  shell = await bootShell();
});

/** What the window was opened with. */
const preferences = (): Record<string, unknown> => shell.window.options.webPreferences;

/** The text of everything that runs in the shell or is drawn in the page. */
const sources = readSources(".ts", ".svelte", ".html").filter(({ path }) =>
  /^(?:electron|renderer)\//.test(path),
);
const mentioning = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

/** A policy as its directives. */
function directivesOf(policy: string): Record<string, string[]> {
  const parts = policy.split(";").map((part) => part.trim().split(/\s+/));
  return Object.fromEntries(parts.map(([name, ...values]) => [name, values]));
}

describe("Electron's checklist", () => {
  test("1: the window loads the program's own page and nothing else", () => {
    expect(shell.window.loaded).toBe("app://rematrix/index.html");
  });

  test("2: no window gives its page, workers or frames Node", () => {
    expect(preferences()).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  test("3: every window isolates its preload script from the page", () => {
    expect(preferences().contextIsolation).toBe(true);
  });

  test("4: the sandbox is on for every process before anything is opened", () => {
    expect(preferences().sandbox).toBe(true);
    expect(log.indexOf("sandbox")).toBeGreaterThan(-1);
    expect(log.indexOf("sandbox")).toBeLessThan(log.indexOf("ready"));
    expect(mentioning(/no-sandbox|sandbox: false/)).toEqual([]);
  });

  test("5: every permission but writing to the clipboard is refused, also to the page", () => {
    const given: string[] = [];
    for (const permission of [
      ...["clipboard-read", "clipboard-sanitized-write", "display-capture", "fileSystem", "fullscreen"],
      ...[
        "geolocation",
        "hid",
        "idle-detection",
        "keyboardLock",
        "media",
        "mediaKeySystem",
        "midi",
        "midiSysex",
      ],
      ...["notifications", "openExternal", "pointerLock", "serial", "speaker-selection", "storage-access"],
      ...["top-level-storage-access", "usb", "window-management", "unknown"],
    ]) {
      const origin = "app://rematrix/index.html";
      const answer = (granted: unknown): void => void (granted === true && given.push(permission));
      session.defaultSession.permissionRequest?.(null, permission, answer, { requestingUrl: origin });
      answer(session.defaultSession.permissionCheck?.(null, permission, origin));
    }
    expect(given).toEqual(["clipboard-sanitized-write", "clipboard-sanitized-write"]);
  });

  test("6: every window keeps the same-origin policy", () => {
    expect(preferences().webSecurity).toBe(true);
    expect(mentioning(/webSecurity: false|disable-web-security/)).toEqual([]);
  });

  test("7: the policy lets scripts come from the page's own origin only, and none be inline or evaluated", async () => {
    const answer = await protocol.handlers.get("app")?.(new Request("app://rematrix/index.html"));
    const policy = answer?.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toBe(contentSecurityPolicy);
    const directives = directivesOf(policy);
    expect(directives["default-src"]).toEqual(["'none'"]);
    expect(directives["script-src"]).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    for (const name of ["base-uri", "form-action", "frame-ancestors"]) {
      expect(directives[name], name).toEqual(["'none'"]);
    }
    const own = ["'self'", "'none'", "'wasm-unsafe-eval'", "'unsafe-inline'", "data:", "blob:"];
    expect(
      Object.values(directives)
        .flat()
        .filter((source) => !own.includes(source)),
    ).toEqual([]);
    const inline = Object.keys(directives).filter((name) => directives[name].includes("'unsafe-inline'"));
    expect(inline).toEqual(["style-src"]);
    const local = Object.keys(directives).filter((name) => /data:|blob:/.test(directives[name].join(" ")));
    expect(local).toEqual(["img-src"]);
  });

  test("7: the policy of the built page is the header's, without what only headers can say", () => {
    const { "frame-ancestors": frames, ...rest } = directivesOf(contentSecurityPolicy);
    expect(frames).toEqual(["'none'"]);
    expect(directivesOf(contentSecurityPolicyInPage)).toEqual(rest);
  });

  test("8: no window runs insecure content", () => {
    expect(preferences().allowRunningInsecureContent).toBe(false);
    expect(mentioning(/allowRunningInsecureContent: true|allow-running-insecure-content/)).toEqual([]);
  });

  test("9 and 10: no window turns on experimental features or features of Blink", () => {
    expect(Object.keys(preferences())).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/experimentalFeatures|enableBlinkFeatures/)]),
    );
    expect(
      mentioning(/experimentalFeatures|enableBlinkFeatures|enable-blink-features|enable-features/),
    ).toEqual([]);
  });

  test("11 and 12: there is no webview, and attaching one is prevented", () => {
    expect(preferences().webviewTag).toBe(false);
    expect(mentioning(/<webview|allowpopups|webviewTag: true/i)).toEqual([]);
    const event = new StandInEvent();
    shell.window.webContents.emit("will-attach-webview", event, {}, { src: "app://rematrix/index.html" });
    expect(event.defaultPrevented).toBe(true);
  });

  test("13: no page goes anywhere else", () => {
    for (const name of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
      const event = new StandInEvent();
      shell.window.webContents.emit(name, event, "https://example.org/");
      expect(event.defaultPrevented, name).toBe(true);
    }
    expect(preferences().navigateOnDragDrop).toBe(false);
  });

  test("14: no page opens a window", () => {
    const { windowOpenHandler } = shell.window.webContents;
    expect(windowOpenHandler?.({ url: "https://example.org/" })).toEqual({ action: "deny" });
  });

  test("16: Electron's version is pinned, and is the one that the lockfile installs", () => {
    const { electron } = packageFile.devDependencies;
    expect(electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(lockfile.packages["node_modules/electron"].version).toBe(electron);
  });

  test("17: a message from anybody but a lab's own page is refused", () => {
    const stranger = senderOf({ url: "https://example.org/", parent: null });
    expect(ipcMain.handlers.size).toBeGreaterThan(0);
    for (const handler of ipcMain.handlers.values()) {
      expect(() => handler(stranger, null)).toThrow("answered to the lab's own page only");
    }
    const before = shell.worker().received.length;
    for (const listener of ipcMain.listeners.values()) listener(stranger, { kind: "play" });
    expect(shell.worker().received).toHaveLength(before);
  });

  test("18: the page comes over a scheme of its own, and files over none", () => {
    expect(protocol.schemes.map(({ scheme, privileges }) => [scheme, privileges.bypassCSP ?? false])).toEqual(
      [["app", false]],
    );
    let answer: unknown;
    const request = { url: "file:///etc/passwd" };
    session.defaultSession.beforeRequest?.(request, (value: unknown) => (answer = value));
    expect(answer).toEqual({ cancel: true });
    expect(mentioning(/\.loadFile\(|["'`]file:\/\//)).toEqual([]);
  });

  test("20: the page is handed functions of the lab's own, and no part of Electron", async () => {
    await runFresh("preload");
    const bridge = contextBridge.exposed.get("rematrix") ?? {};
    for (const [name, value] of Object.entries(bridge)) {
      expect(typeof value, name).toBe("function");
      expect(name).not.toMatch(/ipc|invoke|send|require|electron/i);
    }
    expect(mentioning(/@electron\/remote|enableRemoteModule|electron\.remote/)).toEqual([]);
  });
});

test("Chromium is told to find no host before it is ready", () => {
  expect(Object.fromEntries(app.switches)).toEqual({
    "host-resolver-rules": { value: "MAP * ~NOTFOUND", late: false },
    "force-webrtc-ip-handling-policy": { value: "disable_non_proxied_udp", late: false },
  });
});

test("a path that the page made up is not written to: the person is asked where", async () => {
  const place = { id: join(root, "package.json"), name: "package.json" };
  const asked = { file: null, text: "spoiled", suggestedName: "a", place, overwrite: false };
  expect(await ipcMain.handlers.get("files:save")?.(senderOf(), asked)).toEqual({ kind: "cancelled" });
  expect(dialog.saveAsked).toHaveLength(1);
  expect(readFileSync(place.id, "utf8")).toContain('"name": "rematrix"');
});

describe("docs/security.md", () => {
  const page = readFileSync(join(root, "docs/security.md"), "utf8");
  const headings = [...page.matchAll(/^### (\d+)\. (.+)$/gm)].map(([, number, title]) => [
    Number(number),
    title,
  ]);
  const named = [...page.matchAll(/^- `(test\/[^`]+)`: (.+)$/gm)].map(([, file, title]) => [file, title]);

  test("has every point of Electron's checklist in its order", () => {
    expect(headings.map(([number]) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test("names a test for every point and every promise", () => {
    const sections = page.split(/^###? /m).filter((section) => /^\d+\. |^No network|^Files/.test(section));
    expect(sections).toHaveLength(22);
    for (const section of sections) expect(section, section.split("\n")[0]).toMatch(/^- `test\//m);
  });

  test.each(named)("names a test that is there: %s, %s", (file, title) => {
    expect(readFileSync(join(root, file), "utf8")).toContain(title);
  });
});
