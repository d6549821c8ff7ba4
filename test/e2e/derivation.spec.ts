import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, test as base, type Lab } from "../support/lab.ts";
import { pasted } from "../support/pasted.ts";

/** The derivation's tab as a person meets it. */
class DerivationPage {
  readonly page: Page;
  readonly lab: Lab;

  constructor(page: Page, lab: Lab) {
    this.page = page;
    this.lab = lab;
  }

  get root(): Locator {
    return this.page.getByTestId("derivation");
  }

  get place(): Locator {
    return this.page.getByTestId("derivation-step");
  }

  get note(): Locator {
    return this.page.getByTestId("pointer-note");
  }

  get lamp(): Locator {
    return this.page.getByTestId("proof-lamp");
  }

  button(name: string): Locator {
    return this.root.getByRole("button", { name, exact: true });
  }

  async open(): Promise<void> {
    await this.page.getByRole("tab", { name: "Derivation", exact: true }).click();
    await expect(this.root).toBeVisible();
    // KaTeX comes with the first formula.
    await expect(this.page.getByTestId("goal").locator(".katex").first()).toBeVisible();
  }

  /** Waits until formulas have their fonts and the numbers have spoken: nothing moves away from the pointer then. */
  async settle(): Promise<void> {
    await expect(this.lamp).toHaveAttribute("data-verdict", "proved");
    await this.page.evaluate(async () => {
      await document.fonts.ready;
    });
    await this.lab.frames(3);
  }

  async goTo(step: number): Promise<void> {
    await this.page.getByRole("slider", { name: "Step of the derivation" }).fill(String(step));
    await this.at(step);
  }

  async at(step: number): Promise<void> {
    await expect(this.place).toHaveAttribute("data-number", String(step));
  }

  async count(): Promise<number> {
    return Number(await this.place.getAttribute("data-count"));
  }

  /** The words of the last formula in a part. */
  async words(part: "index-form" | "matrix-form" | "goal"): Promise<string> {
    const formulas = this.page.getByTestId(part).getByRole("math");
    return (await formulas.first().getAttribute("aria-label")) ?? "";
  }

  /** A marked piece of a formula. */
  mark(part: "index-form" | "matrix-form" | "goal" | "index-legend" | "shapes", mark: string): Locator {
    return this.page.getByTestId(part).locator(`[data-mark="${mark}"]`).first();
  }
}

const test = base.extend<{ derivation: DerivationPage }>({
  derivation: async ({ page, lab }, use) => {
    const derivation = new DerivationPage(page, lab);
    await lab.atStep(0);
    await derivation.open();
    await use(derivation);
  },
});

/** The outline of a matrix that is lit, and the bars along its axes. */
function lit(page: Page, code: string): Locator {
  return page.locator(`[data-emphasised="${code}"]`);
}

const GOAL =
  "delta W 1 equals 2 X transposed matrix product open bracket open bracket open bracket Y tilde elementwise times " +
  "f 2 prime of C close bracket matrix product W 2 transposed close bracket elementwise times f 1 prime of A close bracket";

