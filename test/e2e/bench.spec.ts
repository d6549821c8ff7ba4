import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test as base, type Lab } from "../support/lab.ts";
import { pasted } from "../support/pasted.ts";

/** The expression bench as a person meets it. */
class BenchPage {
  readonly page: Page;
  readonly lab: Lab;

  constructor(page: Page, lab: Lab) {
    this.page = page;
    this.lab = lab;
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Expression in NumPy’s spelling", exact: true });
  }

  get problem(): Locator {
    return this.page.getByTestId("bench-problem");
  }

  get shapes(): Locator {
    return this.page.getByTestId("bench-shapes").getByRole("listitem");
  }

  /** The field for a name's shape, which shows the one that was found while nothing is typed. */
  shapeOf(name: string): Locator {
    return this.page.getByRole("textbox", { name: new RegExp(`^Shape of ${name}, `) });
  }

  get derivatives(): Locator {
    return this.page.getByTestId("bench-derivative");
  }

  derivative(name: string): Locator {
    return this.page.locator(`[data-testid="bench-derivative"][data-name="${name}"]`);
  }

  lamp(name: string): Locator {
    return this.derivative(name).getByTestId("bench-lamp");
  }

  /** The words of a derivative's formula. */
  async words(name: string): Promise<string> {
    return (await this.derivative(name).getByRole("math").first().getAttribute("aria-label")) ?? "";
  }

  /** Goes to the tab and into its field with keys alone. */
  async open(): Promise<void> {
    await this.page.getByRole("tab", { selected: true }).last().focus();
    await this.page.keyboard.press("End");
    await expect(this.page.getByRole("tab", { name: "Expression", exact: true })).toBeFocused();
    await expect(this.field).toBeVisible();
    for (let presses = 0; presses < 6; presses++) {
      await this.page.keyboard.press("Tab");
      if (await this.field.evaluate((field) => field === document.activeElement)) break;
    }
    await expect(this.field).toBeFocused();
  }

