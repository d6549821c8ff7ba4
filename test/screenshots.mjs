/* global document -- inside evaluate, the page's own */
import { chromium } from "@playwright/test";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromiumLaunch } from "./support/chromium.mjs";
import {
  button,
  cell,
  openExample,
  openFile,
  openLab,
  playToTheEnd,
  pointAtEdge,
  readNumber,
  setFastest,
  withoutPickers,
} from "./support/lab-driver.mjs";
import { servePage } from "./support/page.mjs";

/** Every state worth looking at: what it shows, and how to get there from a lab that has just opened. */
const scenarios = {
  lab: {
    shows: "the article's network after its training, a number of A looked at",
    async reach(page) {
      await setFastest(page);
      await playToTheEnd(page);
      await cell(page, "A", 0, 1).hover();
    },
  },
  start: { shows: "the lab as it opens", async reach() {} },
  running: {
    shows: "the article's network while it trains",
    async reach(page) {
      await button(page, "Play").click();
      while ((await readNumber(page, "step")) < 20) await page.waitForTimeout(50);
    },
  },
  products: {
    shows: "dot and star of the article's matrices, a number of the product looked at",
    async reach(page) {
      await page.getByRole("tab", { name: "Dot or star" }).click();
      await page.locator(".katex").first().waitFor();
      await page
        .getByRole("grid", { name: /^np.dot/ })
        .getByRole("gridcell")
        .nth(1)
        .hover();
    },
  },
  edge: {
    shows: "an edge of the graph looked at",
    async reach(page) {
      await button(page, "One step").click();
      await pointAtEdge(page, "W1[0,2]");
    },
  },
  weight: {
    shows: "a weight being edited",
    async reach(page) {
      await cell(page, "W1", 0, 2).click();
    },
  },
  gallery: {
    shows: "the gallery of examples",
    async reach(page) {
      await button(page, "Examples").click();
      await page.getByRole("dialog", { name: "Examples" }).waitFor();
    },
  },
  question: {
    shows: "the question before unsaved work is left",
    async reach(page) {
      await button(page, "New seed").click();
      await button(page, "New").click();
      await page.getByRole("dialog", { name: /^Save the changes/ }).waitFor();
    },
  },
  damaged: {
    shows: "what a damaged file gives",
    async reach(page) {
      const broken = JSON.parse(articleText());
      broken.network.layers[0].units = 0;
      broken.network.layers[1].activation = "cubic";
      await openFile(page, JSON.stringify(broken), "broken.json");
      await page.getByText("could not be opened").waitFor();
    },
  },
  derivation: {
    shows: "the last step of the article's δW⁽¹⁾, with one of its indices pointed at",
    async reach(page) {
      await page.getByRole("tab", { name: "Derivation", exact: true }).click();
      await button(page, "To the last step").click();
      await page.locator('[data-testid="proof-lamp"][data-verdict="proved"]').waitFor();
      await page.locator('[data-testid="index-legend"] [data-mark="index i"]').hover();
    },
  },
  divergence: {
    shows: "numbers that stopped being finite",
    async reach(page) {
      await openExample(page, /too (large|fast)/i);
      await playToTheEnd(page);
      await page.getByTestId("diagnosis").waitFor();
    },
  },
  loy: {
    shows: "Loy's network at its stop",
    async reach(page) {
      await openExample(page, /Loy/);
      await setFastest(page);
      await playToTheEnd(page);
    },
  },
  xor: {
    shows: "XOR at its stop",
    async reach(page) {
      await openExample(page, /xor/i);
      await setFastest(page);
      await playToTheEnd(page);
      await cell(page, "W1", 0, 0).hover();
    },
  },
  iris: {
    shows: "iris with more than 95 % right",
    async reach(page) {
      await openExample(page, /iris/i);
      await setFastest(page);
      await button(page, "Play").click();
      while ((await readNumber(page, "correct")) < 0.95) await page.waitForTimeout(50);
      if (await button(page, "Pause").isVisible()) await button(page, "Pause").click();
      await page.locator('[data-matrix="W1"]').first().hover();
    },
  },
  micro: {
    shows: "the training step opened up at D⁽¹⁾, what goes back to the first layer",
    async reach(page) {
      await page.keyboard.press("m");
      const progress = page.getByTestId("micro-progress");
      for (let number = 1; number <= 9; number++) {
        await progress.filter({ hasText: `${number} of` }).waitFor();
        await page.keyboard.press("ArrowDown");
        if (number < 9) await page.keyboard.press("ArrowRight");
      }
    },
  },
  wide: {
    shows: "a layer of 64 units, folded in the graph",
    async reach(page) {
      const wide = JSON.parse(articleText());
      wide.name = "A wide network";
      wide.network.layers[0] = { units: 64, activation: "tanh" };
      await openFile(page, JSON.stringify(wide), "wide.json");
      await page.locator('[data-edge="W1[0,63]"]').waitFor({ state: "attached" });
      await page.locator('[data-matrix="W1"]').first().hover();
    },
  },
  xray: {
    shows: "a number of a gradient as the sum of its samples' products, beside lamps that are lit",
    async reach(page) {
      await page.getByTestId("lamp-deltaW1").click();
      await page.locator('[data-testid="lamp-deltaW2"][data-state="right"]').waitFor();
      await cell(page, "deltaW1", 1, 2).click();
      await page.getByTestId("term").nth(4).hover();
    },
  },
  kinks: {
    shows: "a unit that stands at ReLU's kink in every sample",
    async reach(page) {
      const still = JSON.parse(articleText());
      still.name = "A unit that stands still";
      still.network.layers = [
        { units: 2, activation: "relu" },
        { units: 1, activation: "linear" },
      ];
      const W = [
        [0, 0.5],
        [0, 0.2],
        [0, 0.4],
      ];
      still.weights = {
        kind: "given",
        layers: [
          { W, b: null },
          { W: [[0.5], [-0.25]], b: null },
        ],
      };
      await openFile(page, JSON.stringify(still), "kinks.json");
      await cell(page, "W2", 1, 0).waitFor();
      await page.getByTestId("lamp-deltaW1").click();
      await page.locator('[data-testid="lamp-deltaW1"][data-state="kink"]').waitFor();
      await cell(page, "deltaW1", 1, 0).click();
    },
  },
  deep: {
    shows: "five layers, with numbered matrices",
    async reach(page) {
      const deep = JSON.parse(articleText());
      deep.name = "A deep network";
      deep.network.bias = true;
      deep.network.layers = [5, 4, 3, 2, 1].map((units) => ({ units, activation: "tanh" }));
      await openFile(page, JSON.stringify(deep), "deep.json");
      await page.locator('[data-matrix="W5"]').first().waitFor();
    },
  },
};

