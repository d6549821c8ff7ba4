/* global document, requestAnimationFrame, MutationObserver -- inside the page, its own */
/* From the address to a chain that can be played, with nothing cached, and the script that takes. */
import { chromium } from "@playwright/test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { chromiumLaunch } from "../support/chromium.mjs";
import { servePage } from "../support/page.mjs";
import { describeMachine, machineLine } from "./machine.mjs";
import { goalLine, saveResult } from "./results.mjs";
import { median } from "./statistics.mjs";

const LATEST_MS = 1000;
const LARGEST_KB = 350;

const { values: options } = parseArgs({
  options: { repeats: { type: "string", default: "7" }, json: { type: "string" } },
});
const machine = describeMachine();
console.log(machineLine(machine));
const server = await servePage();
try {
  const starts = [];
  for (let repeat = 0; repeat < Number(options.repeats); repeat++) starts.push(await start());
  const scripts = weigh(starts.flatMap(({ requested }) => requested));
  const kilobytes = scripts.reduce((sum, { gzip }) => sum + gzip, 0) / 1000;
  const interactive = median(starts.map(({ ready }) => ready));
  console.log(
    goalLine({
      what: "to the first interactive picture, cold, median",
      figure: interactive,
      unit: "ms",
      goal: `< ${LATEST_MS} ms`,
      met: interactive < LATEST_MS,
    }) + `; longest ${Math.max(...starts.map(({ ready }) => ready)).toFixed(0)} ms`,
  );
  console.log(
    goalLine({
      what: "script for the first view, gzip",
      figure: kilobytes,
      unit: "kB",
      goal: `≤ ${LARGEST_KB} kB`,
      met: kilobytes <= LARGEST_KB,
    }),
  );
  for (const { file, gzip } of scripts.slice(0, 6)) console.log(`  ${(gzip / 1000).toFixed(1)} kB  ${file}`);
  saveResult(
    "startup",
    { machine, interactive, kilobytes, starts, scripts, built: builtScripts() },
    options.json,
  );
} finally {
  await server.close();
}

/** One start in a browser of its own, so that nothing is cached; every address the view asked for. */
async function start() {
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const requested = [];
    page.on("request", (request) => requested.push(new URL(request.url()).pathname));
    await page.addInitScript(() => {
      const usable = () => {
        const [step, play] = ['[data-testid="step"][data-value]', ".transport .play"].map((found) =>
          document.querySelector(found),
        );
        return step !== null && play !== null && document.querySelector("[data-matrix]") !== null;
      };
      const observer = new MutationObserver(() => {
        if (!usable()) return;
        observer.disconnect();
        // After the next picture: what was found has been painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () =>
            document.documentElement.setAttribute("data-usable", String(performance.now()));
          port2.postMessage(null);
        });
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true });
    });
    await page.goto(server.url);
    const root = page.locator("html[data-usable]");
    await root.waitFor({ timeout: 30_000 });
    const ready = Number(await root.getAttribute("data-usable"));
    const asked = [...requested];
    // It must not only be there: a click on it makes a step.
    await page.getByRole("button", { name: "One step", exact: true }).click();
    await page.locator('[data-testid="step"][data-value="1"]').waitFor({ timeout: 5_000 });
    return { ready, requested: asked };
  } finally {
    await browser.close();
  }
}

/** The scripts among the addresses, each once, the largest first. */
function weigh(addresses) {
  return [...new Set(addresses)]
    .filter((address) => address.endsWith(".js"))
    .map((address) => {
      const content = readFileSync(path.join(pageFolder(), address));
      return {
        file: path.basename(address),
        bytes: content.length,
        gzip: gzipSync(content, { level: 9 }).length,
      };
    })
    .sort((a, b) => b.gzip - a.gzip);
}

function builtScripts() {
  const folder = path.join(pageFolder(), "assets");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".js"))
    .map((file) => ({ file, bytes: statSync(path.join(folder, file)).size }));
}

function pageFolder() {
  return fileURLToPath(new URL("../../out/renderer", import.meta.url));
}
