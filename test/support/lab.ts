import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
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
} from "./lab-driver.mjs";
import { servePage } from "./page.mjs";

/** The lab in a page, as a person meets it: what it shows and what can be done with it. */
export class Lab {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  open(): Promise<void> {
    return openLab(this.page, this.url);
  }

  step(): Promise<number> {
    return readNumber(this.page, "step");
  }

  cost(): Promise<number> {
    return readNumber(this.page, "cost");
  }

  /** Samples right as a fraction of all. */
  correct(): Promise<number> {
    return readNumber(this.page, "correct");
  }

  /** Waits until the step counter stands at this step. */
  async atStep(step: number): Promise<void> {
    await expect(this.page.getByTestId("step")).toHaveAttribute("data-value", String(step));
  }

  button(name: string): Locator {
    return button(this.page, name);
  }

  /** The cost of this step, which with many samples comes some time after the step itself. */
  async costOf(step: number): Promise<number> {
    await expect(this.page.getByTestId("cost")).toHaveAttribute("data-step", String(step));
    return this.cost();
  }

  /** A field by its exact accessible name. */
  field(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  /** Writes into a field and commits it with Enter. */
  async enter(name: string, value: string): Promise<void> {
    await this.field(name).fill(value);
    await this.field(name).press("Enter");
  }

  /** Writes another learning rate into its field. */
  async enterRate(value: string): Promise<void> {
    const field = this.page.getByRole("spinbutton", { name: /^Learning rate/ });
    await field.fill(value);
    await field.press("Enter");
  }

  /** The field of the open weight editor. */
  get newValue(): Locator {
    return this.page.getByRole("textbox", { name: /: New value$/ });
  }

  /** The mark of unsaved work beside the experiment's name. */
  get unsavedMark(): Locator {
    return this.page.getByTestId("unsaved").getByText("unsaved");
  }

  /** The question before unsaved work is left. */
  get question(): Locator {
    return this.page.getByRole("dialog", { name: /^Save the changes to/ });
  }

  /** The dialog with the examples. */
  get gallery(): Locator {
    return this.page.getByRole("dialog", { name: "Examples", exact: true });
  }

  /** A number of a printed matrix: `cell("W1", 0, 2)`. */
  cell(matrix: string, row: number, column: number): Locator {
    return cell(this.page, matrix, row, column);
  }

  /** Points at a weight's edge where no other edge lies over it, and says where that is. */
  pointAtEdge(weight: string): Promise<{ x: number; y: number }> {
    return pointAtEdge(this.page, weight);
  }

  /** What the status bar says of the number that is looked at. */
  get hovered(): Locator {
    return this.page.getByTestId("hover-value");
  }

  /** The number in a cell with all its digits, read by hovering it. */
  async value(matrix: string, row: number, column: number): Promise<number> {
    await this.cell(matrix, row, column).hover();
    await expect(this.hovered).toContainText(`${matrix}[${row},${column}]`);
    return lastNumber(await this.hovered.innerText());
  }

  /** Points at nothing: no number is looked at. */
  async lookAway(): Promise<void> {
    await this.page.mouse.move(2, 2);
  }

  async play(): Promise<void> {
    await this.button("Play").click();
    await expect(this.button("Pause")).toBeVisible();
  }

  async pause(): Promise<void> {
    await this.button("Pause").click();
    await expect(this.button("Play")).toBeVisible();
  }

  fastest(): Promise<void> {
    return setFastest(this.page);
  }

  playToTheEnd(options?: { timeout?: number }): Promise<void> {
    return playToTheEnd(this.page, options);
  }

  openExample(name: string | RegExp): Promise<void> {
    return openExample(this.page, name);
  }

  openFile(content: string | Uint8Array, name?: string): Promise<void> {
    return openFile(this.page, content, name);
  }

  /** Saves through a download and returns what was written. */
  async save(name: "Save" | "Save as" = "Save"): Promise<Uint8Array> {
    const download = this.page.waitForEvent("download");
    await this.button(name).click();
    return new Uint8Array(await readFile(await (await download).path()));
  }

  /** Lets this many pictures be drawn. */
  async frames(count: number): Promise<void> {
    await this.page.evaluate(
      (left) =>
        new Promise<void>((resolve) => {
          let rest = left;
          const next = (): void => void (rest-- > 0 ? requestAnimationFrame(next) : resolve());
          next();
        }),
      count,
    );
  }

  /** Takes the focus off every field, so that keys mean what they mean in the whole lab. */
  async leaveFields(): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  }
}

/** The last number in a text as the lab writes it: with a real minus sign, perhaps with an exponent. */
export function lastNumber(text: string): number {
  const found = text.replaceAll("−", "-").match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g);
  if (found === null) throw new Error(`no number in "${text}"`);
  return Number(found.at(-1));
}

/** Everything a page must never do: errors in its console, requests to others, breaches of its policy. */
export function watchForTrouble(page: Page, url: string): string[] {
  const trouble: string[] = [];
  const origin = new URL(url).origin;
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      trouble.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => trouble.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && !["data:", "blob:"].includes(protocol)) trouble.push(`request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`answer ${response.status()}: ${response.url()}`);
  });
  return trouble;
}

interface WorkerFixtures {
  /** Where this worker serves the built page. */
  pageUrl: string;
}

interface TestFixtures {
  /** What the page has done wrong so far; every test that opens the lab ends by finding it empty. */
  trouble: string[];
  /** The lab, open and ready at the start of the article's network. */
  lab: Lab;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  pageUrl: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await servePage();
      await use(server.url);
      await server.close();
    },
    { scope: "worker" },
  ],
  trouble: async ({ page, pageUrl }, use) => {
    const trouble = watchForTrouble(page, pageUrl);
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        reportError(new Error(`${event.effectiveDirective} forbids ${event.blockedURI}`));
      });
    });
    await use(trouble);
    expect(trouble, "what the page did wrong").toEqual([]);
  },
  lab: async ({ page, pageUrl, trouble }, use) => {
    expect(trouble).toEqual([]);
    await withoutPickers(page);
    const lab = new Lab(page, pageUrl);
    await lab.open();
    await use(lab);
  },
});

export { expect };
