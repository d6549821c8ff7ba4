import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { licences } from "../electron/packaging/licences.mjs";
import { contentSecurityPolicyInPage } from "../electron/static-files.mjs";
import { katexFonts } from "./formula/keep-fonts.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { forBundle, forWorkers } = licences();

/** A host that serves the page may send no policy of its own, so the built page brings it along. */
const policyInPage: Plugin = {
  name: "rematrix:policy-in-page",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicyInPage },
      injectTo: "head-prepend",
    },
    { tag: "meta", attrs: { name: "referrer", content: "no-referrer" }, injectTo: "head-prepend" },
  ],
};

/** The page and the browser edition's training worker, as static files that any host can serve. */
export default defineConfig({
  root: here("."),
  base: "./",
  publicDir: false,
  plugins: [svelte({ configFile: here("./svelte.config.js") }), katexFonts, forBundle, policyInPage],
  worker: { format: "es", plugins: () => [forWorkers] },
  build: {
    outDir: here("../out/renderer"),
    emptyOutDir: true,
    target: "chrome120",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1" },
});