test.describe("the article's δW⁽¹⁾", () => {
  test("is derived step by step to the article's formula", async ({ derivation, page }) => {
    await expect(derivation.place).toHaveText("0 of 18");
    const reason = page.getByTestId("reason");
    const seen: string[] = [];
    for (let step = 1; step <= 18; step++) {
      await derivation.button("Next step").click();
      await derivation.at(step);
      seen.push(await reason.innerText());
    }
    expect(new Set(seen.map((text) => text.trim()))).toHaveProperty("size", 18);
    await expect(derivation.button("Next step")).toBeDisabled();
    expect(await derivation.words("goal")).toBe(GOAL);
    expect(await derivation.words("matrix-form")).toContain(GOAL.replace("delta W 1 equals 2 ", "minus 2 "));
    expect(await derivation.words("index-form")).toMatch(/close bracket at m n$/);
    await expect(reason).toContainText("must stand first, so X is transposed");
    await expect(reason).toContainText("m is free, and in the result it stands first, too");
    await expect(page.getByTestId("goal")).toHaveAttribute("data-reached", "true");
    await expect(page.getByTestId("downhill")).toHaveText("δW(1) = −∂Δ/∂W(1)");
    // Why X is transposed is seen in the shapes, which therefore stand in sight without scrolling.
    await expect(page.getByTestId("shapes").locator("[data-operation=dot]").first()).toBeInViewport({
      ratio: 1,
    });
  });

  test("says why * stands before f₁′(A), and not ·", async ({ derivation, page }) => {
    await derivation.goTo(17);
    await expect(page.getByTestId("reason")).toContainText(
      "stand at the same place (i, n), and nothing is summed between them",
    );
    await expect(page.getByTestId("matrix-form").locator("[data-mark^=sign].noted")).toHaveText("∗");
  });

  test("shows its shapes as dominoes whose inner sizes join, and tiles of one size", async ({
    derivation,
    page,
  }) => {
    await derivation.goTo(18);
    const shapes = page.getByTestId("shapes");
    await expect(shapes.locator("[data-operation]")).toHaveCount(4);
    await expect(shapes.locator("[data-joint=fits]")).toHaveCount(2);
    await expect(shapes.locator("[data-joint=gap]")).toHaveCount(0);
    // Also below a name that is broader than its domino.
    await expect
      .poll(() => shapes.locator("[data-joint=fits]").evaluateAll(measureJoints))
      .toEqual([true, true]);
    await expect(shapes.locator('[data-operation="dot"]').first().getByTestId("domino-result")).toContainText(
      "(3, 4)",
    );
  });

  test("has no matrix notation while ∂B/∂A is left, and says so", async ({ derivation, page }) => {
    await derivation.goTo(5);
    await expect(page.getByTestId("matrix-form")).toContainText("∂B/∂A has four indices");
    await derivation.goTo(7);
    await expect(page.getByTestId("matrix-form").getByRole("math")).toBeVisible();
  });
});

test.describe("everything is linked:", () => {
  test.beforeEach(({ derivation }) => derivation.settle());

  test("an index lights its axis in formulas, dominoes and chain", async ({ derivation, page }) => {
    await derivation.goTo(18);
    await derivation.mark("shapes", "index i").hover();
    await expect(lit(page, "X").getByLabel("rows of X")).toBeVisible();
    await expect(lit(page, "A").getByLabel("rows of A")).toBeVisible();
    await expect(lit(page, "W1")).toHaveCount(0);
    await expect(derivation.mark("index-legend", "index i")).toHaveClass(/lit/);
    await expect(derivation.note).toContainText("i runs over samples, 0 … 9");
    await derivation.goTo(14);
    await derivation.mark("index-form", "index m").hover();
    await expect(lit(page, "X").getByLabel("columns of X")).toBeVisible();
    await derivation.lab.lookAway();
    await expect(page.locator("[data-emphasised]")).toHaveCount(0);
  });

  test("a factor lights its matrix in chain and graph", async ({ derivation, page }) => {
    await derivation.goTo(14);
    await derivation.mark("index-form", "matrix W2").hover({ position: { x: 4, y: 12 } });
    await expect(lit(page, "W2")).toBeVisible();
    await expect(page.locator(".halo")).toHaveCount(4);
    await derivation.mark("goal", "matrix A").hover();
    await expect(lit(page, "A")).toBeVisible();
    await expect(lit(page, "W2")).toHaveCount(0);
  });

  test("a δ says which index it renames, and lights both letters", async ({ derivation, page }) => {
    await derivation.goTo(13);
    const delta = page.getByTestId("index-form").locator("[data-mark^=delta]").first();
    await delta.hover({ position: { x: 4, y: 8 } });
    await expect(derivation.note).toContainText("δkn renames k to n");
    await expect(derivation.mark("index-legend", "index k")).toHaveClass(/lit/);
    await expect(derivation.mark("index-legend", "index n")).toHaveClass(/lit/);
    await expect(lit(page, "W2").getByLabel("rows of W2")).toBeVisible();
  });

  test("a matrix of the chain lights its factors", async ({ derivation, page }) => {
    await page.getByRole("img", { name: /^X, 10 rows, 3 columns$/ }).hover();
    await expect(derivation.mark("goal", "matrix X")).toHaveClass(/lit/);
  });
});

