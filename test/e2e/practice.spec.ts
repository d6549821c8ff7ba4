import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test, type Lab } from "../support/lab.ts";

/** A derivation that is done by hand, as a learner meets it. */
class ByHand {
  readonly page: Page;

  constructor({ page }: Lab) {
    this.page = page;
  }

  async open(gradient = "δW⁽¹⁾"): Promise<void> {
    await this.page.getByRole("tab", { name: "Derivation" }).click();
    await this.page.getByRole("button", { name: "Do it yourself" }).click();
    await this.page.getByRole("tabpanel").getByRole("button", { name: gradient, exact: true }).click();
    await expect(this.region).toBeVisible();
  }

  get region(): Locator {
    return this.page.getByRole("region", { name: "Do it yourself" });
  }

  get said(): Locator {
    return this.page.getByTestId("said");
  }

  get outcome(): Locator {
    return this.page.getByTestId("outcome");
  }

  /** A δ of the formula by its indices. */
  delta(indices: string): Locator {
    return this.region.locator('[data-mark^="delta"]').filter({ hasText: `δ${indices}` });
  }

  get deltas(): Locator {
    return this.region.locator('[data-mark^="delta"]');
  }

  becomes(from: string, to: string): Locator {
    return this.button(`${from} becomes ${to}`);
  }

  button(name: string): Locator {
    return this.region.getByRole("button", { name, exact: true });
  }

  /** A piece by how it is spoken. */
  piece(spoken: string): Locator {
    return this.region.getByRole("button", { name: new RegExp(`^${spoken}, rows `) });
  }

  get pieces(): Locator {
    return this.region.locator("[data-body]");
  }

  async show(times: number): Promise<void> {
    for (let k = 0; k < times; k++) await this.button("Show me").click();
  }

  /** Clicks one piece and then its neighbour on the right, and chooses the operator. */
  async lay(left: string, operator: "matrix product" | "elementwise", right: string): Promise<void> {
    await this.piece(left).click();
    await this.piece(right).click();
    await this.button(operator).click();
  }

  async expectTally(right: number, wrong: number, shown: number): Promise<void> {
    await expect(this.page.getByTestId("tally")).toContainText(
      `${right} right, ${wrong} wrong, ${shown} shown`,
    );
  }
}

test.describe("a δ of the article's network", () => {
  test("is not eliminated the wrong way, and the reason is said at once", async ({ lab }) => {
    const hand = new ByHand(lab);
    await hand.open();
    await expect(hand.deltas).toHaveCount(7);
    await hand.delta("jm").click();
    await hand.becomes("m", "j").click();
    await expect(hand.said).toContainText(
      "Not so. m is free: it stands left of the = as well, and must stay.",
    );
    await expect(hand.deltas).toHaveCount(7);
    await expect(hand.becomes("j", "m")).toBeVisible();
    await hand.expectTally(0, 1, 0);
  });

  test("is eliminated the right way, with the reason", async ({ lab }) => {
    const hand = new ByHand(lab);
    await hand.open();
    await hand.delta("jm").click();
    await hand.becomes("j", "m").click();
    await expect(hand.said).toContainText("Right. δjm is 0 unless j = m");
    await expect(hand.deltas).toHaveCount(6);
    await hand.expectTally(1, 0, 0);
  });

  test("is eliminated in any order and either way where both indices are summed", async ({ lab }) => {
    const hand = new ByHand(lab);
    await hand.open();
    const ways: [string, string, string][] = [
      ["en", "e", "n"],
      ["lr", "l", "r"],
      ["sn", "s", "n"],
      ["jm", "j", "m"],
      ["iμ", "i", "μ"],
      ["kn", "k", "n"],
      ["μr", "r", "μ"],
    ];
    for (const [indices, from, to] of ways) {
      await hand.delta(indices).click();
      await hand.becomes(from, to).click();
      await expect(hand.said).toContainText("Right.");
    }
    await expect(hand.said).toContainText("No δ is left");
    await expect(hand.pieces).toHaveCount(5);
    await expect(hand.piece("X")).toHaveAccessibleName("X, rows μ, columns m, (10,3)");
  });
});

