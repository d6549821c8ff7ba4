// @vitest-environment jsdom
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { DerivationVerdict } from "../../../core/training/step-proof.ts";
import DerivationTab from "../../../renderer/derivation/DerivationTab.svelte";
import { derivationOf } from "../../../renderer/derivation/of-lab.svelte.ts";
import { typesetter } from "../../../renderer/formula/typesetter.svelte.ts";
import { Lab } from "../../../renderer/state/lab.svelte.ts";
import { naming } from "../../../renderer/state/naming.svelte.ts";
import { completeDom } from "../support/dom.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { fakeHost } from "../support/fake-host.ts";
import { loadedOf, messageOf, networkOf, numpyPass } from "../support/numpy-pass.ts";
import { waitFor } from "../../support/wait.ts";

const pass = numpyPass("article network");

let engine: FakeEngine;
let display: FakeDisplay;
let lab: Lab;

beforeAll(async () => {
  completeDom();
  await typesetter.load();
});

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  naming.choose("letters");
  engine = new FakeEngine();
  display = new FakeDisplay();
  const host = fakeHost(engine);
  lab = new Lab(
    host,
    { id: "article", experiment: { ...article, network: networkOf(pass) } },
    display.schedule,
  );
  engine.say({ kind: "loaded", loaded: loadedOf(pass) });
  frame({});
});

afterEach(() => {
  vi.useRealTimers();
});

function frame(facts: Parameters<typeof messageOf>[1]): void {
  engine.say({ kind: "frame", frame: messageOf(pass, facts) });
  display.draw();
}

function show(): HTMLElement {
  const { container } = render(DerivationTab, { props: { lab } });
  return container;
}

const button = (name: string): HTMLElement => screen.getByRole("button", { name });
const shownStep = (): string => screen.getByTestId("derivation-step").textContent!;
const words = (place: HTMLElement): string =>
  within(place)
    .getAllByRole("math")
    .map((math) => math.getAttribute("aria-label"))
    .join(" ");

function mark(container: HTMLElement, place: string, name: string): HTMLElement {
  const found = container.querySelector<HTMLElement>(`[data-testid="${place}"] [data-mark="${name}"]`);
  if (found === null) throw new Error(`no mark ${name} in ${place}`);
  return found;
}

describe("the derivation's tab", () => {
  it("begins with what is asked for, and says what will come out", () => {
    show();
    expect(shownStep()).toBe("0 of 18");
    expect(screen.getByTestId("reason").textContent).toContain("What is asked for");
    expect(words(screen.getByTestId("goal"))).toContain("delta W 1 equals 2 X transposed matrix product");
  });

  it("goes on by button, scrubber and list, and tells each step politely", async () => {
    show();
    await fireEvent.click(button("Next step"));
    expect(shownStep()).toBe("1 of 18");
    await fireEvent.input(screen.getByRole("slider"), { target: { value: "14" } });
    expect(shownStep()).toBe("14 of 18");
    expect(screen.getByTestId("announcement").textContent).toMatch(/^Step 14 of 18\. δ_kn is 0 unless k = n/);
    await fireEvent.click(screen.getByRole("button", { name: /^3 chain rule/ }));
    expect(shownStep()).toBe("3 of 18");
    expect(screen.getByRole("button", { name: /^3 chain rule/ }).getAttribute("aria-current")).toBe("step");
  });

  it("says in words why there is no matrix notation, and draws it where there is", async () => {
    show();
    derivationOf(lab).goTo(6);
    await tick();
    expect(screen.getByTestId("matrix-form").textContent).toContain(
      "has four indices, 10 × 4 × 3 × 4 numbers",
    );
    expect(screen.queryByTestId("shapes")).toBeNull();
    derivationOf(lab).goTo(18);
    await tick();
    expect(words(screen.getByTestId("matrix-form"))).toContain("matrix product");
    expect(screen.getByTestId("shapes").querySelectorAll('[data-joint="fits"]')).toHaveLength(2);
  });

  it("keeps its step while the tab is left", async () => {
    const first = render(DerivationTab, { props: { lab } });
    await fireEvent.click(button("To the last step"));
    first.unmount();
    show();
    expect(shownStep()).toBe("18 of 18");
    await fireEvent.click(button("Step before"));
    expect(shownStep()).toBe("17 of 18");
  });

  it("derives the other gradient", async () => {
    show();
    await fireEvent.click(button("δW⁽²⁾"));
    expect(shownStep()).toBe("0 of 9");
    expect(words(screen.getByTestId("goal"))).toContain("delta W 2 equals 2 B transposed");
  });

  it("takes numbered names for letters, at the same step", async () => {
    show();
    derivationOf(lab).toEnd();
    await fireEvent.click(button("Z⁽¹⁾, H⁽¹⁾"));
    expect(words(screen.getByTestId("goal"))).toContain("f 1 prime of Z 1");
    expect(shownStep()).toBe("18 of 18");
    expect(lab.nameOf({ kind: "Z", layer: 0 }).code).toBe("Z1");
  });

  it("plays until it is left", async () => {
    const { unmount } = render(DerivationTab, { props: { lab } });
    await fireEvent.click(button("Play the derivation"));
    vi.advanceTimersByTime(30_000);
    await tick();
    const { number, playing } = derivationOf(lab);
    expect([number > 2, playing]).toEqual([true, true]);
    unmount();
    vi.advanceTimersByTime(30_000);
    expect([derivationOf(lab).number, derivationOf(lab).playing]).toEqual([number, false]);
  });
});