test.describe("an edit is followed at once:", () => {
  test("units", async ({ derivation, lab, page }) => {
    await derivation.goTo(18);
    await lab.field("Units of layer 1").fill("6");
    await lab.field("Units of layer 1").press("Enter");
    await expect(page.getByTestId("index-legend")).toContainText("units of layer 1, 0 … 5");
    await expect(page.getByTestId("shapes").getByTestId("domino-result").first()).toContainText("(3, 6)");
    await derivation.at(18);
  });

  test("activation", async ({ derivation, lab, page }) => {
    await derivation.goTo(6);
    await expect(page.getByTestId("reason")).toContainText("x²");
    await lab.field("Activation of layer 1").selectOption({ label: "tanh" });
    await expect(page.getByTestId("reason")).toContainText("(tanh) acts on every element");
  });

  test("another layer, and its undoing", async ({ derivation, lab }) => {
    await derivation.goTo(18);
    await lab.button("Add a layer").click();
    await expect.poll(() => derivation.count()).toBeGreaterThan(18);
    // Whoever is at the end stays there.
    await derivation.at(await derivation.count());
    expect(await derivation.words("goal")).not.toBe(GOAL);
    await lab.button("Undo").click();
    await expect.poll(() => derivation.words("goal")).toBe(GOAL);
  });

  test("a bias is another gradient", async ({ derivation, lab, page }) => {
    await page.getByRole("switch", { name: "Bias" }).click();
    await derivation.button("δb⁽¹⁾").click();
    await expect.poll(() => derivation.words("goal")).toMatch(/^delta b 1 equals 2 sum over the rows of/);
    await lab.atStep(0);
  });
});

test("letters and numbers change chain and formulas together, and are remembered", async ({
  derivation,
  lab,
  page,
}) => {
  await derivation.goTo(18);
  await derivation.button("Z⁽¹⁾, H⁽¹⁾").click();
  await expect(page.locator('[data-matrix="Z1"]').first()).toBeVisible();
  await expect(page.locator('[data-matrix="A"]')).toHaveCount(0);
  await expect.poll(() => derivation.words("goal")).toContain("f 1 prime of Z 1");
  await derivation.mark("goal", "matrix Z1").hover();
  await expect(lit(page, "Z1")).toBeVisible();
  await page.reload();
  await lab.atStep(0);
  await expect(page.locator('[data-matrix="H1"]').first()).toBeVisible();
  await derivation.open();
  await derivation.button("A, B, C").click();
  await expect(page.locator('[data-matrix="A"]').first()).toBeVisible();
  await expect.poll(() => derivation.words("goal")).toBe(GOAL);
});

test.describe("the lamp", () => {
  test("turns proved by itself, and again after training went on", async ({ derivation, lab }) => {
    await expect(derivation.lamp).toHaveAttribute("data-verdict", "proved");
    await expect(derivation.lamp).toContainText("Proved: 18 steps agree");
    await lab.button("One step").click();
    await lab.atStep(1);
    await expect(derivation.lamp).toHaveAttribute("data-step", "1");
    await expect(derivation.lamp).toHaveAttribute("data-stale", "false");
    await expect(derivation.lamp).toHaveAttribute("data-verdict", "proved");
    await derivation.button("δW⁽²⁾").click();
    await expect(derivation.lamp).toHaveAttribute("data-verdict", "proved");
    await expect(derivation.lamp).toContainText("9 steps agree");
  });

  test("does not hold training up: Play answers while a large network is evaluated", async ({
    derivation,
    lab,
  }) => {
    await lab.openFile(largeNetwork(), "large.json");
    await expect.poll(() => derivation.count()).toBeGreaterThan(25);
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(2);
    await lab.pause();
    await expect(derivation.lamp).toHaveAttribute("data-stale", "false", { timeout: 45_000 });
    await expect(derivation.lamp).toHaveAttribute("data-verdict", "proved", { timeout: 45_000 });
  });
});

