import { describe, expect, it } from "vitest";
import type { MatrixCheck } from "../../../core/training/gradient-check.ts";
import { lampOf, type Lamp } from "../../../renderer/chain/lamp.ts";
import { lamp as text } from "../../../renderer/messages/en/lamp.ts";

const key = { kind: "dW", layer: 0 } as const;

/** What the engine may say of a matrix of 2 × 2, all of it right. */
function checkOf(facts: Partial<MatrixCheck> = {}, noise = [0, 0, 0, 0], kinks = [0, 0, 0, 0]): MatrixCheck {
  const zeros = new Float64Array(4);
  return {
    matrix: key,
    rows: 2,
    columns: 2,
    largest: 3e-11,
    row: 1,
    column: 0,
    analytic: 1,
    numeric: 1,
    noise: Math.max(...noise),
    compared: 4,
    kinks: 0,
    unjudged: 0,
    cells: {
      positions: Uint32Array.of(0, 1, 2, 3),
      analytic: zeros,
      low: zeros,
      high: zeros,
      differences: zeros,
      noise: Float64Array.from(noise),
      kinks: Uint8Array.from(kinks),
    },
    ...facts,
  };
}

function lampAfter(check: MatrixCheck, stale = false, checking = false): Lamp {
  const checked = { step: 7, check: { largest: check.largest, ok: true, matrices: [check] } };
  return lampOf(key, { checked, checking, stale });
}

describe("a gradient's lamp", () => {
  it("is hollow before any check, and busy during one", () => {
    expect(lampOf(key, { checked: null, checking: false, stale: false })).toEqual({ kind: "unchecked" });
    expect(lampOf(key, { checked: null, checking: true, stale: false })).toEqual({ kind: "checking" });
    expect(lampAfter(checkOf(), true, true)).toEqual({ kind: "checking" });
  });

  it("of another matrix's check knows nothing", () => {
    const other = checkOf({ matrix: { kind: "db", layer: 0 } });
    expect(lampAfter(other)).toEqual({ kind: "unchecked" });
  });

  it("is old when another step is shown", () => {
    expect(lampAfter(checkOf(), true)).toEqual({ kind: "stale", step: 7 });
  });

  it.each<[string, Partial<MatrixCheck>, number[], number[], string, string]>([
    ["right", {}, [0, 0, 0, 0], [0, 0, 0, 0], "right", "3·10⁻¹¹"],
    ["right without any difference", { largest: 0 }, [0, 0, 0, 0], [0, 0, 0, 0], "right", "0"],
    ["wrong", { largest: 0.02 }, [0, 0, 0, 0], [0, 0, 0, 0], "wrong", "0.02"],
    ["wrong at a kink", { largest: 2e-3, kinks: 1 }, [0, 0, 0, 0], [0, 1, 0, 0], "wrong", "2·10⁻³"],
    ["at kinks", { compared: 2, kinks: 2 }, [0, 1e-5, 1e-5, 0], [0, 1, 1, 0], "kink", "2 kinks"],
    ["at one kink", { compared: 3, kinks: 1 }, [0, 0, 0, 0], [0, 1, 0, 0], "kink", "1 kink"],
    ["hidden by rounding", {}, [0, 1e-5, 0, 0], [0, 0, 0, 0], "unknown", "unsure"],
    ["not finite", { largest: NaN }, [0, 0, 0, 0], [0, 0, 0, 0], "unknown", "unsure"],
    [
      "at several kinks throughout",
      { compared: 0, kinks: 4, unjudged: 4 },
      [0, 0, 0, 0],
      [2, 2, 2, 2],
      "unknown",
      "unsure",
    ],
  ])("%s", (_, facts, noise, kinks, kind, short) => {
    const lamp = lampAfter(checkOf(facts, noise, kinks));
    expect(lamp.kind).toBe(kind);
    expect(text.short(lamp)).toBe(short);
  });
});

describe("a lamp's name", () => {
  const name = (...how: Parameters<typeof checkOf>): string =>
    text.long(lampAfter(checkOf(...how)), "deltaW1");

  it("says how many numbers were compared, and how far off they are", () => {
    expect(name()).toBe(
      "deltaW1 is right. All 4 numbers compared: off by 3·10⁻¹¹ of the largest at most. Press to check again.",
    );
    expect(name({ compared: 2 })).toContain("2 of 4 numbers compared");
  });

  it("says how many stand at a kink, and which cannot be judged", () => {
    const said = name({ compared: 1, kinks: 3, unjudged: 1 }, [0, 0, 0, 0], [0, 1, 1, 2]);
    expect(said).toContain("3 numbers stand at a kink");
    expect(said).toContain("1 number at several kinks at once cannot be judged");
  });

  it("says where a wrong one stands", () => {
    expect(name({ largest: 0.3 })).toContain("off by 0.3 of its largest number, at [1,0]");
  });

  it("says why nothing can be said", () => {
    expect(name({ largest: NaN })).toContain("numbers are not finite");
    expect(name({}, [0, 4e-5, 0, 0])).toContain("rounding in the cost hides differences up to 4·10⁻⁵");
  });

  it("says which step was checked", () => {
    expect(text.long({ kind: "stale", step: 7 }, "deltab2")).toContain("deltab2 was checked at step 7");
  });
});
