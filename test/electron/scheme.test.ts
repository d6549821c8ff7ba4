import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { declareScheme, setupScheme } from "../../electron/scheme.ts";
import { app, protocol, resetElectron } from "../support/electron.ts";

vi.mock("electron", () => import("../support/electron.ts"));

beforeEach(() => {
  resetElectron();
  const outside = mkdtempSync(join(tmpdir(), "rematrix-"));
  const folder = join(outside, "renderer");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(outside, "secret.txt"), "secret");
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "assets", "index-1.js"), "export {};");
  writeFileSync(join(folder, "assets", "Inter.woff2"), "font");
  writeFileSync(join(folder, "assets", "kernel.wasm"), "\0asm");
  setupScheme(folder);
});

function get(path: string, method = "GET"): Promise<Response> {
  const handler = protocol.handlers.get("app");
  if (handler === undefined) throw new Error("no handler for app://");
  // `new Request` resolves dots in an address; the handler must not rely on who asks having done so.
  return handler({ url: `app://rematrix${path}`, method } as Request);
}

describe("app://", () => {
  test.each([
    ["/", "text/html; charset=utf-8"],
    ["/index.html", "text/html; charset=utf-8"],
    ["/assets/index-1.js", "text/javascript; charset=utf-8"],
    ["/assets/index-1.js?v=1#x", "text/javascript; charset=utf-8"],
    ["/assets/Inter.woff2", "font/woff2"],
    ["/assets/kernel.wasm", "application/wasm"],
  ])("%s is served as %s", async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe(type);
  });

  test("a file arrives byte for byte", async () => {
    expect(await (await get("/index.html")).text()).toBe("<!doctype html>");
  });

  test("every answer, also a refusal, carries the content security policy", async () => {
    for (const path of ["/", "/missing.js", "/%2e%2e/secret.txt"]) {
      const policy = (await get(path)).headers.get("Content-Security-Policy");
      expect(policy).toBe(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
          "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
    }
  });

  test.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/%00",
    "/%zz",
  ])("%s does not leave the folder", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  });

  test("a folder and a missing file are not found", async () => {
    expect((await get("/assets")).status).toBe(404);
    expect((await get("/missing.js")).status).toBe(404);
  });

  test("another host under the scheme is not found", async () => {
    const handler = protocol.handlers.get("app");
    expect((await handler?.(new Request("app://other/index.html")))?.status).toBe(404);
  });

  test("only GET and HEAD are answered; HEAD without a body", async () => {
    expect((await get("/index.html", "POST")).status).toBe(405);
    const head = await get("/index.html", "HEAD");
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
  });

  test("declaring it after Electron is ready is an impossible state", () => {
    app.ready = true;
    expect(declareScheme).toThrow("internal: app:// must be declared before Electron is ready");
  });
});
