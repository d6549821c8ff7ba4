import { expect, it } from "vitest";
import { layoutMagnitudes } from "../../../renderer/shell/magnitudes.ts";

const Z = { kind: "Z", layer: 0 } as const;
const H = { kind: "H", layer: 0 } as const;
const error = { kind: "error", layer: 0 } as const;

it("magnitudes are a row per step and a column per matrix, in the order of the chain", () => {
  const table = layoutMagnitudes([
    {
      step: 2,
      magnitudes: [
        { matrix: Z, largest: 1 },
        { matrix: H, largest: 1e100 },
        { matrix: error, largest: 1e50 },
      ],
    },
    {
      step: 3,
      magnitudes: [
        { matrix: Z, largest: 0 },
        { matrix: H, largest: Infinity },
      ],
    },
  ]);
  expect(table.matrices).toEqual([Z, H, error]);
  const [before, broken] = table.rows;
  expect(before.cells.map((cell) => cell?.largest)).toEqual([1, 1e100, 1e50]);
  // Logarithmic: 10⁵⁰ stands half way between 1 and 10¹⁰⁰.
  const shares = before.cells.map((cell) => cell?.share ?? NaN);
  expect(shares[1]).toBe(1);
  expect(shares[2]).toBeCloseTo((shares[0] + shares[1]) / 2, 12);
  expect(broken.cells[0]).toEqual({ largest: 0, share: 0 });
  expect(broken.cells[1]).toEqual({ largest: null, share: 1 });
  expect(broken.cells[2]).toBeNull();
});

it("equal magnitudes have bars that can be seen", () => {
  const { rows } = layoutMagnitudes([{ step: 0, magnitudes: [{ matrix: Z, largest: 5 }] }]);
  expect(rows[0].cells[0]?.share).toBeGreaterThan(0);
});
