import { beforeEach, describe, expect, test, vi } from "vitest";
import { setupNavigation } from "../../electron/navigation.ts";
import { setupSession } from "../../electron/session.ts";
import { BrowserWindow, resetElectron, session, StandInEvent } from "../support/electron.ts";

vi.mock("electron", () => import("../support/electron.ts"));

beforeEach(resetElectron);

const refused = [
  "media",
  "geolocation",
  "notifications",
  "midi",
  "openExternal",
  "clipboard-read",
  "fileSystem",
];

describe("the session", () => {
  beforeEach(setupSession);

  function ask(permission: string, requestingUrl: string): unknown {
    let answer: unknown;
    session.defaultSession.permissionRequest?.(null, permission, (granted: unknown) => (answer = granted), {
      requestingUrl,
    });
    return answer;
  }
  const check = (permission: string, origin: string): unknown =>
    session.defaultSession.permissionCheck?.(null, permission, origin);

  test.each(refused)("refuses %s, asked for or checked", (permission) => {
    expect(ask(permission, "app://rematrix/index.html")).toBe(false);
    expect(check(permission, "app://rematrix/")).toBe(false);
  });

  test("lets the page, and nobody else, write text to the clipboard", () => {
    expect(ask("clipboard-sanitized-write", "app://rematrix/index.html")).toBe(true);
    expect(check("clipboard-sanitized-write", "app://rematrix/")).toBe(true);
    expect(ask("clipboard-sanitized-write", "https://example.org/")).toBe(false);
    expect(check("clipboard-sanitized-write", "https://example.org")).toBe(false);
  });

  test("refuses every device", () => {
    expect(session.defaultSession.devicePermission?.({ deviceType: "usb" })).toBe(false);
  });

  test.each([
    ["app://rematrix/assets/index.js", false],
    ["blob:app://rematrix/1", false],
    ["data:image/png;base64,AA==", false],
    ["devtools://devtools/bundled/inspector.html", false],
    ["https://example.org/", true],
    ["http://127.0.0.1:4173/", true],
    ["ws://localhost/", true],
    ["file:///etc/passwd", true],
    ["app://other/", true],
  ])("a request for %s is stopped: %s", (url, stopped) => {
    let answer: unknown;
    session.defaultSession.beforeRequest?.({ url }, (value: unknown) => (answer = value));
    expect(answer).toEqual({ cancel: stopped });
  });
});

describe("navigation", () => {
  test.each(["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"])(
    "%s is prevented in every window",
    (name) => {
      setupNavigation();
      const window = new BrowserWindow({ webPreferences: {} });
      const event = new StandInEvent();
      window.webContents.emit(name, event, "https://example.org/");
      expect(event.defaultPrevented).toBe(true);
    },
  );

  test("window.open opens nothing", () => {
    setupNavigation();
    const { webContents } = new BrowserWindow({ webPreferences: {} });
    expect(webContents.windowOpenHandler?.({ url: "app://rematrix/index.html" })).toEqual({ action: "deny" });
  });
});
