// @vitest-environment jsdom
import { nameMatrices } from "../../../core/network/names.ts";
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import GraphView from "../../../renderer/graph/GraphView.svelte";
import { lookAt, type MicroLook } from "../../../renderer/micro/look.ts";
import { Focus, type Cell } from "../../../renderer/state/focus.svelte.ts";
import { microSteps } from "../../support/micro-steps.ts";
import { completeDom } from "../support/dom.ts";
import type { Phase } from "../../../renderer/micro/beats.ts";
import { numpyPass, showPass, type NumpyPass } from "../support/numpy-pass.ts";

const article = numpyPass("article network");

beforeAll(completeDom);

function show(pass: NumpyPass = article, micro: MicroLook | null = null) {
  const { stage, frame } = showPass(pass);
  const focus = new Focus();
  const editWeight = vi.fn<(cell: Cell, anchor: DOMRect) => void>();
  const { container } = render(GraphView, {
    props: {
      stage,
      frame,
      limits: { data: 5, weights: 1, gradients: 500 },
      theme: "dark",
      focus,
      nameOf: nameMatrices(stage.network.layers),
      editWeight,
      micro,
    },
  });
  return { focus, editWeight, container };
}

function edge(container: HTMLElement, name: string): SVGElement {
  const found = container.querySelector<SVGElement>(`[data-edge="${name}"]`);
  if (!found) throw new Error(`no edge ${name}`);
  return found;
}

/** The widths of all edges by their paths: the lit ones are wider than they were. */
function widths(container: HTMLElement): Map<string, number> {
  const edges = Array.from(container.querySelectorAll(".edge"));
  return new Map(edges.map((one) => [one.getAttribute("d")!, Number(one.getAttribute("stroke-width"))]));
}

/** The names of the edges that have become wider. */
function lit(container: HTMLElement, before: Map<string, number>): string[] {
  const now = widths(container);
  return Array.from(container.querySelectorAll<SVGElement>("[data-edge]"))
    .filter((hit) => now.get(hit.getAttribute("d")!)! > before.get(hit.getAttribute("d")!)!)
    .map((hit) => hit.dataset.edge!)
    .sort();
}

/** NumPy's W1 with another number in [0,2]. */
function withWeight(value: number): NumpyPass {
  const W1 = article.W[0].map((row, i) => row.map((weight, j) => (i === 0 && j === 2 ? value : weight)));
  return { ...article, W: [W1, article.W[1]] };
}

describe("the graph", () => {
  it("has an edge for every weight, named after it", () => {
    const { container } = show();
    const names = Array.from(
      container.querySelectorAll<SVGElement>("[data-edge]"),
      (one) => one.dataset.edge,
    );
    const weights = article.W.flatMap((W, layer) =>
      W.flatMap((row, i) => row.map((_, j) => `W${layer + 1}[${i},${j}]`)),
    );
    expect([...names].sort()).toEqual(weights.sort());
    expect(container.querySelectorAll(".edge")).toHaveLength(weights.length);
  });

  it("has a node for every unit of the sample, named after its number", async () => {
    const { container, focus } = show();
    const names = () =>
      Array.from(container.querySelectorAll<SVGElement>("[data-unit]"), (one) => one.dataset.unit);
    expect(names()).toEqual([
      "X[0,0]",
      "X[0,1]",
      "X[0,2]",
      "B[0,0]",
      "B[0,1]",
      "B[0,2]",
      "B[0,3]",
      "Yhat[0,0]",
    ]);
    focus.sample = 7;
    await tick();
    expect(names()).toContain("Yhat[7,0]");
  });

  it("draws negative weights with dashes and positive ones without", () => {
    const { container } = show();
    for (const hit of container.querySelectorAll<SVGElement>("[data-edge]")) {
      const { layer, row, column } = hit.dataset;
      const weight = article.W[Number(layer)][Number(row)][Number(column)];
      const drawn = [...container.querySelectorAll(".edge")].find(
        (one) => one.getAttribute("d") === hit.getAttribute("d"),
      )!;
      expect(drawn.hasAttribute("stroke-dasharray")).toBe(weight < 0);
    }
  });

  it("shows in the nodes another sample, where there is one", async () => {
    const { focus } = show();
    const field = screen.getByRole<HTMLInputElement>("spinbutton");
    await fireEvent.input(field, { target: { value: "9" } });
    expect(focus.sample).toBe(9);
    await fireEvent.input(field, { target: { value: "10" } });
    expect(focus.sample).toBe(9);
  });
});