describe("what is pointed at", () => {
  it("as an index lights its axis in the lab, and is let go", async () => {
    const container = show();
    derivationOf(lab).goTo(14);
    await tick();
    await fireEvent.pointerOver(mark(container, "index-form", "index n"));
    expect(lab.focus.emphasis).toEqual([
      { key: { kind: "W", layer: 1 }, axis: "rows" },
      { key: { kind: "dW", layer: 1 }, axis: "rows" },
      { key: { kind: "Z", layer: 0 }, axis: "columns" },
    ]);
    expect(mark(container, "index-legend", "index n").classList.contains("lit")).toBe(true);
    expect(screen.getByTestId("pointer-note").textContent).toContain("n runs over units of layer 1, 0 … 3");
    await fireEvent.pointerLeave(screen.getAllByRole("math")[1]);
    expect(lab.focus.emphasis).toEqual([]);
  });

  it("does not have a formula typeset again", async () => {
    const container = show();
    derivationOf(lab).goTo(14);
    await tick();
    const before = [...container.querySelectorAll(".katex")];
    await fireEvent.pointerOver(mark(container, "index-form", "index n"));
    await fireEvent.pointerOver(mark(container, "matrix-form", "matrix X"));
    expect([...container.querySelectorAll(".katex")]).toEqual(before);
    expect([...container.querySelectorAll(".katex")].every((one, k) => one === before[k])).toBe(true);
  });

  it("in the chain is lit in the formulas", async () => {
    const container = show();
    lab.focus.emphasise([{ key: { kind: "X", layer: 0 }, axis: "both" }]);
    await tick();
    expect(mark(container, "goal", "matrix X").classList.contains("lit")).toBe(true);
  });

  it("is let go with the next step", async () => {
    const container = show();
    derivationOf(lab).goTo(14);
    await tick();
    await fireEvent.pointerOver(mark(container, "index-form", "index n"));
    derivationOf(lab).next();
    await tick();
    expect(lab.focus.emphasis).toEqual([]);
  });

  it("by keyboard is said in words", async () => {
    show();
    derivationOf(lab).goTo(13);
    await tick();
    const [formula] = within(screen.getByTestId("index-form")).getAllByRole("math");
    await fireEvent.keyDown(formula, { key: "End" });
    expect(screen.getByTestId("index-form").querySelector("[role=status]")!.textContent).toMatch(
      /^n runs over units of layer 1/,
    );
  });
});