/** The article's data with three layers of 64 units. */
function largeNetwork(): string {
  const text = readFileSync(new URL("../../resources/experiments/article.json", import.meta.url), "utf8");
  const experiment = JSON.parse(text) as { name: string; network: unknown; training: unknown };
  const hidden = { units: 64, activation: "tanh" };
  experiment.name = "64-64-64";
  experiment.network = { bias: false, layers: [hidden, hidden, hidden, { units: 1, activation: "linear" }] };
  experiment.training = { optimizer: { kind: "sgd", learningRate: 1e-5 }, batch: "full", stop: null };
  return JSON.stringify(experiment);
}

test.describe("by keyboard alone", () => {
  test("arrows, Home and End show steps; Space plays them and does not train", async ({
    derivation,
    lab,
    page,
  }) => {
    await page.getByRole("tab", { name: "Derivation", exact: true }).focus();
    // From the tab into its panel.
    await page.getByRole("tabpanel").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await derivation.at(2);
    await page.keyboard.press("ArrowLeft");
    await derivation.at(1);
    await page.keyboard.press("End");
    await derivation.at(18);
    await page.keyboard.press("Home");
    await derivation.at(0);
    await page.keyboard.press("Space");
    await expect(derivation.button("Pause the derivation")).toBeVisible();
    await page.keyboard.press("Space");
    await expect(derivation.button("Play the derivation")).toBeVisible();
    expect(await lab.step()).toBe(0);
    await expect(lab.button("Play")).toBeVisible();
    await expect(page.getByTestId("announcement")).toHaveText(/^Step 0 of 18\. What is asked for/);
  });

  test("formulas, dominoes and indices are walked through, and light what they stand for", async ({
    derivation,
    page,
  }) => {
    await derivation.goTo(14);
    const legend = page.getByTestId("index-legend").getByRole("img");
    await legend.focus();
    await page.keyboard.press("ArrowRight");
    await expect(lit(page, "X").getByLabel("rows of X")).toBeVisible();
    await expect(page.getByTestId("index-legend").getByRole("status")).toHaveText(/^i runs over samples/);
    await page.keyboard.press("Escape");
    await expect(page.locator("[data-emphasised]")).toHaveCount(0);
    await derivation.at(14);
    const formula = page.getByTestId("matrix-form").getByRole("math");
    await formula.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByTestId("matrix-form").getByRole("status")).not.toBeEmpty();
    await derivation.at(14);
  });

  test("the list of steps is one stop of the Tab key, and gone through up and down", async ({
    derivation,
    page,
  }) => {
    await page.getByText("All 18 steps").focus();
    await page.keyboard.press("Tab");
    for (let step = 1; step <= 3; step++) await page.keyboard.press("ArrowDown");
    await derivation.at(3);
    const third = page.getByRole("button", { name: /^3 chain rule/ });
    await expect(third).toBeFocused();
    await expect(third).toHaveAttribute("aria-current", "step");
    await page.keyboard.press("ArrowUp");
    await derivation.at(2);
  });
});