const sizes = ["1280x720", "1920x1080"];
const themes = ["light", "dark"];

const help = `npm run screenshots [-- --scenario <name>[,<name>] | all] [--theme light|dark] [--size 1280x720] [--out <folder>]

Photographs the built lab in a headless Chromium, in both themes and at both sizes. Without --scenario
it takes those of the documentation, into resources/screenshots/.

Scenarios:
${Object.entries(scenarios)
  .map(([name, { shows }]) => `  ${name.padEnd(12)}${shows}`)
  .join("\n")}`;

const { values: options } = parseArgs({
  options: {
    scenario: { type: "string" },
    theme: { type: "string" },
    size: { type: "string" },
    out: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
if (options.help) {
  console.log(help);
  process.exit(0);
}

const names = options.scenario === "all" ? Object.keys(scenarios) : (options.scenario ?? "lab").split(",");
const unknown = names.filter((name) => !(name in scenarios));
if (unknown.length > 0) {
  console.error(`There is no scenario named ${unknown.join(", ")}.\n\n${help}`);
  process.exit(2);
}
const usual = options.scenario === undefined ? "../resources/screenshots" : "results/screenshots";
const folder = path.resolve(options.out ?? fileURLToPath(new URL(usual, import.meta.url)));
mkdirSync(folder, { recursive: true });

const server = await servePage();
const browser = await chromium.launch(chromiumLaunch());
let failures = 0;
try {
  for (const name of names) {
    for (const colorScheme of options.theme?.split(",") ?? themes) {
      for (const size of options.size?.split(",") ?? sizes) await photograph(name, colorScheme, size);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = failures > 0 ? 1 : 0;

/** Takes one picture; what the page shows when a scenario cannot be reached is a picture, too. */
async function photograph(name, colorScheme, size) {
  const [width, height] = size.split("x").map(Number);
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
  const prefix = options.scenario === undefined ? "" : `${name}-`;
  const file = path.join(folder, `${prefix}${colorScheme}-${size}.png`);
  page.on("pageerror", (error) => console.error(`  the page threw: ${error.message}`));
  try {
    await withoutPickers(page);
    await openLab(page, server.url);
    await scenarios[name].reach(page);
    console.log(file);
  } catch (error) {
    failures += 1;
    console.error(`${file}: the scenario was not reached: ${error.message.split("\n")[0]}`);
  }
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file });
  await page.close();
}

function articleText() {
  return readFileSync(new URL("../resources/experiments/article.json", import.meta.url), "utf8");
}
