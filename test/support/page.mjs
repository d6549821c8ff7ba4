import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { serve } from "../../electron/serve.mjs";

/** The variable that names another folder with a built page than the usual one. */
export const PAGE_VARIABLE = "REMATRIX_PAGE";

/**
 * Serves the built page as the browser edition does, on a port that is free; `url` is where. Throws with
 * what to do where there is no build.
 */
export function servePage() {
  const folder = process.env[PAGE_VARIABLE] ?? fileURLToPath(new URL("../../out/renderer", import.meta.url));
  if (!existsSync(path.join(folder, "index.html"))) {
    throw new Error(`There is no built page in ${folder}; \`npm run build\` makes it.`);
  }
  return serve({ folder, port: 0 });
}