describe("an edge under the pointer", () => {
  it("becomes the focus", async () => {
    const { container, focus } = show();
    await fireEvent.pointerOver(edge(container, "W1[0,2]"));
    expect(focus.cell).toEqual({ key: { kind: "W", layer: 0 }, row: 0, column: 2 });
  });

  it("is lit, alone", async () => {
    const { container } = show();
    const before = widths(container);
    await fireEvent.pointerOver(edge(container, "W2[3,0]"));
    expect(lit(container, before)).toEqual(["W2[3,0]"]);
  });

  it.each([
    [0.44058, "W1[0,2] = 0.4406"],
    [-0.96127, "W1[0,2] = −0.9613"],
  ])("of weight %d says %s on its card", async (value, text) => {
    const { container } = show(withWeight(value));
    await fireEvent.pointerOver(edge(container, "W1[0,2]"));
    expect(screen.getByTestId("edge-card").textContent).toContain(text);
  });

  it("tells its gradient, δ = −∂cost/∂W", async () => {
    const { container } = show();
    await fireEvent.pointerOver(edge(container, "W2[1,0]"));
    const delta = /δ = (.*)/.exec(screen.getByTestId("edge-card").textContent!)![1];
    const expected = -article["dCost/dW"][1][1][0];
    expect(Math.abs(Number(delta.replace("−", "-")) - expected)).toBeLessThan(1e-4 * Math.abs(expected));
  });

  it("is let go when the pointer leaves it", async () => {
    const { container, focus } = show();
    await fireEvent.pointerOver(edge(container, "W1[0,2]"));
    await fireEvent.pointerOver(container.querySelector("svg")!);
    expect(focus.cell).toBeNull();
    expect(screen.queryByTestId("edge-card")).toBeNull();
  });

  it("is edited by a click", async () => {
    const { container, editWeight } = show();
    await fireEvent.click(edge(container, "W1[1,3]"));
    expect(editWeight.mock.calls.map(([cell]) => cell)).toEqual([
      { key: { kind: "W", layer: 0 }, row: 1, column: 3 },
    ]);
  });
});

describe("a node under the pointer", () => {
  it("becomes the focus and lights the weights that lead into it", async () => {
    const { container, focus } = show();
    const before = widths(container);
    await fireEvent.pointerOver(container.querySelector('[data-unit="B[0,1]"]')!);
    expect(focus.cell).toEqual({ key: { kind: "H", layer: 0 }, row: 0, column: 1 });
    expect(lit(container, before)).toEqual(["W1[0,1]", "W1[1,1]", "W1[2,1]"]);
  });

  it("is not edited by a click", async () => {
    const { container, editWeight } = show();
    await fireEvent.click(container.querySelector('[data-unit="B[0,1]"]')!);
    expect(editWeight).not.toHaveBeenCalled();
  });
});

describe("a focus from elsewhere", () => {
  it.each([
    ["a weight", { key: { kind: "W", layer: 0 }, row: 2, column: 3 }, ["W1[2,3]"]],
    ["a gradient", { key: { kind: "dW", layer: 0 }, row: 2, column: 3 }, ["W1[2,3]"]],
    ["a product", { key: { kind: "Z", layer: 0 }, row: 5, column: 3 }, ["W1[0,3]", "W1[1,3]", "W1[2,3]"]],
    [
      "an input",
      { key: { kind: "X", layer: 0 }, row: 5, column: 1 },
      ["W1[1,0]", "W1[1,1]", "W1[1,2]", "W1[1,3]"],
    ],
    ["an error", { key: { kind: "error", layer: 0 }, row: 5, column: 0 }, []],
  ] as const)("on %s lights its edges", async (_, cell, names) => {
    const { container, focus } = show();
    const before = widths(container);
    focus.look(cell);
    await tick();
    expect(lit(container, before)).toEqual(names);
  });
});

