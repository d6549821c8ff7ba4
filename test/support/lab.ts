import { expect, type Locator, type Page } from "@playwright/test";
import { test as base } from "./editions.ts";
import { browserFiles, desktopFiles, type FileAnswers } from "./file-answers.ts";
import {
  answered,
  button,
  cell,
  labReady,
  openExample,
  openLab,
  playToTheEnd,
  pointAtEdge,
  readNumber,
  setFastest,
  startOrQuestion,
  withoutPickers,
} from "./lab-driver.mjs";

/** The lab in a page, as a person meets it: what it shows and what can be done with it. */
export class Lab {
  readonly page: Page;
  readonly url: string;
  readonly files: FileAnswers;

  constructor(page: Page, url: string, files: FileAnswers) {
    this.page = page;
    this.url = url;
    this.files = files;
  }

  open(): Promise<void> {
    return openLab(this.page, this.url);
  }

  /** Waits until the engine has drawn its first step. */
  ready(): Promise<void> {
    return labReady(this.page);
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

  /** Waits until the step counter stands at this step, of the experiment as it was edited last. */
  async atStep(step: number): Promise<void> {
    await answered(this.page);
    await expect(this.page.getByTestId("step")).toHaveAttribute("data-value", String(step));
  }

  button(name: string): Locator {
    return button(this.page, name);
  }

  /** The cost of this step, which with many samples comes some time after the step itself. */
  async costOf(step: number): Promise<number> {
    await answered(this.page);
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

  /**
   * The number in a cell with all its digits, read by hovering it. An edit that the engine answers meanwhile takes
   * away what is looked at: then the pointer comes anew.
   */
  async value(matrix: string, row: number, column: number): Promise<number> {
    const name = `${matrix}[${row},${column}]`;
    let said = "";
    await answered(this.page);
    await expect(async () => {
      await this.cell(matrix, row, column).hover();
      said = await this.hovered.innerText();
      if (!said.includes(name)) await this.lookAway();
      expect(said).toContain(name);
    }).toPass({ timeout: 15_000 });
    return lastNumber(said);
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

  /** Answers the Open button's question with a file of this text or of these bytes. */
  async openFile(content: string | Uint8Array, name = "experiment.json"): Promise<void> {
    const asked = this.files.nextOpen();
    await this.button("Open").click();
    const give = await asked;
    await give({ name, bytes: content });
    // A file with its training opens at a later step, which its test waits for.
    if (typeof content === "string") await startOrQuestion(this.page);
  }

  /** Saves and returns what was written. */
  async save(name: "Save" | "Save as" = "Save"): Promise<Uint8Array> {
    const saved = this.files.nextSave();
    await this.button(name).click();
    return saved;
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

interface TestFixtures {
  /** What the page has done wrong so far; every test that opens the lab ends by finding it empty. */
  trouble: string[];
  /** The lab, open and ready at the start of the article's network. */
  lab: Lab;
}

export const test = base.extend<TestFixtures>({
  trouble: async ({ watched }, use) => {
    await use(watched);
    expect(watched, "what the page did wrong").toEqual([]);
  },
  lab: async ({ page, shell, pageUrl, trouble }, use) => {
    expect(trouble).toEqual([]);
    const lab = new Lab(page, pageUrl, shell === null ? browserFiles(page) : desktopFiles(shell));
    if (shell === null) {
      await withoutPickers(page);
      await lab.open();
    } else await lab.ready();
    await use(lab);
  },
});

export { expect };
