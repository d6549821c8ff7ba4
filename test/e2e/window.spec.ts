import { expect, test, type Lab } from "../support/lab.ts";

/** A training that nothing stops: there is time to look at it. */
async function trainWithoutEnd(lab: Lab): Promise<void> {
  await lab.enter("Stop after", "");
  await lab.atStep(0);
}

const resting = (lab: Lab): ReturnType<Lab["page"]["getByTestId"]> => lab.page.getByTestId("resting");

test.describe("undo and redo", () => {
  test("say what they do, also across a save", async ({ lab }) => {
    const [undo, redo] = [lab.button("Undo"), lab.button("Redo")];
    await expect(undo).toHaveAttribute("title", "Undo");
    await lab.enter("Units of layer 1", "6");
    await expect(undo).toHaveAttribute("title", "Undo: hidden units 4 → 6");
    await lab.save();
    await lab.enter("Seed", "2");
    await expect(undo).toHaveAttribute("title", "Undo: new seed 1 → 2");
    await undo.click();
    await expect(undo).toHaveAttribute("title", "Undo: hidden units 4 → 6");
    await expect(redo).toHaveAttribute("title", "Redo: new seed 1 → 2");
    await expect(redo).toHaveAccessibleDescription("Redo: new seed 1 → 2");
    await undo.click();
    await expect(lab.field("Units of layer 1")).toHaveValue("4");
  });

  test("call an edited weight by its name and its numbers, also after training", async ({ lab }) => {
    await lab.button("One step").click();
    await lab.atStep(1);
    await lab.cell("W1", 0, 2).click();
    await lab.newValue.fill("0.25");
    await lab.newValue.press("Enter");
    await expect(lab.button("Undo")).toHaveAttribute("title", /^Undo: weight W⁽¹⁾\[0,2\]: −?[\d.]+ → 0\.25$/);
  });

  test("take back the name of the experiment and its notes", async ({ lab, page }) => {
    await lab.enter("Name of the experiment", "Mine");
    await page.getByRole("tab", { name: "Notes" }).click();
    const notes = page.getByRole("textbox", { name: "Notes" });
    await notes.fill("Look here.");
    await notes.blur();
    await expect(lab.button("Undo")).toHaveAttribute("title", "Undo: notes");
    await lab.button("Undo").click();
    await lab.button("Undo").click();
    await expect(lab.field("Name of the experiment")).not.toHaveValue("Mine");
  });
});

test.describe("with updates off", () => {
  test("views stand still while step and cost go on, and follow when training rests", async ({
    lab,
    page,
  }) => {
    await trainWithoutEnd(lab);
    await page.keyboard.press("Escape");
    await lab.leaveFields();
    await page.keyboard.press("u");
    const toggle = lab.button("Show updates");
    await expect(toggle).toHaveAttribute("aria-pressed", "false");
    await page.keyboard.press("Space");
    await expect(resting(lab)).toContainText("Views stand at step");
    const chain = page.locator("[data-view=chain]");
    const drawn = await chain.innerHTML();
    const curve = await page.locator("[data-view=curve]").innerHTML();
    const [step, note] = [await lab.step(), await resting(lab).innerText()];
    await expect.poll(() => lab.step()).toBeGreaterThan(step + 1000);
    expect(await chain.innerHTML()).toBe(drawn);
    expect(await page.locator("[data-view=curve]").innerHTML()).toBe(curve);
    expect(await resting(lab).innerText()).toBe(note);
    await page.keyboard.press("Space");
    await expect(resting(lab)).toBeHidden();
    const rests = await lab.step();
    await expect(page.locator("[data-view=curve] [role=slider]")).toHaveAttribute(
      "aria-valuenow",
      String(rests),
    );
    expect(await chain.innerHTML()).not.toBe(drawn);
  });

  test("training goes as fast as it can, and the speed comes back with them", async ({ lab }) => {
    const speed = lab.page.getByRole("slider", { name: "Speed" });
    const chosen = await speed.getAttribute("aria-valuetext");
    await lab.button("Show updates").click();
    await expect(speed).toHaveAttribute("aria-valuetext", "as fast as it can");
    await expect(speed).toBeDisabled();
    await lab.button("Show updates").click();
    await expect(speed).toHaveAttribute("aria-valuetext", String(chosen));
    await expect(speed).toBeEnabled();
  });

  test("the note over the views lets them follow again", async ({ lab }) => {
    await trainWithoutEnd(lab);
    await lab.button("Show updates").click();
    await lab.play();
    await resting(lab).getByRole("button", { name: "Let them follow" }).click();
    await expect(resting(lab)).toBeHidden();
    await lab.pause();
  });
});

test.describe("on paper", () => {
  test.use({ colorScheme: "dark" });

  // The desktop prints from its main process.
  test("the page prints through its own command", { tag: "@browser" }, async ({ lab, page }) => {
    await page.evaluate(() => {
      window.print = () => void document.body.setAttribute("data-asked", "");
    });
    await lab.leaveFields();
    await page.keyboard.press("ControlOrMeta+p");
    await expect(page.locator("body[data-asked]")).toHaveCount(1);
  });

  test("views stand on white without bars, whatever the theme, which comes back", async ({ lab, page }) => {
    const cell = lab.cell("X", 0, 0);
    const colours = (): Promise<string[]> =>
      cell.evaluate((one) => {
        const { backgroundColor, color } = getComputedStyle(one);
        return [backgroundColor, color];
      });
    const dark = await colours();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(await colours()).not.toEqual(dark);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    await expect(page.getByRole("button", { name: "Play" })).toBeHidden();
    await expect(page.getByRole("complementary", { name: "Experiment" })).toBeHidden();
    await expect(page.getByText(/: step 0, cost /)).toBeVisible();
    for (const view of ["graph", "chain", "curve"]) {
      await expect(page.locator(`[data-view=${view}]`)).toBeVisible();
    }
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    expect(await colours()).toEqual(dark);
    await expect(page.getByText(/: step 0, cost /)).toBeHidden();
  });
});
