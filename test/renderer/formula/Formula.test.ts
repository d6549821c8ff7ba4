// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import Formula from "../../../renderer/formula/Formula.svelte";
import type { Mark } from "../../../renderer/formula/marks.ts";
import { typesetter } from "../../../renderer/formula/typesetter.svelte.ts";
import { completeDom } from "../support/dom.ts";

beforeAll(async () => {
  completeDom();
  await typesetter.load();
});

const k: Mark = { kind: "index", name: "k" };
const i: Mark = { kind: "index", name: "i" };
const W2: Mark = { kind: "matrix", name: "W2" };

/** Σₖ Hᵢₖ W⁽²⁾ₖ₀ δ, with the W and its k inside each other. */
const product = String.raw`H_{\htmlData{index=i}{i}\htmlData{index=k}{k}} \htmlData{matrix=W2}{W_{\htmlData{index=k}{k}0}} \htmlData{delta=3}{\delta_{km}}`;

function show(tex: string, rest: { lit?: Mark[]; pick?: boolean; point?: boolean } = {}) {
  const point = vi.fn<(mark: Mark | null) => void>();
  const pick = vi.fn<(mark: Mark) => void>();
  const props = {
    tex,
    label: "H i k times W two",
    lit: rest.lit ?? [],
    ...(rest.point === false ? {} : { point }),
    ...(rest.pick === false ? {} : { pick }),
  };
  const { container, rerender, unmount } = render(Formula, { props });
  return { point, pick, container, rerender, unmount, math: screen.getByRole("math") };
}

function marked(container: HTMLElement): HTMLElement[] {
  return Array.from(container.querySelectorAll<HTMLElement>("[data-mark]"));
}

function named(container: HTMLElement, name: string): HTMLElement[] {
  return marked(container).filter((one) => one.dataset.mark === name);
}

function litIn(container: HTMLElement): (string | undefined)[] {
  return Array.from(container.querySelectorAll<HTMLElement>(".lit"), (one) => one.dataset.mark);
}

describe("a formula", () => {
  it("is drawn by KaTeX and said in words", () => {
    const { math } = show("x^2");
    expect(math.getAttribute("aria-label")).toBe("H i k times W two");
    expect(math.querySelector(".katex-html")?.textContent).toBe("x2");
    expect(math.querySelector("[aria-hidden=true] .katex")).not.toBeNull();
  });

  it("has its marks where the TeX has them, in the order of reading", () => {
    const { container } = show(product);
    expect(marked(container).map((one) => one.dataset.mark)).toEqual([
      "index i",
      "index k",
      "matrix W2",
      "index k",
      "delta 3",
    ]);
  });

  it("is drawn anew when its TeX changes, with the new marks", async () => {
    const { container, rerender } = show(product, { lit: [i] });
    await rerender({ tex: String.raw`\htmlData{factor=2}{2} \htmlData{index=i}{i}` });
    expect(marked(container).map((one) => one.dataset.mark)).toEqual(["factor 2", "index i"]);
    expect(litIn(container)).toEqual(["index i"]);
  });

  it.each([String.raw`\frac{1`, "x^", String.raw`\unknown x`, "}", String.raw`\def\a{\a\a}\a`])(
    "that cannot be read shows its text: %s",
    (tex) => {
      const { math } = show(tex);
      expect(math.textContent).toBe(tex);
    },
  );

  it("that becomes readable again is drawn again", async () => {
    const { math, rerender } = show("x^");
    await rerender({ tex: "x^2" });
    expect(math.querySelector(".katex")).not.toBeNull();
  });
});

describe("hostile TeX", () => {
  it.each([
    String.raw`\href{javascript:alert(1)}{x}`,
    String.raw`\url{javascript:alert(1)}`,
    String.raw`\includegraphics{https://example.org/x.png}`,
    String.raw`\htmlId{app}{x}`,
    String.raw`\htmlClass{primary}{x}`,
    String.raw`\htmlStyle{position: fixed}{x}`,
    String.raw`\htmlData{testid=step}{x}`,
    String.raw`\htmlData{index=k, edge=W1}{x}`,
    '<img src="x" onerror="alert(1)">',
  ])("leaves nothing in the page but text: %s", (tex) => {
    const { math } = show(tex);
    expect(math.querySelector("a, img, script, [href], [src], [id], .primary, [data-testid]")).toBeNull();
    const attributes = Array.from(math.querySelectorAll("*"), (one) => one.getAttributeNames()).flat();
    expect(attributes.filter((name) => !["class", "style", "aria-hidden"].includes(name))).toEqual([]);
    expect(math.innerHTML).not.toContain("fixed");
  });
});

