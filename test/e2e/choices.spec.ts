import type { Locator, Page } from "@playwright/test";
import { expect, test, type Lab } from "../support/lab.ts";

/** Chooses one of a native list's options by typing its text, as a person without a pointer does. */
async function choose(lab: Lab, field: string, text: string): Promise<void> {
  const list = lab.field(field);
  await list.focus();
  // As far as a keyboard has the letters.
  await lab.page.keyboard.type(/^[\w (-]+/.exec(text)?.[0] ?? text);
  await expect(list.locator("option:checked")).toHaveText(text);
}

/** Unfolds a part of the settings with the keyboard. */
async function unfold(lab: Lab, label: string): Promise<void> {
  const summary = lab.page.locator("aside summary", { hasText: label });
  await summary.focus();
  await summary.press("Enter");
  await expect(summary.locator("xpath=..")).toHaveAttribute("open");
}

/** Folds a part again: its row says how it stands. */
async function foldAgain(summary: Locator, digest: string): Promise<void> {
  await summary.focus();
  await summary.press("Enter");
  await expect(summary).toContainText(digest);
}

/**
 * Trains one step with the keyboard and gives the cost before and after it. The one before is read after
 * going back: until the step is made, the page may still show the experiment before the last choice.
 */
async function trainOneStep(lab: Lab): Promise<{ before: number; after: number }> {
  await lab.atStep(0);
  await lab.leaveFields();
  await lab.button("One step").press("Enter");
  await lab.atStep(1);
  const after = await lab.costOf(1);
  await lab.button("Back to start").press("Enter");
  await lab.atStep(0);
  return { before: await lab.costOf(0), after };
}

function expectFinite(cost: number): void {
  expect(Number.isFinite(cost)).toBe(true);
}

test.describe("data", () => {
  for (const [pattern, features] of [
    ["XOR", 2],
    ["circles", 2],
    ["spiral", 2],
    ["moons", 2],
    ["two clouds", 2],
    ["plane", 2],
    ["sine", 1],
  ] as const) {
    test(`of the pattern ${pattern} are drawn and trained on`, async ({ lab, page }) => {
      await choose(lab, "Source", pattern);
      await expect(page.getByText(`X (200, ${features}), Y (200, 1)`)).toBeVisible();
      await lab.enter("Samples", "12");
      await lab.enter("Noise", "0.05");
      await expect(page.getByText(`X (12, ${features}), Y (12, 1)`)).toBeVisible();
      await lab.enterRate("0.00001");
      const { before, after } = await trainOneStep(lab);
      expect(after).toBeLessThan(before);
    });
  }

  for (const [name, size, columns] of [
    ["iris", "X (150, 4), Y (150, 3)", 3],
    ["wine", "X (178, 13), Y (178, 3)", 3],
    ["breast cancer", "X (569, 30), Y (569, 2)", 2],
    ["diabetes", "X (442, 10), Y (442, 1)", 1],
    ["digits", "X (1797, 64), Y (1797, 10)", 10],
  ] as const) {
    test(`of ${name} give the last layer ${columns} units and are trained on, scaled`, async ({
      lab,
      page,
    }) => {
      await choose(lab, "Source", name);
      await expect(page.getByText(size)).toBeVisible();
      await expect(lab.field("Units of layer 2")).toHaveValue(String(columns));
      await choose(lab, "Scaling", "standard");
      await choose(lab, "Activation of layer 1", "tanh");
      await choose(lab, "Activation of layer 2", "linear");
      await lab.enterRate("1e-6");
      const { before, after } = await trainOneStep(lab);
      expectFinite(before);
      expect(after).toBeLessThan(before);
    });
  }

  test("are typed as a table, which begins with the numbers on the screen", async ({ lab, page }) => {
    await lab.field("Source").selectOption("table");
    const dialog = page.getByRole("dialog", { name: "Table" });
    const numbers = dialog.getByLabel("Numbers of the table");
    await expect(numbers).toBeFocused();
    await expect(numbers).toHaveValue(/^x1, x2, x3, y\n0\.41702200470257\d*, /);
    await numbers.fill("a, b, y\n1, 2, 3\n4, five, 6");
    await expect(dialog.getByText("Line 3, column 2: “five” is no number.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Use these numbers" })).toBeDisabled();
    await numbers.fill("a, b, y\n1, 2, 3\n4, 5, 6");
    await dialog.getByRole("button", { name: "Use these numbers" }).press("Enter");
    await expect(dialog).toBeHidden();
    await lab.enterRate("1e-9");
    const { before, after } = await trainOneStep(lab);
    expect(after).toBeLessThan(before);
    expect(await lab.value("X", 1, 1)).toBe(5);
    expect(await lab.value("Y", 1, 0)).toBe(6);
  });

  test("stay as they are when the table is left without using it", async ({ lab, page }) => {
    await lab.field("Source").selectOption("table");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Table" })).toBeHidden();
    await expect(lab.field("Source")).toHaveValue("generate");
    await expect(lab.button("Undo")).toBeDisabled();
  });

  test("are kept for testing in part", async ({ lab, page }) => {
    await lab.enter("Test %", "30");
    await expect(page.getByText("X (7, 3), Y (7, 1), 3 kept for testing")).toBeVisible();
    await expect(page.locator('[data-matrix="X"][data-column="0"]')).toHaveCount(7);
    await lab.field("Test %").fill("");
    await lab.field("Test %").press("Enter");
    await expect(page.locator('[data-matrix="X"][data-column="0"]')).toHaveCount(10);
  });

  test("have columns from 0 to 1 when they are scaled so", async ({ lab }) => {
    await choose(lab, "Scaling", "0 … 1");
    await lab.atStep(0);
    const column = async (): Promise<number[]> =>
      Promise.all(
        Array.from({ length: 10 }, async (_, row) =>
          Number((await lab.cell("X", row, 0).innerText()).replace("−", "-")),
        ),
      );
    await expect.poll(async () => Math.min(...(await column()))).toBe(0);
    expect(Math.max(...(await column()))).toBe(1);
  });
});

