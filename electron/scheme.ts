import { app, protocol } from "electron";
import { readFile } from "node:fs/promises";
import { contentTypeOf, resolveInside, securityHeaders } from "./static-files.mjs";

const scheme = "app";
const host = "rematrix";

/** The page's origin: a scheme of its own, since file: has no origin and modules need one. */
export const pageOrigin = `${scheme}://${host}`;

/** Where the page is. */
export const pageAddress = `${pageOrigin}/index.html`;

/** Whether an address is the page's own, whatever follows `#` or `?`. */
export function isPageAddress(address: string): boolean {
  try {
    const { protocol: itsScheme, host: itsHost } = new URL(address);
    return itsScheme === `${scheme}:` && itsHost === host;
  } catch {
    return false;
  }
}

/** Declares app:// as a scheme like https. Electron takes this only before it is ready. */
export function declareScheme(): void {
  if (app.isReady()) throw new Error("internal: app:// must be declared before Electron is ready");
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers app://rematrix/… with the files below `folder`. */
export function setupScheme(folder: string): void {
  protocol.handle(scheme, (request) => answer(folder, request));
}

async function answer(folder: string, request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return refusal(405);
  if (!isPageAddress(request.url)) return refusal(404);
  const file = resolveInside(folder, new URL(request.url).pathname);
  if (file === null) return refusal(404);
  try {
    const body = await readFile(file);
    return new Response(request.method === "HEAD" ? null : new Uint8Array(body), {
      headers: { ...securityHeaders(), "Content-Type": contentTypeOf(file) },
    });
  } catch {
    return refusal(404);
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders() });
}
