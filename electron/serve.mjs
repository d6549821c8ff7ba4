import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { contentTypeOf, resolveInside, securityHeaders } from "./static-files.mjs";

const loopback = "127.0.0.1";
const portsToTry = 50;

/**
 * Serves the files below `folder` on 127.0.0.1, at `port` or the next one that is free. Throws what
 * listening throws when none of the next fifty is.
 */
export async function serve({ folder, port }) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => refuse(response, 500, "The file could not be read."));
  });
  const taken = await listenFrom(server, port);
  return {
    port: taken,
    url: `http://${loopback}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listenFrom(server, first) {
  for (let port = first; ; port++) {
    try {
      await listen(server, port);
      return server.address().port;
    } catch (error) {
      const next = error.code === "EADDRINUSE" || error.code === "EACCES";
      if (!next || port + 1 >= first + portsToTry || port + 1 > 65535) throw error;
    }
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, loopback, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(folder, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return refuse(response, 405, "Only GET and HEAD are answered.");
  }
  const file = resolveInside(folder, request.url.split(/[?#]/, 1)[0]);
  const found = file === null ? null : await stat(file).catch(() => null);
  if (found === null || !found.isFile()) return refuse(response, 404, "There is no such file.");
  response.writeHead(200, {
    ...securityHeaders(),
    "Content-Type": contentTypeOf(file),
    "Content-Length": found.size,
    "Cache-Control": cachingOf(request.url),
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** Built assets carry a hash of their content in the name; everything else is asked for again. */
function cachingOf(url) {
  return url.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

function refuse(response, status, message) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { ...securityHeaders(), "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${message}\n`);
}