test.describe("an activation", () => {
  for (const name of [
    "linear",
    "square x²",
    "cube x³",
    "sigmoid",
    "tanh",
    "ReLU",
    "leaky ReLU",
    "softplus",
  ]) {
    test(`${name} is put into the first layer and trained with`, async ({ lab }) => {
      await choose(lab, "Activation of layer 1", name);
      const { before, after } = await trainOneStep(lab);
      expectFinite(before);
      expectFinite(after);
    });
  }

  test("softmax is for the last layer only, whose rows then sum to 1", async ({ lab }) => {
    await expect(lab.field("Activation of layer 1").locator("option", { hasText: "softmax" })).toHaveCount(0);
    await lab.enter("Units of layer 2", "2");
    await choose(lab, "Activation of layer 2", "softmax");
    await trainOneStep(lab);
    const sum = (await lab.value("Yhat", 0, 0)) + (await lab.value("Yhat", 0, 1));
    expect(sum).toBeCloseTo(1, 14);
  });
});

test.describe("a formula of one's own", () => {
  const said = (page: Page) => page.locator("aside fieldset").first().getByRole("status");

  test("begins as the function that stood there, is spelled back with f′, and is trained with", async ({
    lab,
    page,
  }) => {
    const cost = await lab.cost();
    await choose(lab, "Activation of layer 1", "own formula");
    await expect(lab.field("Formula of layer 1")).toHaveValue("x**2");
    await expect.poll(async () => (await lab.cost()) / cost).toBeCloseTo(1, 12);
    await lab.enter("Formula of layer 1", "x*exp(-x**2)");
    await expect(said(page)).toContainText("f′(x) = exp(-x**2) - x * (exp(-x**2) * (2 * x))");
    const { before, after } = await trainOneStep(lab);
    expect(after).toBeLessThan(before);
    const x = await lab.value("A", 4, 1);
    expect(await lab.value("B", 4, 1)).toBeCloseTo(x * Math.exp(-(x ** 2)), 14);
  });

  test("that cannot be read is refused with its place while it is typed, and changes nothing", async ({
    lab,
    page,
  }) => {
    await choose(lab, "Activation of layer 1", "own formula");
    const field = lab.field("Formula of layer 1");
    await field.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("1 + tnah(x)");
    await expect(said(page)).toContainText("At character 5");
    await expect(said(page)).toContainText('did you mean "tanh"?');
    await expect(said(page).locator("mark")).toHaveText("tnah(x)");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await field.press("Enter");
    await expect(lab.field("Formula of layer 1")).toHaveValue("1 + tnah(x)");
    await field.press("Escape");
    await expect(field).toHaveValue("x**2");
    await expect(field).toHaveAttribute("aria-invalid", "false");
  });

  test("is undone like any other choice", async ({ lab, page }) => {
    await choose(lab, "Activation of layer 1", "own formula");
    await lab.enter("Formula of layer 1", "sin(x)");
    await lab.leaveFields();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(lab.field("Formula of layer 1")).toHaveValue("x**2");
    await page.keyboard.press("ControlOrMeta+z");
    await expect(lab.field("Activation of layer 1")).toHaveValue("square");
  });
});