test.describe("pieces", () => {
  test("are told why they do not go together, and go together to the end of δW⁽¹⁾", async ({ lab }) => {
    const hand = new ByHand(lab);
    await hand.open();
    await hand.show(7);
    await expect(hand.pieces).toHaveCount(5);

    await hand.lay("X", "matrix product", "W 2");
    await hand.button("Combine").click();
    await expect(hand.said).toContainText("inside, 3 meets 4, which does not join");

    await hand.button("Put back").click();
    await hand.lay("Y tilde", "matrix product", "f 2 prime of C");
    await hand.button("Combine").click();
    await expect(hand.said).toContainText("with * and not with ·");
    await expect(hand.pieces).toHaveCount(5);

    await hand.button("elementwise").click();
    await hand.button("Combine").click();
    await expect(hand.said).toContainText("Right.");
    await expect(hand.pieces).toHaveCount(4);

    await hand.lay("Y tilde elementwise times f 2 prime of C", "matrix product", "W 2");
    await expect(hand.region.getByText("inside, 1 meets 4: they do not join", { exact: true })).toBeVisible();
    await hand.region
      .getByRole("group", { name: "Proposal" })
      .getByRole("button", { name: "Transpose W 2" })
      .click();
    await expect(
      hand.region.getByText("inside, 1 meets 1: they join, gives (10,4)", { exact: true }),
    ).toBeVisible();
    await hand.button("Combine").click();

    await hand.lay("open bracket Y tilde.* W 2 transposed", "elementwise", "f 1 prime of A");
    await hand.button("Combine").click();
    await expect(hand.pieces).toHaveCount(2);

    await hand.region.getByRole("button", { name: "Transpose X", exact: true }).click();
    await hand.lay("X transposed", "matrix product", "open bracket.*f 1 prime of A");
    await hand.button("Combine").click();
    await expect(hand.outcome.getByRole("math").nth(1)).toHaveAccessibleName(
      /^delta W 1 equals 2 X transposed matrix product open bracket/,
    );
    await expect(hand.outcome).toContainText("both give the same matrix");
    await hand.expectTally(4, 2, 7);
  });

  test("are dragged to each other's sides", async ({ lab, page }) => {
    const hand = new ByHand(lab);
    await hand.open();
    await hand.show(7);
    const from = (await hand.piece("f 2 prime of C").boundingBox())!;
    const onto = (await hand.piece("Y tilde").boundingBox())!;
    await page.mouse.move(from.x + 20, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(onto.x + onto.width - 8, onto.y + 30, { steps: 5 });
    await page.mouse.up();
    const proposal = hand.region.getByRole("group", { name: "Proposal" });
    await expect(proposal.getByRole("status")).toHaveText(/^Y tilde matrix product f 2 prime of C/);
    await hand.button("Exchange sides").click();
    await expect(proposal.getByRole("status")).toHaveText(/^f 2 prime of C matrix product Y tilde/);
    await hand.button("elementwise").click();
    await hand.button("Combine").click();
    await expect(hand.piece("f 2 prime of C elementwise times Y tilde")).toBeVisible();
  });

  test("are done when they lie the wrong way round and the whole is transposed", async ({ lab }) => {
    const hand = new ByHand(lab);
    await hand.open("δW⁽²⁾");
    await hand.show(3);
    await hand.button("Transpose Y tilde elementwise times f 2 prime of C").click();
    await hand.lay("open bracket Y tilde.* transposed", "matrix product", "B");
    await hand.button("Combine").click();
    await expect(hand.pieces).toHaveCount(1);
    await hand.region.getByRole("button", { name: /^Transpose open bracket/ }).click();
    await expect(hand.said).toContainText("m has to stand first and 0 last");
    await expect(hand.outcome).toContainText("The derivation writes it like this:");
    await expect(hand.outcome).toContainText("both give the same matrix");
  });

  test("light their matrices in the chain, and index letters the axes", async ({ lab, page }) => {
    const hand = new ByHand(lab);
    await hand.open();
    await hand.show(7);
    await hand.piece("X").hover();
    await expect(page.locator('[data-emphasised="X"]').first()).toBeVisible();
    await hand.piece("W 2").locator('[data-mark="index n"]').hover();
    await expect(page.getByRole("img", { name: "rows of W2" })).toBeVisible();
    await expect(page.getByRole("img", { name: "columns of A" })).toBeVisible();
    await page.mouse.move(2, 2);
    await expect(page.getByTestId("emphasis")).toHaveCount(0);
  });

  test("end with a sum over the samples for a bias", async ({ lab, page }) => {
    await page.getByRole("switch", { name: "Bias" }).click();
    const hand = new ByHand(lab);
    await hand.open("δb⁽²⁾");
    await hand.show(2);
    await hand.pieces.first().click();
    await hand.button("Σ columns").click();
    await expect(hand.said).toContainText("has only one column");
    await hand.button("Σ rows").click();
    await expect(hand.outcome).toContainText("both give the same matrix");
  });
});

test("what comes next is shown at any point, with its reason, and taken back again", async ({ lab }) => {
  const hand = new ByHand(lab);
  await hand.open();
  await hand.show(1);
  await expect(hand.said).toContainText("Shown. δiμ is 0 unless");
  await hand.show(10);
  await expect(hand.outcome).toBeVisible();
  await expect(hand.button("Show me")).toBeDisabled();
  await hand.expectTally(0, 0, 11);
  await hand.button("Undo").click();
  await expect(hand.pieces).toHaveCount(2);
  await hand.expectTally(0, 0, 10);
  await hand.button("Start over").click();
  await expect(hand.deltas).toHaveCount(7);
  await hand.expectTally(0, 0, 0);
});

test("how far it has got is kept while the derivation is read, or another gradient's is done", async ({
  lab,
  page,
}) => {
  const hand = new ByHand(lab);
  await hand.open();
  await hand.show(8);
  await hand.piece("W 2").click();
  await page.getByRole("button", { name: "Read", exact: true }).click();
  await expect(page.getByTestId("derivation")).toBeVisible();
  await page.getByRole("button", { name: "Do it yourself" }).click();
  await expect(hand.pieces).toHaveCount(4);
  await expect(hand.piece("W 2")).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "δW⁽²⁾", exact: true }).click();
  await hand.expectTally(0, 0, 0);
  await page.getByRole("button", { name: "δW⁽¹⁾", exact: true }).click();
  await hand.expectTally(0, 0, 8);
});