  /** Types another expression in place of what stands in the field. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.type(text);
    await expect(this.field).toHaveValue(text);
  }

  /** Presses Tab until this has the focus. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await this.page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error("no number of Tabs leads there");
  }
}

const test = base.extend<{ bench: BenchPage }>({
  bench: async ({ page, lab }, use) => {
    const bench = new BenchPage(page, lab);
    await lab.atStep(0);
    await bench.open();
    await use(bench);
  },
});

test("begins with the article's cost, and proves its derivatives on the network's own numbers", async ({
  bench,
}) => {
  await expect(bench.shapes).toHaveText(["Y (10,1)", "X (10,3)", "W1 (3,4)", "W2 (4,1)", "result ()"]);
  for (const name of ["Y", "X", "W1", "W2"]) {
    await expect(bench.lamp(name)).toHaveAttribute("data-verdict", "proved");
  }
  await expect(bench.derivatives).toHaveCount(4);
  await expect(bench.lamp("W1")).toContainText(/Proved: \d+ steps agree, central differences to /);
});

test("what is typed has its shapes and its derivative by every matrix in it, each one proved", async ({
  bench,
  page,
}) => {
  await bench.type("np.trace(A.T @ B @ A)");
  await expect(bench.shapes).toHaveText(["A", "B", "result ()"]);
  await expect(bench.shapeOf("A")).toHaveAttribute("placeholder", "(a,b)");
  await expect(bench.shapeOf("B")).toHaveAttribute("placeholder", "(a,a)");
  await expect(bench.derivatives).toHaveCount(2);
  await expect(page.getByText("Numbers are drawn for A, B.")).toBeVisible();
  await expect(bench.lamp("A")).toHaveAttribute("data-verdict", "proved");
  await expect(bench.lamp("B")).toHaveAttribute("data-verdict", "proved");
  // ∂ tr(Aᵀ·B·A) / ∂B = A·Aᵀ and ∂ / ∂A = B·A + Bᵀ·A, as every table has it.
  expect(await bench.words("B")).toBe("the derivative by B equals A matrix product A transposed");
  expect(await bench.words("A")).toBe(
    "the derivative by A equals B matrix product A, plus B transposed matrix product A",
  );
});

test("a name is given another shape with keys alone, and what is no shape is said", async ({
  bench,
  page,
}) => {
  await bench.type("np.sum((A @ x)**2)");
  const shape = bench.shapeOf("x");
  await expect(shape).toHaveAttribute("placeholder", "(b,1)");
  await bench.tabTo(shape);
  await page.keyboard.type("(n,0)");
  await expect(page.getByTestId("bench-shape-problem")).toHaveText(
    /a size is a letter or a number from 1 to 500/,
  );
  await expect(shape).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("(4,)");
  await expect(page.getByTestId("bench-shape-problem")).toBeEmpty();
  await expect(bench.shapeOf("A")).toHaveAttribute("placeholder", "(a,4)");
  await expect(bench.lamp("x")).toHaveAttribute("data-verdict", "proved");
  await expect(page.getByText("x: one axis, written as columns")).toBeVisible();
});

test("the numbers are those of the step at which training rests", async ({ bench, lab }) => {
  await expect(bench.lamp("W2")).toHaveAttribute("data-verdict", "proved");
  await lab.button("One step").click();
  await lab.atStep(1);
  await expect(bench.lamp("W1")).toHaveAttribute("data-verdict", "proved");
  await expect(bench.field).toHaveValue("np.sum((Y - f2(f1(X@W1)@W2))**2)");
});

test.describe("what does not fit keeps what was typed and says", () => {
  test("where, which shapes, and what would fit; the keyboard takes the fix", async ({ bench, page }) => {
    await bench.type("np.sum(X @ W2)");
    await expect(bench.field).toHaveAttribute("aria-invalid", "true");
    await expect(bench.problem).toContainText("Character 8:");
    await expect(bench.problem).toContainText("(10,3)");
    await expect(bench.problem).toContainText("(4,1)");
    await expect(bench.problem.locator("mark")).toHaveText("X @ W2");
    await expect(bench.derivatives).toHaveCount(0);
    await expect(bench.field).toHaveValue("np.sum(X @ W2)");
    await bench.type("np.sum(W1 @ X)");
    const fix = bench.problem.getByRole("button").first();
    await bench.tabTo(fix);
    await page.keyboard.press("Enter");
    await expect(bench.problem).toBeEmpty();
    await expect(bench.field).not.toHaveValue("np.sum(W1 @ X)");
    await expect(bench.lamp("X")).toHaveAttribute("data-verdict", "proved");
  });

  const hostile: readonly (readonly [title: string, text: string, place: number])[] = [
    ["a bracket that is not closed", "np.sum((X@W1)", 7],
    ["a name that NumPy does not have", "np.summ(X)", 1],
    ["Python that is no expression", "import os", 1],
    ["a call of what could do harm", "__import__('os').system('ls')", 12],
    ["markup", "<img src=x onerror=alert(1)>", 1],
    ["a lambda", "(lambda: X)()", 2],
  ];
  for (const [title, text, place] of hostile) {
    test(`the place of ${title}`, async ({ bench, page }) => {
      await bench.type(text);
      await expect(bench.problem).toContainText(`Character ${place}:`);
      await expect(bench.field).toHaveValue(text);
      await expect(bench.derivatives).toHaveCount(0);
      await expect(page.locator("img[src=x]")).toHaveCount(0);
    });
  }

  test("ten thousand characters, and a nesting of thousands of brackets", async ({ bench }) => {
    for (const text of ["X+".repeat(5000), "(".repeat(5000) + "X" + ")".repeat(5000), "-".repeat(9999)]) {
      await bench.field.fill(text);
      await expect(bench.problem).toContainText(/Character \d+:/);
      await expect(bench.field).toHaveValue(text);
    }
    await bench.field.fill("np.sum(X)");
    await expect(bench.lamp("X")).toHaveAttribute("data-verdict", "proved");
  });
});

test("a derivative without matrix notation says so, and has no NumPy to copy", async ({ bench }) => {
  await bench.type("X @ W1");
  await expect(bench.derivative("W1")).toContainText("no matrix notation: the index form stays");
  await expect(bench.lamp("W1")).toHaveAttribute("data-verdict", "proved");
  await expect(
    bench.derivative("W1").getByRole("button", { name: "Copy the derivative by W1 as NumPy" }),
  ).toBeDisabled();
});

test("a derivative is copied as LaTeX, NumPy and text with the keyboard", async ({
  bench,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-write"]);
  await bench.type("np.sum((X@W1)**2)");
  await expect(bench.lamp("W1")).toHaveAttribute("data-verdict", "proved");
  const copyAs = async (format: string): Promise<string> => {
    await bench.tabTo(page.getByRole("button", { name: `Copy the derivative by W1 as ${format}` }));
    await page.keyboard.press("Enter");
    await expect(page.getByText(`Copied as ${format}.`)).toBeVisible();
    return pasted(page);
  };
  expect((await copyAs("LaTeX")).split("\n")).toEqual([
    String.raw`\begin{aligned}`,
    String.raw`  \frac{\partial \Delta}{\partial W^{(1)}} &= 2\,{X}^{\mathsf{T}} \cdot A \\`,
    String.raw`  A &= X \cdot W^{(1)}`,
    String.raw`\end{aligned}`,
  ]);
  expect((await copyAs("NumPy")).split("\n")).toEqual(["A = X @ W1", "dW1 = 2 * X.T @ A"]);
  expect(await copyAs("Text")).toBe("∂Δ/∂W⁽¹⁾ = 2 X.T · A\nwith A = X·W⁽¹⁾");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("axe finds nothing wrong, with derivatives and with a problem", async ({ bench, page }) => {
      for (const text of ["np.sum(np.exp(X@W1) * np.sin(X@W1))", "np.sum(X @ W2)"]) {
        await bench.field.fill(text);
        if (text.includes("exp")) {
          await expect(bench.lamp("X")).toHaveAttribute("data-verdict", "proved");
          await expect(bench.lamp("W1")).toHaveAttribute("data-verdict", "proved");
        } else await expect(bench.problem).toContainText("Character");
        const { violations } = await new AxeBuilder({ page }).include('[role="tabpanel"]').analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`),
        ).toEqual([]);
      }
    });
  });
}
