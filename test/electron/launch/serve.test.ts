import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, request, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serve, type StaticServer } from "../../../electron/serve.mjs";
import { contentSecurityPolicy } from "../../../electron/static-files.mjs";

let folder: string;
let server: StaticServer;

beforeEach(async () => {
  const outside = mkdtempSync(join(tmpdir(), "rematrix-"));
  folder = join(outside, "renderer");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(outside, "secret.txt"), "secret");
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "assets", "index-1.js"), "export {};");
  writeFileSync(join(folder, "assets", "kernel.wasm"), "\0asm");
  writeFileSync(join(folder, "assets", "Inter.woff2"), "font");
  server = await serve({ folder, port: 0 });
});

afterEach(() => server.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Unlike `fetch`, sends the path exactly as it stands. */
function get(path: string, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: server.port, path, method }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => (body += piece));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

describe("the browser edition's server", () => {
  test("listens on this machine alone and says where", async () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
    expect((await get("/")).body).toBe("<!doctype html>");
  });

  test.each([
    ["/", "text/html; charset=utf-8", "no-cache"],
    ["/index.html?lesson=1", "text/html; charset=utf-8", "no-cache"],
    ["/assets/index-1.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["/assets/kernel.wasm", "application/wasm", "public, max-age=31536000, immutable"],
    ["/assets/Inter.woff2", "font/woff2", "public, max-age=31536000, immutable"],
  ])("%s is %s, kept %s", async (path, type, caching) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe(type);
    expect(headers["cache-control"]).toBe(caching);
    expect(headers["content-security-policy"]).toBe(contentSecurityPolicy);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  test.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/%00",
  ])("%s does not leave the folder", async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain("secret");
  });

  test("a folder and a missing file are not found", async () => {
    expect((await get("/assets")).status).toBe(404);
    expect((await get("/missing.js")).status).toBe(404);
  });

  test("HEAD is answered like GET without the body", async () => {
    const { status, headers, body } = await get("/index.html", "HEAD");
    expect([status, headers["content-length"], body]).toEqual([200, "15", ""]);
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is refused", async (method) => {
    const { status, headers } = await get("/index.html", method);
    expect(status).toBe(405);
    expect(headers.allow).toBe("GET, HEAD");
  });

  test("a port that is taken gives way to the next free one", async () => {
    const second = await serve({ folder, port: server.port });
    try {
      expect(second.port).toBeGreaterThan(server.port);
      expect((await fetch(second.url)).status).toBe(200);
    } finally {
      await second.close();
    }
  });

  test("closing frees the port although a browser keeps its connection", async () => {
    await fetch(server.url);
    const { port } = server;
    await server.close();
    const next: Server = createServer();
    await new Promise<void>((resolve) => next.listen(port, "127.0.0.1", resolve));
    expect((next.address() as AddressInfo).port).toBe(port);
    next.close();
  });
});
