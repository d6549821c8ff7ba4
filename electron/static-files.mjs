import path from "node:path";

/*
 * What the desktop's app:// scheme and the browser edition's server share: plain Node, because the
 * server runs before anything is built.
 */

/** The page may load its own files and nothing else; no remote origin is named at all. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // WebAssembly carries the numeric kernels.
  "script-src 'self' 'wasm-unsafe-eval'",
  // Svelte's style attributes and the code editor's style element; scripts stay strict.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The same for a page that no server's header comes with: in a page nobody can say who may frame it. */
export const contentSecurityPolicyInPage = contentSecurityPolicy.replace("; frame-ancestors 'none'", "");

const contentTypes = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".mjs", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json; charset=utf-8"],
  [".webmanifest", "application/manifest+json; charset=utf-8"],
  [".map", "application/json; charset=utf-8"],
  [".txt", "text/plain; charset=utf-8"],
  [".md", "text/markdown; charset=utf-8"],
  [".csv", "text/csv; charset=utf-8"],
  [".wasm", "application/wasm"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".jpg", "image/jpeg"],
  [".ico", "image/x-icon"],
  [".woff2", "font/woff2"],
  [".ttf", "font/ttf"],
]);

/** The MIME type of a file by its name's ending; octets where the ending is unknown. */
export function contentTypeOf(file) {
  return contentTypes.get(path.extname(file).toLowerCase()) ?? "application/octet-stream";
}

/** The headers that go with every answer, of a file or not. */
export function securityHeaders() {
  return {
    "Content-Security-Policy": contentSecurityPolicy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
  };
}

/**
 * The file that a URL's path names below `folder`, `index.html` for the folder itself; null for a path
 * that leaves the folder or cannot be a file's: encoded dots, backslashes and NUL included.
 */
export function resolveInside(folder, urlPath) {
  let decoded;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (/[\0\\:]/.test(decoded) || decoded.split("/").includes("..")) return null;
  const root = path.resolve(folder);
  const file = path.resolve(root, `.${decoded.startsWith("/") ? "" : "/"}${decoded}`);
  if (file === root) return path.join(root, "index.html");
  return file.startsWith(root + path.sep) ? file : null;
}
