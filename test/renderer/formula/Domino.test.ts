// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import Domino from "../../../renderer/formula/Domino.svelte";
import type { Piece } from "../../../renderer/formula/dominoes.ts";
import type { Mark } from "../../../renderer/formula/marks.ts";
import { typesetter } from "../../../renderer/formula/typesetter.svelte.ts";
import { completeDom } from "../support/dom.ts";

beforeAll(async () => {
  completeDom();
  await typesetter.load();
});

const X: Piece = { label: "X.T", tex: "X^{T}", rows: 3, columns: 10, rowsIndex: "j", columnsIndex: "i" };
const E: Piece = { label: "error", rows: 10, columns: 1, rowsIndex: "i", columnsIndex: "k" };
const W: Piece = { label: "W2", rows: 4, columns: 1 };

function show(pieces: readonly Piece[], lit: readonly Mark[] = []) {
  const point = vi.fn<(mark: Mark | null) => void>();
  const { container } = render(Domino, { props: { pieces, lit, point } });
  const joints = Array.from(container.querySelectorAll<HTMLElement>("[data-joint]"));
  return { point, container, joints, strip: screen.getByRole("img") };
}

describe("shapes that fit", () => {
  it("join, and what is left over stands behind the arrow", () => {
    const { joints, strip } = show([X, E]);
    expect(joints.map((one) => one.dataset.joint)).toEqual(["fits"]);
    expect(strip.textContent).not.toContain("≠");
    const result = screen.getByTestId("domino-result").textContent!.replace(/\s+/g, " ").trim();
    expect(result).toBe("(3, 1) j 3 k 1");
  });

  it("are said in words", () => {
    expect(show([X, E]).strip.getAttribute("aria-label")).toBe("X.T (3, 10), error (10, 1), gives (3, 1)");
  });

  it("have names in TeX or as they are", () => {
    const { container } = show([X, E]);
    expect(container.querySelector(".piece .katex")!.textContent).toBe("XT");
    expect(container.textContent).toContain("error");
  });
});

describe("shapes that do not fit", () => {
  it("stand apart, with ≠ between the two sizes, and come to nothing", () => {
    const { joints, container, strip } = show([X, E, W]);
    expect(joints.map((one) => [one.dataset.joint, one.textContent!.trim()])).toEqual([
      ["fits", ""],
      ["gap", "≠"],
    ]);
    const misfits = Array.from(container.querySelectorAll(".misfit .figure"), (one) => one.textContent);
    expect(misfits).toEqual(["1", "4"]);
    expect(screen.queryByTestId("domino-result")).toBeNull();
    expect(strip.getAttribute("aria-label")).toBe(
      "X.T (3, 10), error (10, 1), W2 (4, 1), does not join: 1 is not 4",
    );
  });
});

describe("the index letters on the halves", () => {
  it("are marks that are pointed at and lit like those of a formula", async () => {
    const { container, point } = show([X, E], [{ kind: "index", name: "i" }]);
    const marks = Array.from(container.querySelectorAll<HTMLElement>("[data-mark]"));
    expect(marks.map((one) => one.dataset.mark)).toEqual([
      ...["index j", "index i", "index i", "index k"],
      ...["index j", "index k"],
    ]);
    expect(marks.map((one) => one.classList.contains("lit"))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
    await fireEvent.pointerOver(marks[3]);
    expect(point.mock.calls).toEqual([[{ kind: "index", name: "k" }]]);
  });

  it("are walked through by keyboard", async () => {
    const { strip, point } = show([X, E]);
    for (const key of ["ArrowRight", "ArrowRight", "End"]) await fireEvent.keyDown(strip, { key });
    expect(point.mock.calls.map(([mark]) => mark?.name)).toEqual(["j", "i", "k"]);
  });

  it("are left out where none are given, and then nothing takes the focus", () => {
    const { container, strip } = show([W, { ...W, rows: 1 }]);
    expect(container.querySelector("[data-mark]")).toBeNull();
    expect(strip.hasAttribute("tabindex")).toBe(false);
  });
});
