/* global document, window -- inside evaluate, the page's own */
/*
 * The hands that work the lab's page: for the end-to-end tests, the benchmark and the screenshots alike.
 * Everything is found by its accessible name or by the page's data attributes.
 */

/** Leaves the page only the file input and the download, which a script can serve; call before `goto`. */
export async function withoutPickers(page) {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "showOpenFilePicker");
    Reflect.deleteProperty(window, "showSaveFilePicker");
  });
}

/** Opens the page and waits until the engine has drawn its first step. */
export async function openLab(page, url) {
  await page.goto(url);
  await labReady(page);
}

/** Waits until the engine has drawn its first step. */
export async function labReady(page) {
  await page.locator('[data-testid="step"][data-value]').waitFor();
}

/** Waits until the engine has answered the last edit: no number of the experiment before it is shown any more. */
export async function answered(page) {
  await page.locator("main:not([aria-busy])").waitFor();
}

/** The full-precision number behind a shown one: `step`, `cost` or `correct`. */
export async function readNumber(page, testId) {
  await answered(page);
  const text = await page.getByTestId(testId).getAttribute("data-value");
  if (text === null || text === "") throw new Error(`[data-testid="${testId}"] has no data-value`);
  return Number(text);
}

/** A button by its exact accessible name. */
export function button(page, name) {
  return page.getByRole("button", { name, exact: true });
}

/** The number in a printed matrix: `cell(page, "W1", 0, 2)`. */
export function cell(page, matrix, row, column) {
  return page.locator(`[data-matrix="${matrix}"][data-row="${row}"][data-column="${column}"]`);
}

/** Moves the speed slider to its end: as fast as it can. */
export async function setFastest(page) {
  const slider = page.getByRole("slider", { name: "Speed", exact: true });
  await slider.focus();
  await slider.press("End");
}

/** Answers the Open button's question with a file of this text, or of these bytes. */
export async function openFile(page, content, name = "experiment.json") {
  const asked = page.waitForEvent("filechooser");
  await button(page, "Open").click();
  const chooser = await asked;
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  await page.waitForFunction((opened) => {
    const said = document.querySelector('[data-testid="status"]')?.textContent ?? "";
    return said.includes(opened) || document.querySelector("dialog[open]") !== null;
  }, name);
  if (typeof content === "string") await startOrQuestion(page);
}

/** Opens an example of the gallery by its name. */
export async function openExample(page, name) {
  await button(page, "Examples").click();
  const gallery = page.getByRole("dialog", { name: "Examples" });
  await gallery.getByRole("button", { name, exact: typeof name === "string" }).click();
  await gallery.waitFor({ state: "hidden" });
  await startOrQuestion(page);
}

/** Waits until what was opened stands at its start, or a dialog has something to say about it. */
export async function startOrQuestion(page) {
  await page.waitForFunction(() => {
    const step = document.querySelector('[data-testid="step"]')?.getAttribute("data-value");
    const answered = document.querySelector("main")?.getAttribute("aria-busy") === null;
    return (answered && step === "0") || document.querySelector("dialog[open]") !== null;
  });
}

/** Presses Play and waits until training has ended by itself: at its stop, or where numbers broke. */
export async function playToTheEnd(page, { timeout = 60_000 } = {}) {
  const before = await readNumber(page, "step");
  await button(page, "Play").click();
  await page.waitForFunction(
    (step) => Number(document.querySelector('[data-testid="step"]')?.getAttribute("data-value")) > step,
    before,
    { timeout },
  );
  await button(page, "Play").waitFor({ timeout });
}

/** Points at a weight's edge, `W1[0,2]`, where no other edge lies over it, and says where that is. */
export async function pointAtEdge(page, weight) {
  const place = await page.locator(`[data-edge="${weight}"]`).evaluate((edge) => {
    const [length, toScreen] = [edge.getTotalLength(), edge.getScreenCTM()];
    for (let part = 0.05; part < 1; part += 0.01) {
      const { x, y } = edge.getPointAtLength(part * length).matrixTransform(toScreen);
      if (document.elementFromPoint(x, y) === edge) return { x, y };
    }
    return null;
  });
  if (place === null) throw new Error(`the edge ${weight} is covered over its whole length`);
  await page.mouse.move(place.x, place.y);
  return place;
}