describe("the pointer on a formula", () => {
  it("is told of the innermost mark under it", async () => {
    const { container, point } = show(product);
    await fireEvent.pointerOver(named(container, "matrix W2")[0].querySelector(".mord")!);
    await fireEvent.pointerOver(named(container, "index k")[1]);
    expect(point.mock.calls).toEqual([[W2], [k]]);
  });

  it("is told of nothing between marks and outside", async () => {
    const { container, point, math } = show(product);
    await fireEvent.pointerOver(named(container, "index i")[0]);
    await fireEvent.pointerOver(math);
    await fireEvent.pointerOver(named(container, "index i")[0]);
    await fireEvent.pointerLeave(math);
    expect(point.mock.calls).toEqual([[i], [null], [i], [null]]);
  });

  it("is told once while it stays on the same mark", async () => {
    const { container, point } = show(product);
    await fireEvent.pointerOver(named(container, "index k")[0]);
    await fireEvent.pointerOver(named(container, "index k")[1]);
    expect(point).toHaveBeenCalledTimes(1);
  });

  it("picks the mark that is clicked", async () => {
    const { container, pick } = show(product);
    await fireEvent.click(named(container, "delta 3")[0]);
    expect(pick.mock.calls).toEqual([[{ kind: "delta", name: "3" }]]);
  });

  it("is let go when the formula disappears under it", async () => {
    const { container, point, unmount } = show(product);
    await fireEvent.pointerOver(named(container, "index i")[0]);
    unmount();
    expect(point).toHaveBeenLastCalledWith(null);
  });
});

describe("lit marks", () => {
  it("are lit wherever they stand, and no others", () => {
    const { container } = show(product, { lit: [k] });
    expect(litIn(container)).toEqual(["index k", "index k"]);
  });

  it("follow what is asked for", async () => {
    const { container, rerender } = show(product, { lit: [k] });
    await rerender({ lit: [W2, i] });
    expect(litIn(container)).toEqual(["index i", "matrix W2"]);
    await rerender({ lit: [] });
    expect(litIn(container)).toEqual([]);
  });

  it("of the same name and another kind stay dark", () => {
    const { container } = show(product, { lit: [{ kind: "factor", name: "k" }] });
    expect(litIn(container)).toEqual([]);
  });
});

describe("the keyboard in a formula", () => {
  function walk(math: HTMLElement, ...keys: string[]) {
    return keys.reduce<Promise<unknown>>(
      (before, key) => before.then(() => fireEvent.keyDown(math, { key })),
      Promise.resolve(),
    );
  }

  it("walks the marks from left to right and back, and stops at the ends", async () => {
    const { math, point, container } = show(product);
    expect(math.tabIndex).toBe(0);
    await walk(math, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "Home");
    expect(point.mock.calls.map(([mark]) => mark?.name)).toEqual(["i", "k", "W2", "k", "3", "i"]);
    expect(container.querySelectorAll(".cursor")).toHaveLength(1);
    expect(container.querySelector(".cursor")).toBe(named(container, "index i")[0]);
  });

  it("says where it stands", async () => {
    const { math } = show(product);
    await walk(math, "ArrowRight", "ArrowRight", "ArrowRight");
    expect(screen.getByRole("status").textContent).toBe("matrix W2, 3 of 5");
  });

  it("picks with Enter what it stands on", async () => {
    const { math, pick } = show(product);
    await walk(math, "Enter", "End", "Enter");
    expect(pick.mock.calls).toEqual([[{ kind: "delta", name: "3" }]]);
  });

  it.each(["Escape", "focusOut"])("is let go by %s", async (way) => {
    const { math, point, container } = show(product);
    await walk(math, "ArrowRight");
    if (way === "focusOut") await fireEvent.focusOut(math);
    else await walk(math, way);
    expect(point).toHaveBeenLastCalledWith(null);
    expect(container.querySelector(".cursor")).toBeNull();
  });

  it("leaves other keys, and keys with Control, alone", async () => {
    const { math } = show(product);
    // False where somebody prevented the default.
    expect(await fireEvent.keyDown(math, { key: "ArrowRight" })).toBe(false);
    expect(await fireEvent.keyDown(math, { key: "Tab" })).toBe(true);
    expect(await fireEvent.keyDown(math, { key: " " })).toBe(true);
    expect(await fireEvent.keyDown(math, { key: "ArrowRight", ctrlKey: true })).toBe(true);
  });

  it("passes by where there is nothing to reach", async () => {
    expect(show("x^2").math.hasAttribute("tabindex")).toBe(false);
    document.body.replaceChildren();
    expect(show(product, { point: false, pick: false }).math.hasAttribute("tabindex")).toBe(false);
    await tick();
  });
});