test.describe("a cost", () => {
  test("mean (Y−Ŷ)² is the sum by the number of entries", async ({ lab }) => {
    const sum = await lab.cost();
    await choose(lab, "Cost", "mean (Y−Ŷ)²");
    await expect.poll(async () => (10 * (await lab.cost())) / sum).toBeCloseTo(1, 12);
  });

  for (const [cost, activation] of [
    ["BCE, binary", "sigmoid"],
    ["cross-entropy", "softmax"],
  ] as const) {
    test(`${cost} brings ${activation} with it, says so, trains, and undo takes both back`, async ({
      lab,
      page,
    }) => {
      await choose(lab, "Source", "iris");
      await choose(lab, "Cost", cost);
      const last = lab.field("Activation of layer 2").locator("option:checked");
      await expect(last).toHaveText(activation);
      const note = page.getByRole("status").filter({ hasText: "Changed with it" });
      await expect(note).toContainText(`Layer 2 is now ${activation}`);
      const { before, after } = await trainOneStep(lab);
      expect(after).toBeLessThan(before);
      await page.keyboard.press("ControlOrMeta+z");
      await expect(last).toHaveText("cube x³");
      await expect(lab.field("Cost").locator("option:checked")).toHaveText("Σ(Y−Ŷ)²");
    });
  }

  test("that needs outputs from 0 to 1 gives way to another last activation", async ({ lab, page }) => {
    await choose(lab, "Cost", "cross-entropy");
    await choose(lab, "Activation of layer 2", "tanh");
    await expect(lab.field("Cost").locator("option:checked")).toHaveText("mean (Y−Ŷ)²");
    await expect(page.getByRole("status").filter({ hasText: "The cost is now mean" })).toBeVisible();
  });
});

test.describe("a warning", () => {
  test("of weights that are all zero comes with a way out", async ({ lab, page }) => {
    await choose(lab, "Weights", "zeros");
    const warning = page.getByRole("note").filter({ hasText: "all 0" });
    await warning.getByRole("button", { name: "Draw them" }).press("Enter");
    await expect(warning).toHaveCount(0);
    await expect(lab.field("Weights").locator("option:checked")).toHaveText("Xavier");
  });

  test("of columns that differ too much comes with a way out", async ({ lab, page }) => {
    await choose(lab, "Source", "wine");
    const warning = page.getByRole("note").filter({ hasText: "no learning rate suits both" });
    await warning.getByRole("button", { name: "Standardise" }).press("Enter");
    await expect(warning).toHaveCount(0);
    await expect(lab.field("Scaling").locator("option:checked")).toHaveText("standard");
  });
});