describe("the lamp", () => {
  function verdict(facts: Partial<DerivationVerdict> = {}): DerivationVerdict {
    return {
      parameter: { kind: "W", layer: 0 },
      verdict: "proved",
      samples: 10,
      steps: 1.6e-16,
      backward: 0,
      differences: 3e-11,
      compared: 12,
      kinks: 0,
      unjudged: 0,
      ...facts,
    };
  }
  const asked = (): unknown[] => engine.commands.filter(({ kind }) => kind === "prove");
  const lamp = (): HTMLElement => screen.getByTestId("proof-lamp");

  it("asks for what is not known yet where training rests, the chosen gradient first", async () => {
    show();
    await fireEvent.click(button("δW⁽²⁾"));
    expect(asked()).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(asked()).toEqual([
      {
        kind: "prove",
        generation: 1,
        parameters: [
          { kind: "W", layer: 1 },
          { kind: "W", layer: 0 },
        ],
      },
    ]);
  });

  it("asks for nothing while training runs, nor while the tab is not there", () => {
    frame({ status: "running" });
    const { unmount } = render(DerivationTab, { props: { lab } });
    vi.advanceTimersByTime(500);
    unmount();
    frame({ step: 3 });
    vi.advanceTimersByTime(500);
    expect(asked()).toEqual([]);
  });

  it("says that it is proved, and to what", async () => {
    show();
    expect(lamp().dataset.verdict).toBe("waiting");
    engine.say({ kind: "proved", generation: 1, step: 0, verdict: verdict() });
    await tick();
    expect(lamp().dataset).toMatchObject({ verdict: "proved", step: "0", stale: "false" });
    expect(lamp().textContent).toContain(
      "Proved: 18 steps agree to 2·10⁻¹⁶, backward pass to 0, central differences to 3·10⁻¹¹",
    );
  });

  it("of another step says so, until it was evaluated again", async () => {
    show();
    engine.say({ kind: "proved", generation: 1, step: 0, verdict: verdict() });
    frame({ step: 5, latest: 5 });
    await tick();
    expect(lamp().dataset.stale).toBe("true");
    expect(lamp().textContent).toContain("of step 0, not of the one shown");
    vi.advanceTimersByTime(500);
    expect(asked()).toHaveLength(1);
    engine.say({ kind: "proved", generation: 1, step: 5, verdict: verdict() });
    await tick();
    expect(lamp().dataset.stale).toBe("false");
  });

  it.each([
    [{ verdict: "off", backward: 0.2 }, /^Not proved: the steps are off by 2·10⁻¹⁶, backward pass to 0\.2/],
    [{ verdict: "not finite", steps: NaN }, /numbers are not finite/],
    [{ verdict: "too large" }, /more than 256 units/],
    [{ kinks: 1 }, /1 of 13 numbers is at a kink/],
    [{ kinks: 3, unjudged: 2 }, /3 of 15 numbers are at a kink.*2 of them cannot be judged/],
    [{ samples: 4 }, /first 4 of 10 samples/],
  ] as const)("is honest: %j", async (facts, text) => {
    show();
    engine.say({ kind: "proved", generation: 1, step: 0, verdict: verdict(facts) });
    await tick();
    expect(lamp().textContent!.trim()).toMatch(text);
  });
});

describe("copying", () => {
  it("puts the text into the clipboard and says what it was", async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue();
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    show();
    derivationOf(lab).toEnd();
    await fireEvent.click(button("All steps as text"));
    expect(writeText.mock.calls[0][0]).toContain("δW⁽¹⁾ = 2 X.T");
    await waitFor(() =>
      expect(screen.getByTestId("copy-notice").textContent).toBe("Copied: All steps as text."),
    );
    vi.unstubAllGlobals();
  });

  it("that the browser refuses is said, too", async () => {
    vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.reject(new Error("denied")) } });
    show();
    await fireEvent.click(button("This step as LaTeX"));
    await waitFor(() => expect(screen.getByTestId("copy-notice").textContent).toMatch(/nothing was copied/));
    vi.unstubAllGlobals();
  });
});