describe("an emphasis", () => {
  it("of weights lights all their edges, with a halo around each", async () => {
    const { container, focus } = show();
    const before = widths(container);
    focus.emphasise([{ key: { kind: "W", layer: 1 }, axis: "both" }]);
    await tick();
    expect(lit(container, before)).toEqual(["W2[0,0]", "W2[1,0]", "W2[2,0]", "W2[3,0]"]);
    const halos = Array.from(container.querySelectorAll(".halo"), (one) => one.getAttribute("d"));
    const own = Array.from(container.querySelectorAll('[data-edge^="W2"]'), (one) => one.getAttribute("d"));
    expect(halos).toEqual(own);
    focus.emphasise([]);
    await tick();
    expect(lit(container, before)).toEqual([]);
    expect(container.querySelector(".halo")).toBeNull();
  });

  it("of a matrix of outputs lights its column of units", async () => {
    const { container, focus } = show();
    focus.emphasise([{ key: { kind: "H", layer: 0 }, axis: "columns" }]);
    await tick();
    const active = Array.from(
      container.querySelectorAll<SVGElement>("circle.active"),
      (one) => one.dataset.unit,
    );
    expect(active).toEqual(["B[0,0]", "B[0,1]", "B[0,2]", "B[0,3]"]);
  });
});

describe("the graph while micro-steps are open", () => {
  const look = (index: number, phase: Phase, rows = 0) =>
    lookAt(microSteps(), index, { phase, terms: 0, rows, milliseconds: 0 });
  const framed = (container: HTMLElement) =>
    Array.from(container.querySelectorAll<SVGElement>("rect[data-role]"), (rect) => {
      const { column, weights, role } = rect.dataset;
      return column === undefined ? `W${Number(weights) + 1} ${role}` : `column ${column} ${role}`;
    });
  const numbers = (container: HTMLElement) =>
    Array.from(container.querySelectorAll(".value"), (one) => one.textContent);

  it.each([
    ["A = X·W⁽¹⁾", 0, ["W1 read", "column 0 read", "column 1 written"]],
    ["Ŷ = f₂(C)", 3, ["column 2 written"]],
    ["Ỹ = Y − Ŷ", 4, ["column 2 read"]],
    ["Δ = Σ Ỹ²", 5, ["column 2 read"]],
    ["D⁽¹⁾ = (D⁽²⁾·W⁽²⁾.T) * f₁′(A)", 8, ["W2 read", "column 1 written", "column 2 read"]],
    ["δW⁽¹⁾ = 2 X.T · D⁽¹⁾", 9, ["W1 written", "column 0 read", "column 1 read"]],
    ["W ⇐ W + μ·δW", 10, ["W1 written", "W2 written"]],
  ] as const)("frames what %s reads and writes", (_, index, expected) => {
    expect(framed(show(article, look(index, "row")).container)).toEqual(expected);
  });

  it("shows the numbers of a column when they are computed, and not before", () => {
    const inputs = 3;
    expect(numbers(show(article, look(0, "row")).container)).toHaveLength(inputs);
    expect(numbers(show(article, look(1, "sources")).container)).toHaveLength(inputs);
    expect(numbers(show(article, look(1, "landed")).container)).toHaveLength(inputs + 1);
    expect(numbers(show(article, look(1, "rest", 1)).container)).toHaveLength(inputs + 4);
    expect(numbers(show(article, look(3, "done")).container)).toHaveLength(inputs + 5);
  });

  it("lights the weights of the cell that is being made", () => {
    const before = widths(show().container);
    const { container } = show(article, look(0, "row"));
    expect(lit(container, before)).toEqual(["W1[0,0]", "W1[1,0]", "W1[2,0]"]);
    const back = show(article, look(8, "row"));
    expect(lit(back.container, before)).toEqual(["W2[0,0]"]);
  });

  it("does not tell a gradient before it is computed", async () => {
    const { container } = show(article, look(0, "row"));
    await fireEvent.pointerOver(edge(container, "W2[1,0]"));
    expect(screen.getByTestId("edge-card").textContent).toContain("δ: not computed yet");
  });
});
