import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { katexFonts } from "./formula/keep-fonts.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page and the browser edition's training worker, as static files that any host can serve. */
export default defineConfig({
  root: here("."),
  base: "./",
  publicDir: false,
  plugins: [svelte({ configFile: here("./svelte.config.js") }), katexFonts],
  worker: { format: "es" },
  build: {
    outDir: here("../out/renderer"),
    emptyOutDir: true,
    target: "chrome120",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1" },
});
