// @vitest-environment jsdom
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { FrameMessage } from "../../../core/training/frame.ts";
import Inspector from "../../../renderer/inspect/Inspector.svelte";
import type { Cell } from "../../../renderer/state/focus.svelte.ts";
import { Lab } from "../../../renderer/state/lab.svelte.ts";
import { completeDom } from "../support/dom.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { fakeHost } from "../support/fake-host.ts";
import { readNumber } from "../support/lab-numbers.ts";
import { loadedOf, messageOf, networkOf, numpyPass } from "../support/numpy-pass.ts";

const pass = numpyPass("article network");
const deltaW1: Cell = { key: { kind: "dW", layer: 0 }, row: 1, column: 2 };

let engine: FakeEngine;
let display: FakeDisplay;
let lab: Lab;

beforeAll(completeDom);

beforeEach(() => {
  engine = new FakeEngine();
  display = new FakeDisplay();
  const host = fakeHost(engine);
  const experiment = { ...article, network: networkOf(pass) };
  lab = new Lab(host, { id: "article", experiment }, display.schedule);
  engine.say({ kind: "loaded", loaded: loadedOf(pass) });
  send();
});

function send(facts: Partial<FrameMessage> = {}): void {
  engine.say({ kind: "frame", frame: messageOf(pass, facts) });
  display.draw();
}

async function inspect(cell: Cell): Promise<void> {
  render(Inspector, { props: { lab } });
  lab.focus.pick(cell);
  await tick();
}

/** What stands in every cell of a line of the table. */
function textsOf(row: HTMLElement): string[] {
  return [...row.querySelectorAll("th, td")].map((cell) => cell.textContent.trim());
}

describe("the inspector", () => {
  it("says what to do while nothing was looked at", () => {
    render(Inspector, { props: { lab } });
    expect(document.body.textContent).toContain("Nothing looked at yet");
  });

  it("shows a gradient's number as the sum of its samples' products, which adds up to it", async () => {
    await inspect(deltaW1);
    const shown = readNumber(screen.getByTestId("inspected-value").textContent);
    expect(shown).toBe(-pass["dCost/dW"][0][1][2]);
    const rows = screen.getAllByTestId("term");
    expect(rows).toHaveLength(10);
    let sum = 0;
    rows.forEach((row, i) => {
      const [index, x, d, product, running] = textsOf(row);
      expect(index).toBe(String(i));
      expect(readNumber(x)).toBeCloseTo(pass.X[i][1], 4);
      expect(readNumber(product)).toBeCloseTo(readNumber(x) * readNumber(d), 1);
      sum += Number(row.querySelector<HTMLElement>("[data-term]")!.dataset.term);
      expect(Number(row.querySelector<HTMLElement>("[data-running]")!.dataset.running)).toBe(sum);
      expect(readNumber(running)).toBeCloseTo(sum, 1);
    });
    expect(2 * sum).toBeCloseTo(shown, 9);
    expect(screen.getByTestId("after-constant").textContent).toContain("· 2");
  });

  it("says the sum in words", async () => {
    await inspect(deltaW1);
    // NumPy's slope is 20.910…
    expect(-pass["dCost/dW"][0][1][2]).toBeCloseTo(-20.91, 3);
    expect(screen.getByRole("table").querySelector("caption")!.textContent).toBe(
      "deltaW1[1,2] is made of the sum of 10 products, −10.455; times the constant 2, that is −20.910; in all −20.910.",
    );
  });

  it("leads from a term into its own sum, down to what the cost gives, and back", async () => {
    await inspect(deltaW1);
    await fireEvent.click(within(screen.getAllByTestId("term")[4]).getByRole("button"));
    expect(screen.getByTestId("inspected-name").textContent).toBe("D1[4,2]");
    expect(screen.getByTestId("sum-formula").textContent).toBe("= (Σ D2[4,q]·W2[2,q]) · f1′(A[4,2])");
    await fireEvent.click(within(screen.getAllByTestId("term")[0]).getByRole("button"));
    expect(screen.getByTestId("formula").textContent).toContain("D2[4,0] = error[4,0] · f2′(C[4,0])");
    await fireEvent.click(screen.getByRole("button", { name: "error[4,0]" }));
    expect(screen.getByTestId("formula").textContent).toContain("error[4,0] = Y[4,0] − Yhat[4,0]");
    const trail = within(screen.getByRole("navigation"));
    expect(trail.getAllByRole("button").map((one) => one.textContent)).toEqual([
      "deltaW1[1,2]",
      "D1[4,2]",
      "D2[4,0]",
    ]);
    await fireEvent.click(trail.getByRole("button", { name: "D1[4,2]" }));
    expect(screen.getByTestId("inspected-name").textContent).toBe("D1[4,2]");
    expect(document.activeElement).toBe(screen.getByTestId("inspected-name"));
  });

  it("lights the two numbers of a term that is pointed at, and its own", async () => {
    await inspect(deltaW1);
    const row = screen.getAllByTestId("term")[4];
    await fireEvent.pointerEnter(row);
    expect(lab.focus.traced).toEqual([
      { key: { kind: "X", layer: 0 }, row: 4, column: 1 },
      { key: { kind: "Z", layer: 0 }, row: 4, column: 2 },
      deltaW1,
    ]);
    await fireEvent.pointerLeave(screen.getByRole("table"));
    expect(lab.focus.traced).toEqual([]);
    await fireEvent.focusIn(row);
    expect(lab.focus.traced).toHaveLength(3);
  });

  it("goes from button to button with the arrow keys, and out with Escape", async () => {
    let back = 0;
    render(Inspector, { props: { lab } });
    lab.focus.enter(deltaW1, { focus: () => (back += 1) });
    await tick();
    expect(document.activeElement).toBe(screen.getByTestId("inspected-name"));
    const buttons = screen.getAllByTestId("term").map((row) => within(row).getByRole("button"));
    buttons[0].focus();
    await fireEvent.keyDown(buttons[0], { key: "ArrowDown" });
    expect(document.activeElement).toBe(buttons[1]);
    await fireEvent.keyDown(buttons[1], { key: "ArrowUp" });
    await fireEvent.keyDown(buttons[0], { key: "ArrowUp" });
    expect(document.activeElement).toBe(buttons[0]);
    await fireEvent.keyDown(buttons[0], { key: "Escape" });
    expect(back).toBe(1);
  });

  it("stays with a picked number, until it may follow the pointer again", async () => {
    await inspect(deltaW1);
    lab.focus.look({ key: { kind: "Z", layer: 0 }, row: 0, column: 0 });
    await tick();
    expect(screen.getByTestId("inspected-name").textContent).toBe("deltaW1[1,2]");
    await fireEvent.click(screen.getByRole("button", { name: "Follow the pointer again" }));
    expect(screen.getByTestId("inspected-name").textContent).toBe("A[0,0]");
    expect(screen.queryByRole("button", { name: "Follow the pointer again" })).toBeNull();
  });

  it("says that a gradient is of the last batch alone, and offers to pause", async () => {
    send({ status: "running", gradientOf: "batch" });
    await inspect(deltaW1);
    expect(screen.getByTestId("no-sum").textContent).toContain("last batch alone");
    engine.forget();
    await fireEvent.click(screen.getByRole("button", { name: "Pause and look" }));
    expect(engine.kinds).toEqual(["pause"]);
    send({ status: "paused", gradientOf: "all" });
    await tick();
    expect(screen.getAllByTestId("term")).toHaveLength(10);
  });

  it("follows the numbers of later steps with its folds and its way as they are", async () => {
    await inspect(deltaW1);
    await fireEvent.click(within(screen.getAllByTestId("term")[4]).getByRole("button"));
    send({ step: 1 });
    await tick();
    expect(screen.getByTestId("inspected-name").textContent).toBe("D1[4,2]");
  });
});