test("the derivation is copied in other notations", async ({ derivation, page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await derivation.root.getByText("Copy", { exact: true }).click();
  await derivation.button("The gradient as NumPy").click();
  await expect(page.getByTestId("copy-notice")).toHaveText("Copied: The gradient as NumPy.");
  const numpy = await pasted(page);
  expect(numpy.split("\n")[0]).toBe("A = X @ W1");
  await derivation.root.getByText("Copy", { exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(derivation.button("The gradient as NumPy")).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("axe finds nothing wrong, at the beginning, in the middle and at the end", async ({
      derivation,
      page,
    }) => {
      for (const step of [0, 6, 13, 18]) {
        await derivation.goTo(step);
        await expect(derivation.lamp).toHaveAttribute("data-verdict", "proved");
        const { violations } = await new AxeBuilder({ page }).include('[data-testid="derivation"]').analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`),
        ).toEqual([]);
      }
    });
  });
}

for (const viewport of [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1100, height: 700 },
]) {
  test.describe(`at ${viewport.width}×${viewport.height}`, () => {
    test.use({ viewport });

    test("nothing stands out of its place at any step, of any gradient", async ({ page, lab }) => {
      const derivation = new DerivationPage(page, lab);
      await lab.atStep(0);
      if (viewport.width < 1280) await lab.button("Curve and details").click();
      await derivation.open();
      for (const layers of [2, 4]) {
        for (let layer = 3; layer <= layers; layer++) {
          await lab.button("Add a layer").click();
          await expect(page.locator(`[data-matrix="W${layer}"]`).first()).toBeAttached();
        }
        const count = await derivation.count();
        for (let step = 0; step <= count; step += 3) {
          await derivation.goTo(step);
          expect(await overflows(page), `step ${step}`).toEqual([]);
        }
        await derivation.goTo(count);
        await expect(page.getByTestId("goal")).toBeInViewport({ ratio: 1 });
      }
    });
  });
}

/** Of each joint, whether it touches the dominoes on both of its sides. */
function measureJoints(joints: Element[]): boolean[] {
  return joints.map((joint) => {
    const { left, right } = joint.getBoundingClientRect();
    const halves = (piece: Element | null): DOMRect =>
      piece!.querySelector(".halves")!.getBoundingClientRect();
    return halves(joint.previousElementSibling).right > left && halves(joint.nextElementSibling).left < right;
  });
}

/** Parts of the derivation that are wider than there is room for them, and the page where it scrolls. */
function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector<HTMLElement>('[data-testid="derivation"]')!;
    const right = root.getBoundingClientRect().right;
    const wide = [...root.querySelectorAll<HTMLElement>(".katex, button, summary, [data-mark], p, .piece")]
      .filter((part) => part.checkVisibility())
      .filter((part) => part.getBoundingClientRect().right > right + 1)
      .map((part) => part.outerHTML.slice(0, 90));
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    return scrollWidth > clientWidth || scrollHeight > clientHeight ? [...wide, "the page scrolls"] : wide;
  });
}

test.describe("where the pane is narrow", () => {
  test.use({ viewport: { width: 1280, height: 720 } });

  test("the two notations stand above each other", async ({ derivation, page, lab }) => {
    await derivation.goTo(18);
    const boxes = async (): Promise<{ index: number; matrix: number }> => {
      const index = await page.getByTestId("index-form").boundingBox();
      const matrix = await page.getByTestId("matrix-form").boundingBox();
      return { index: index!.x, matrix: matrix!.x };
    };
    const wide = await boxes();
    expect(wide.matrix).toBeGreaterThan(wide.index + 100);
    await lab.button("Wide").click();
    await expect.poll(async () => Math.abs((await boxes()).matrix - (await boxes()).index)).toBeLessThan(20);
    expect(await overflows(page)).toEqual([]);
    // The formulas keep a height to be read at, and the hint is whole above the goal.
    const box = async (part: Locator): Promise<{ y: number; height: number }> =>
      (await part.boundingBox()) ?? { y: NaN, height: NaN };
    const body = page.getByTestId("derivation").locator(".view > .body");
    expect((await box(body)).height).toBeGreaterThan(140);
    const note = page.getByTestId("pointer-note");
    expect(await note.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    const { y, height } = await box(note);
    expect((await box(page.getByTestId("goal"))).y).toBeGreaterThanOrEqual(y + height);
  });
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("steps play one after the other, and nothing moves in between", async ({ derivation, page }) => {
    await derivation.button("Play the derivation").click();
    await expect
      .poll(async () => Number(await derivation.place.getAttribute("data-number")))
      .toBeGreaterThan(0);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
