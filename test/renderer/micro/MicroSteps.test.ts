// @vitest-environment jsdom
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import MicroSteps from "../../../renderer/micro/MicroSteps.svelte";
import { Lab } from "../../../renderer/state/lab.svelte.ts";
import { completeDom } from "../support/dom.ts";
import { FakeMotion } from "../support/fake-motion.ts";
import { fakeHost } from "../support/fake-host.ts";
import { LiveEngine } from "../support/live-engine.ts";

let engine: LiveEngine;
let motion: FakeMotion;
let lab: Lab;

beforeAll(completeDom);
beforeEach(() => begin());

function begin(change: Partial<Experiment> = {}): void {
  engine = new LiveEngine();
  motion = new FakeMotion();
  const host = fakeHost(engine);
  const experiment = { ...article, ...change };
  lab = new Lab(host, { id: "article", experiment }, (callback) => callback(), motion);
  engine.settle();
}

async function show(): Promise<HTMLElement> {
  render(MicroSteps, { props: { lab, micro: lab.micro, theme: "light" } });
  if (!lab.micro.open) await fireEvent.click(screen.getByRole("button", { name: "Open this step" }));
  await tick();
  return screen.getByRole("region", { name: "Micro-steps" });
}

const current = () => screen.getByTestId("micro-current").textContent!.replace(/\s+/g, " ");
const progress = () => screen.getByTestId("micro-progress").textContent;
const press = async (key: string) => {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key });
  engine.settle();
  await tick();
};

describe("the panel of micro-steps", () => {
  it("opens the step by its button and takes the keyboard's focus", async () => {
    const panel = await show();
    expect(lab.micro.open).toBe(true);
    expect(document.activeElement).toBe(panel);
    expect(progress()).toBe("1 of 11");
  });

  it("does not take the focus when it comes back into sight", async () => {
    lab.micro.start();
    lab.micro.wantsFocus = false;
    await show();
    expect(document.activeElement).toBe(document.body);
  });

  it("shows formula, reason and line of the micro-step on the screen", async () => {
    await show();
    expect(screen.getByRole("math", { name: "A = X·W⁽¹⁾" })).toBeTruthy();
    expect(current()).toContain("A = X @ W1");
    expect(current()).toContain("Each row of X meets each column of W⁽¹⁾: a weighted sum for each unit.");
  });

  it("lists all of the round, the current one marked", async () => {
    await show();
    const items = within(screen.getByRole("list")).getAllByRole("listitem");
    expect(items).toHaveLength(11);
    expect(items.map((item) => item.getAttribute("aria-current"))).toEqual([
      "step",
      ...Array.from({ length: 10 }, () => null),
    ]);
    expect(items[9].textContent).toContain("deltaW1 = 2 * (X.T @ D1)");
    await fireEvent.click(within(items[4]).getByRole("button"));
    expect(items.map((item) => item.getAttribute("aria-current")).indexOf("step")).toBe(4);
    expect(progress()).toBe("5 of 11");
  });

  it("goes through the steps by keys", async () => {
    await show();
    await press("ArrowRight");
    expect(progress()).toBe("2 of 11");
    await press(" ");
    expect(progress()).toBe("3 of 11");
    await press("ArrowDown");
    expect(lab.micro.picture.beat!.phase).toBe("done");
    await press("ArrowUp");
    expect(lab.micro.picture.beat!.phase).toBe("row");
    await press("ArrowLeft");
    expect(progress()).toBe("2 of 11");
    await press("Escape");
    expect(lab.micro.open).toBe(false);
    expect(screen.getByRole("button", { name: "Open this step" })).toBeTruthy();
  });

  it("keeps its keys to itself: Space does not play as well", async () => {
    await show();
    const seen: string[] = [];
    const listen = (event: KeyboardEvent): void => void seen.push(event.key);
    window.addEventListener("keydown", listen);
    await press(" ");
    await press("ArrowRight");
    await press("p");
    window.removeEventListener("keydown", listen);
    expect(seen).toEqual(["p"]);
  });

  it("goes through the steps by buttons, which wait instead of vanishing", async () => {
    await show();
    const button = (name: string) => screen.getByLabelText(name, { selector: "button" });
    expect(button("Back").getAttribute("aria-disabled")).toBe("true");
    await fireEvent.click(button("Next"));
    expect(progress()).toBe("2 of 11");
    expect(button("Back").getAttribute("aria-disabled")).toBe("false");
    await fireEvent.click(button("Back"));
    expect(progress()).toBe("1 of 11");
    await fireEvent.click(button("Make the whole step"));
    expect(button("Next").getAttribute("aria-disabled")).toBe("true");
    engine.settle();
    await tick();
    expect(progress()).toBe("1 of 11");
    expect(lab.micro.picture.round!.step).toBe(1);
    await fireEvent.click(button("Close the micro-steps"));
    expect(lab.micro.open).toBe(false);
  });

  it("says when the weights were made", async () => {
    await show();
    for (let step = 0; step < 10; step++) await press("ArrowRight");
    expect(current()).toContain("W1 += rate * deltaW1");
    await press("ArrowDown");
    expect(current()).toContain("Done: these are the weights of step 1.");
    await press("ArrowRight");
    expect([progress(), current().includes("Done")]).toEqual(["1 of 11", false]);
  });

  it("shows what has no place in the chain: D and the cost, and D not before it is computed", async () => {
    await show();
    expect(screen.queryByRole("group", { name: "What stands beside the chain" })).toBeNull();
    for (let step = 0; step < 6; step++) await press("ArrowRight");
    expect(screen.getByTestId("not-yet").dataset.code).toBe("D2");
    await press("ArrowDown");
    expect(screen.queryByTestId("not-yet")).toBeNull();
    expect(screen.getByRole("grid", { name: /^D2, 10 rows, 1 column\./ })).toBeTruthy();
    await press("ArrowLeft");
    expect(screen.getByRole("grid", { name: /^cost, 1 row, 1 column\./ })).toBeTruthy();
  });

  it("says which samples the update is made of, in batches, and what the optimizer keeps", async () => {
    const optimizer = { kind: "momentum", learningRate: 0.001, momentum: 0.9 } as const;
    begin({ training: { ...article.training, batch: 4, optimizer } });
    await show();
    const notes = () => screen.getAllByTestId("micro-note").map((note) => note.textContent);
    expect(notes()).toEqual([
      "The pass shown is of all 10 samples; the update is made of a batch of 4 alone.",
    ]);
    await fireEvent.click(screen.getAllByRole("listitem")[10].querySelector("button")!);
    expect(notes()).toHaveLength(2);
    expect(current()).toContain("V remembers the directions so far, and every weight follows V.");
    expect(current()).toContain("vW1 = 0.9 * vW1 + dW1");
  });

  it("gives the keyboard back to where it came from", async () => {
    const before = document.body.appendChild(document.createElement("button"));
    before.focus();
    lab.micro.start();
    await show();
    expect(document.activeElement).not.toBe(before);
    await press("Escape");
    expect(document.activeElement).toBe(before);
    before.remove();
  });
});