describe("a number of a gradient beside its central difference", () => {
  it("is compared on request, by itself", async () => {
    await inspect(deltaW1);
    const comparison = within(screen.getByTestId("comparison"));
    expect(comparison.getByText(/was not compared/)).toBeTruthy();
    engine.forget();
    await fireEvent.click(comparison.getByRole("button", { name: "Compare this number" }));
    expect(engine.commands).toEqual([
      { kind: "check-cell", generation: 1, matrix: deltaW1.key, row: 1, column: 2 },
    ]);
    expect(comparison.getByRole("button").getAttribute("aria-busy")).toBe("true");
    const slope = pass["dCost/dW"][0][1][2];
    const values = (value: number): Float64Array => Float64Array.of(value);
    engine.say({
      kind: "cell-checked",
      generation: 1,
      step: 0,
      check: {
        matrix: deltaW1.key,
        rows: 3,
        columns: 4,
        largest: 2e-9,
        row: 1,
        column: 2,
        analytic: slope,
        numeric: slope,
        noise: 0,
        compared: 1,
        kinks: 0,
        unjudged: 0,
        cells: {
          positions: Uint32Array.of(6),
          analytic: values(slope),
          low: values(slope + 1e-6),
          high: values(slope + 1e-6),
          differences: values(2e-9),
          noise: values(0),
          kinks: Uint8Array.of(0),
        },
      },
    });
    display.draw();
    await tick();
    expect(screen.getByTestId("cell-verdict").dataset.what).toBe("right");
    expect(readNumber(screen.getByTestId("cell-analytic").textContent)).toBe(-slope);
    expect(readNumber(screen.getByTestId("cell-numeric").textContent)).toBe(-(slope + 1e-6));
    expect(screen.getByTestId("cell-difference").textContent).toBe("2·10⁻⁹");
    send({ step: 1 });
    await tick();
    expect(screen.getByTestId("comparison").textContent).toContain("Compared at step 0");
  });
});