test.describe("weights", () => {
  for (const draw of ["uniform", "rand", "normal", "Xavier", "He", "zeros"]) {
    test(`are drawn as ${draw} says`, async ({ lab }) => {
      await choose(lab, "Weights", draw);
      expectFinite((await trainOneStep(lab)).after);
      const first = await lab.value("W1", 0, 0);
      if (draw === "zeros") expect(first).toBe(0);
      else expect(first).not.toBe(0);
    });
  }
});

test.describe("an optimizer", () => {
  for (const [name, parameters] of [
    ["Momentum", ["Momentum"]],
    ["Nesterov", ["Momentum"]],
    ["Adagrad", ["Floor ε"]],
    ["RMSprop", ["Decay α", "Floor ε"]],
    ["Adam", ["Decay β₁", "Decay β₂", "Floor ε"]],
  ] as const) {
    test(`${name} has its own parameters and trains`, async ({ lab, page }) => {
      await choose(lab, "Optimizer", name);
      if (name !== "Momentum" && name !== "Nesterov") await unfold(lab, "Details");
      for (const parameter of parameters) {
        await lab.enter(parameter, "0.5");
        await expect(page.getByRole("spinbutton", { name: parameter, exact: true })).toHaveValue("0.5");
      }
      const { before, after } = await trainOneStep(lab);
      expect(after).not.toBe(before);
      expectFinite(after);
    });
  }

  test("that cannot use the learning rate gets its own, says so, and undo brings both back", async ({
    lab,
    page,
  }) => {
    await lab.enterRate("20");
    await choose(lab, "Optimizer", "RMSprop");
    const rate = page.getByRole("spinbutton", { name: /^Learning rate/ });
    await expect(rate).toHaveValue("0.01");
    const note = page.getByRole("status").filter({ hasText: "Changed with it" });
    await expect(note).toContainText("The learning rate is 0.01");
    await note.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(rate).toHaveValue("20");
    await expect(lab.field("Optimizer").locator("option:checked")).toHaveText("SGD");
    await expect(note).toHaveCount(0);
  });
});

test.describe("a schedule", () => {
  for (const [kind, field, value] of [
    ["in stairs", "Every", "3"],
    ["exponential", "Times", "0.9"],
    ["cosine", "Down to", "0.00001"],
  ] as const) {
    test(`that falls ${kind} is set and trained with`, async ({ lab, page }) => {
      await unfold(lab, "Schedule");
      await choose(lab, "How the learning rate changes", kind);
      await lab.enter(field, value);
      const { before, after } = await trainOneStep(lab);
      expect(after).toBeLessThan(before);
      await foldAgain(page.locator("aside summary", { hasText: "Schedule" }), kind);
    });
  }
});

test("a penalty is part of the cost", async ({ lab }) => {
  const bare = await lab.cost();
  await unfold(lab, "Penalty");
  await lab.enter("L2", "2");
  await expect.poll(() => lab.cost()).toBeGreaterThan(bare + 1);
  await lab.enter("L1", "1");
  const { before, after } = await trainOneStep(lab);
  expect(after).toBeLessThan(before);
});

test.describe("training stops", () => {
  for (const [field, value, expected] of [
    ["Epochs", "7", 7],
    ["Cost below", "100", 1],
    ["No progress", "3", null],
  ] as const) {
    test(`by itself: ${field} ${value}`, async ({ lab }) => {
      await unfold(lab, "Or earlier");
      await lab.enter("Stop after", "5000");
      await lab.enter(field, value);
      if (expected === null) await lab.enterRate("1e-300");
      await lab.leaveFields();
      await lab.fastest();
      await lab.playToTheEnd();
      const step = await lab.step();
      if (expected === null) expect(step).toBeLessThan(50);
      else expect(step).toBe(expected);
    });
  }
});

test("a folded part stays folded on the next visit and says what was chosen", async ({ lab, page }) => {
  const network = page.locator("aside summary", { hasText: "Network" });
  await network.focus();
  await network.press("Enter");
  await expect(network).toContainText("4 – 1");
  await expect(lab.field("Units of layer 1")).toBeHidden();
  await lab.open();
  await expect(lab.field("Units of layer 1")).toBeHidden();
  await expect(lab.field("Samples")).toBeVisible();
});