test("the keyboard alone leads to the end of δW⁽¹⁾", async ({ lab, page }) => {
  const hand = new ByHand(lab);
  await hand.open();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const formula = hand.region.getByRole("math").first();
  await hand.button("Show me").focus();
  await press("Tab");
  await expect(formula).toBeFocused();
  for (let left = 7; left > 0; left--) {
    await expect(formula).toBeFocused();
    await press("ArrowRight", "Enter");
    await expect(hand.region.getByRole("group", { name: /which index goes/ })).toBeVisible();
    await expect(page.locator(":focus")).toHaveText(/becomes/);
    await press("Enter");
    await expect(hand.deltas).toHaveCount(left - 1);
  }
  await expect(hand.piece("Y tilde")).toBeFocused();
  // Ỹ to the left of f₂′(C): wrong with ·, right with *.
  await press("Enter", "ArrowRight", ".", "Enter");
  await expect(hand.said).toContainText("with * and not with ·");
  await press("*", "Enter");
  await expect(hand.piece("Y tilde elementwise times f 2 prime of C")).toBeFocused();
  // To the left of W⁽²⁾, which is transposed.
  await press("Enter", "ArrowRight", "Shift+T", "Enter");
  await expect(hand.piece("open bracket Y tilde.* W 2 transposed")).toBeFocused();
  await press("Enter", "ArrowRight", "*", "Enter");
  await expect(hand.pieces).toHaveCount(2);
  // X, turned before it is taken, to the left of the other.
  await press("End", "t");
  await expect(hand.piece("X transposed")).toBeFocused();
  await press("Enter", "ArrowRight", "Enter");
  await expect(hand.outcome).toContainText("both give the same matrix");
  await hand.expectTally(11, 1, 0);
  await press("u");
  await expect(hand.pieces).toHaveCount(2);
  await press("?");
  await expect(hand.outcome).toBeVisible();
});

test("Escape puts back first the proposal, then the piece, and playing is not disturbed", async ({
  lab,
  page,
}) => {
  const hand = new ByHand(lab);
  await hand.open();
  await hand.show(7);
  await hand.piece("Y tilde").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await expect(hand.region.getByRole("group", { name: "Proposal" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(hand.region.getByRole("group", { name: "Proposal" })).toBeHidden();
  await expect(hand.piece("Y tilde")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(hand.piece("Y tilde")).toHaveAttribute("aria-pressed", "false");
  await lab.frames(5);
  await lab.atStep(0);
});

test("everything fits into a narrow pane", async ({ lab, page }) => {
  const hand = new ByHand(lab);
  await hand.open();
  await page.getByRole("button", { name: "Wide" }).click();
  const fits = async (): Promise<void> => {
    const { wide, room } = await page.getByRole("tabpanel").evaluate((panel) => ({
      wide: panel.scrollWidth,
      room: panel.clientWidth,
    }));
    expect(wide).toBeLessThanOrEqual(room);
  };
  await expect.poll(() => hand.region.evaluate(({ clientWidth }) => clientWidth)).toBeLessThan(300);
  await hand.delta("jm").click();
  await fits();
  await hand.show(7);
  await hand.lay("Y tilde", "elementwise", "f 2 prime of C");
  await fits();
  await hand.button("Put back").click();
  await hand.show(3);
  await fits();
  await hand.lay("open bracket.*f 1 prime of A", "matrix product", "X");
  await fits();
  await hand.button("Put back").click();
  await hand.show(1);
  await fits();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds no violation in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("while δ are eliminated, pieces put together, and at the end", async ({ lab, page }) => {
      const hand = new ByHand(lab);
      await hand.open();
      await hand.delta("jm").click();
      await hand.becomes("m", "j").click();
      await expectAccessible(page);
      await hand.show(7);
      await hand.region.getByText("Keys", { exact: true }).click();
      await hand.lay("Y tilde", "matrix product", "f 2 prime of C");
      await hand.button("Combine").click();
      await expectAccessible(page);
      await hand.button("Put back").click();
      await hand.show(4);
      await expectAccessible(page);
    });
  });
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include("[role=tabpanel]").analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary}`),
  );
  expect(found).toEqual([]);
}
