// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import FormulaLine from "../../../renderer/formula/FormulaLine.svelte";
import type { Mark } from "../../../renderer/formula/marks.ts";
import { typesetter } from "../../../renderer/formula/typesetter.svelte.ts";
import { completeDom } from "../support/dom.ts";

beforeAll(async () => {
  completeDom();
  await typesetter.load();
});

const parts = [
  { tex: String.raw`\delta W^{(2)} =`, label: "delta W two equals" },
  { tex: String.raw`\htmlData{factor=2}{2}`, label: "two" },
  { tex: String.raw`\htmlData{matrix=B}{B}^T \cdot`, label: "B transposed times" },
  { tex: "x^", label: "the error" },
];

function show() {
  const point = vi.fn<(mark: Mark | null) => void>();
  const { container } = render(FormulaLine, {
    props: { parts, point, lit: [{ kind: "matrix", name: "B" }] },
  });
  return { point, container };
}

describe("a line of factors", () => {
  it("is one formula, whose words are those of its parts", () => {
    show();
    expect(screen.getAllByRole("math").map((math) => math.getAttribute("aria-label"))).toEqual([
      "delta W two equals two B transposed times the error",
    ]);
  });

  it("draws every part by itself, so that it can wrap between them", () => {
    const { container } = show();
    expect(container.querySelectorAll(".katex")).toHaveLength(3);
    expect(container.querySelector(".line")!.children).toHaveLength(4);
    expect(container.querySelector(".line")!.children[3].textContent!.trim()).toBe("x^");
  });

  it("is walked through from part to part, and lit in any", async () => {
    const { point, container } = show();
    expect(Array.from(container.querySelectorAll<HTMLElement>(".lit"), (one) => one.dataset.mark)).toEqual([
      "matrix B",
    ]);
    const math = screen.getByRole("math");
    await fireEvent.keyDown(math, { key: "ArrowRight" });
    await fireEvent.keyDown(math, { key: "ArrowRight" });
    expect(point.mock.calls).toEqual([[{ kind: "factor", name: "2" }], [{ kind: "matrix", name: "B" }]]);
  });
});
