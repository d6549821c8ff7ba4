import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  contrast,
  niceLimit,
  paletteFor,
  shadeOf,
  type ScaleKind,
  type Theme,
} from "../../../renderer/colour/diverging.ts";
import { channelsOf, wcagContrast } from "../support/contrast.ts";

/** The design's tokens: neutral, and negative → positive of each kind. */
const TOKENS: Record<Theme, Record<"neutral" | ScaleKind, readonly string[]>> = {
  light: {
    neutral: ["#f1f3f5"],
    weights: ["#d9660b", "#1f5fbf"],
    data: ["#7b3294", "#1a8a4a"],
    gradients: ["#8c510a", "#01776c"],
  },
  dark: {
    neutral: ["#242c36"],
    weights: ["#f5913d", "#5fa0f5"],
    data: ["#c08ae0", "#5fcf8c"],
    gradients: ["#d6a24c", "#4cc9bb"],
  },
};

const palettes = (["light", "dark"] as const).flatMap((theme) =>
  (["data", "weights", "gradients"] as const).map((kind) => ({
    theme,
    kind,
    palette: paletteFor(kind, theme),
  })),
);

/** Magnitudes that a training can reach, from far below to far above 1. */
const magnitudes = fc
  .record({ digits: fc.double({ min: 1, max: 10, noNaN: true }), power: fc.integer({ min: -290, max: 290 }) })
  .map(({ digits, power }) => digits * 10 ** power);

describe.each(palettes)("the $theme palette of $kind", ({ theme, kind, palette }) => {
  it("shows zero as the neutral", () => {
    expect(palette.colours[shadeOf(0, 1)]).toBe(TOKENS[theme].neutral[0]);
  });

  it("ends in the kind's two colours", () => {
    const [negative, positive] = TOKENS[theme][kind];
    expect(palette.colours[shadeOf(-3, 3)]).toBe(negative);
    expect(palette.colours[shadeOf(3, 3)]).toBe(positive);
    expect(palette.colours.at(0)).toBe(negative);
    expect(palette.colours.at(-1)).toBe(positive);
  });

  it("has an ink for every colour, with a contrast of at least 4.5", () => {
    expect(palette.inks).toHaveLength(palette.colours.length);
    const faint = palette.colours.filter((colour, index) => wcagContrast(colour, palette.inks[index]) < 4.5);
    expect(faint).toEqual([]);
  });

  it("has every colour as an opaque pixel, red in the lowest byte", () => {
    const bytes = new Uint8Array(palette.pixels.buffer);
    palette.colours.forEach((colour, index) => {
      expect([...bytes.subarray(4 * index, 4 * index + 4)]).toEqual([...channelsOf(colour), 255]);
    });
  });

  it("stands off the neutral more and more towards both ends", () => {
    const middle = (palette.colours.length - 1) / 2;
    const distances = palette.colours.map((colour) =>
      Math.hypot(...channelsOf(colour).map((part, i) => part - channelsOf(palette.colours[middle])[i])),
    );
    // A channel is rounded to whole numbers, so that neighbours may trade places by less than one.
    for (let index = 1; index < distances.length; index++) {
      const rise = distances[index] - distances[index - 1];
      expect(index > middle ? rise : -rise).toBeGreaterThan(-1);
    }
    expect(Math.min(distances[0], distances.at(-1)!)).toBeGreaterThan(60);
  });
});

describe("the palettes", () => {
  it("are made once", () => {
    expect(paletteFor("data", "dark")).toBe(paletteFor("data", "dark"));
  });

  it("differ between kinds and themes", () => {
    expect(new Set(palettes.map(({ palette }) => palette.colours.join())).size).toBe(6);
  });
});

describe("the shade of a value", () => {
  const { colours } = paletteFor("weights", "light");
  const middle = (colours.length - 1) / 2;

  it("is as far from the middle for −x as for x, on the other side", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), magnitudes, (value, limit) => {
        const shade = shadeOf(value, limit);
        expect(Number.isInteger(shade)).toBe(true);
        expect(shadeOf(-value, limit) + shade).toBe(2 * middle);
        expect(colours[shade]).toBeDefined();
      }),
    );
  });

  it("never moves back towards zero as the value grows", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (a, b) => {
          expect(shadeOf(Math.min(a, b), 1)).toBeLessThanOrEqual(shadeOf(Math.max(a, b), 1));
        },
      ),
    );
  });

  it("is the power of 0.8 of the value's part of the limit, rounded to a shade", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (part) => {
        const exact = part ** 0.8 * middle;
        expect(Math.abs(shadeOf(part, 1) - middle - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
      }),
    );
  });

  it("changes at every one of the scale's borders", () => {
    for (let shade = 1; shade <= middle; shade++) {
      const border = ((shade - 0.5) / middle) ** 1.25;
      expect(shadeOf(border * (1 - 1e-9), 1) - middle).toBe(shade - 1);
      expect(shadeOf(border * (1 + 1e-9), 1) - middle).toBe(shade);
    }
  });

  it("is the end's for values beyond the limit", () => {
    expect(shadeOf(7, 2)).toBe(colours.length - 1);
    expect(shadeOf(-7, 2)).toBe(0);
    expect(shadeOf(-Infinity, 2)).toBe(0);
  });

  it("tells a hundredth of the limit from zero", () => {
    expect(shadeOf(0.01, 1)).toBeGreaterThan(middle);
    expect(shadeOf(-0.01, 1)).toBeLessThan(middle);
  });

  it("gives a small value more than its share of the way", () => {
    expect((shadeOf(0.1, 1) - middle) / middle).toBeGreaterThan(0.14);
  });

  it("is the middle for both zeros, and for everything on a scale without length", () => {
    expect(shadeOf(-0, 1)).toBe(middle);
    expect(shadeOf(5, 0)).toBe(middle);
    expect(shadeOf(5, NaN)).toBe(middle);
  });
});

describe("contrast", () => {
  it("is 21 between black and white and 1 between equal colours", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 10);
    expect(contrast("#d9660b", "#d9660b")).toBe(1);
  });

  it("is WCAG's, whichever colour comes first", () => {
    // #767676 is the lightest grey that WCAG lets stand on white: 4.54.
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(contrast("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
  });
});

describe("the nice limit", () => {
  it.each([
    [0.0003, 0.0005],
    [0.31, 0.5],
    [1, 1],
    [1.0001, 2],
    [2, 2],
    [4.99, 5],
    [5.01, 10],
    [870.8668409351022, 1000],
    [1000, 1000],
    [123456, 200000],
  ])("above %d is %d", (magnitude, limit) => {
    expect(niceLimit(magnitude)).toBeCloseTo(limit, 12);
  });

  it("is 1, 2 or 5 times a power of ten, at or above the magnitude, and at most 2.5 times as large", () => {
    fc.assert(
      fc.property(magnitudes, (magnitude) => {
        const limit = niceLimit(magnitude);
        expect(limit).toBeGreaterThanOrEqual(magnitude * (1 - 1e-11));
        expect(limit).toBeLessThanOrEqual(magnitude * 2.5 * (1 + 1e-11));
        expect(limit.toExponential(9)).toMatch(/^[125]\.0+e/);
      }),
    );
  });

  it("of what has no size is 1", () => {
    for (const magnitude of [0, NaN, Infinity]) expect(niceLimit(magnitude)).toBe(1);
  });
});
