import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNpy, writeNpy, type NpyArray } from "../../../core/archive/npy.ts";
import { readNpyHeader } from "../../../core/archive/npy-header.ts";
import { RandomState } from "../../../core/random/random-state.ts";

/** A file that NumPy wrote: test/parity/npy.py. */
function numpyFile(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/npy/${name}.npy`, import.meta.url)));
}

const range = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => i);

/** The draws of test/parity/npy.py, in their order. */
function draw(): { readonly matrix: Float64Array; readonly column: Float64Array } {
  const random = new RandomState(7);
  return { matrix: random.randn(3, 4).values, column: random.randn(5, 1).values };
}

const arrays: Readonly<Record<string, NpyArray>> = {
  scalar: { shape: [], values: Float64Array.of(2.5) },
  empty: { shape: [0], values: new Float64Array(0) },
  vector: {
    shape: [8],
    values: Float64Array.of(0, -0, 1 / 3, -1e308, 5e-324, Infinity, -Infinity, NaN),
  },
  "long-vector": { shape: [1000], values: range(1000) },
  matrix: { shape: [3, 4], values: draw().matrix },
  column: { shape: [5, 1], values: draw().column },
  "no-rows": { shape: [0, 3], values: new Float64Array(0) },
};

describe.each(Object.entries(arrays))("NumPy's file of the %s", (name, array) => {
  it("is written byte by byte", () => {
    expect(writeNpy(array)).toEqual(numpyFile(name));
  });

  it("is read bit by bit", () => {
    expect(readNpy("a.npy", numpyFile(name))).toEqual({ ok: true, value: array });
  });
});

describe("an array in another guise", () => {
  it("column by column is turned to rows", () => {
    const value = { shape: [3, 4], values: range(12) };
    expect(readNpy("a.npy", numpyFile("fortran"))).toEqual({ ok: true, value });
  });

  it.each(["version-2", "version-3"])("%s of the format is read as version 1 is", (name) => {
    const value = { shape: [2, 3], values: range(6) };
    expect(readNpy("a.npy", numpyFile(name))).toEqual({ ok: true, value });
  });
});

describe("an array that the lab does not read is refused with its place and the reason:", () => {
  it.each([
    ["float32", "must hold numbers of the type <f8 (float64), got <f4"],
    ["big-endian", "must hold numbers of the type <f8 (float64), got >f8"],
    ["whole-numbers", "must hold numbers of the type <f8 (float64), got <i8"],
    ["record", "must hold numbers of the type <f8 (float64), got [('step', '<i8'), ('cost', '<f8')]"],
    ["three-dimensions", "must have at most 2 dimensions, got 3"],
  ])("%s", (name, message) => {
    expect(readNpy("W1.npy", numpyFile(name))).toMatchObject({
      ok: false,
      problems: [{ place: "W1.npy", message }],
    });
  });

  it.each([
    ["no bytes at all", (bytes: Uint8Array) => bytes.subarray(0, 0), "does not begin as one"],
    ["other first bytes", (bytes: Uint8Array) => bytes.with(0, 65), "does not begin as one"],
    ["a version to come", (bytes: Uint8Array) => bytes.with(6, 4), "has version 4"],
    ["a header without an end", (bytes: Uint8Array) => bytes.subarray(0, 100), "cut off within its header"],
    ["half a number less", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 4), "got 92 bytes"],
    ["a number more", (bytes: Uint8Array) => new Uint8Array([...bytes, ...bytes.subarray(0, 8)]), "got 104"],
    ["a header of another kind", (bytes: Uint8Array) => bytes.with(10, 91), "cannot be read"],
  ])("%s", (_, spoil, message) => {
    const read = readNpy("W1.npy", spoil(numpyFile("matrix")));
    expect(read).toMatchObject({ ok: false, problems: [{ place: "W1.npy" }] });
    expect(read.ok || read.problems[0].message).toContain(message);
  });

  it("one cut off anywhere, or with any byte changed, ends in a result", () => {
    const bytes = numpyFile("version-2");
    for (let length = 0; length < bytes.length; length++) {
      expect(readNpy("a.npy", bytes.subarray(0, length)).ok).toBe(false);
    }
    fc.assert(
      fc.property(fc.nat(127), fc.nat(255), (at, byte) => {
        const read = readNpy("a.npy", bytes.with(at, byte));
        if (read.ok) expect(read.value.values).toHaveLength(read.value.shape.reduce((a, b) => a * b, 1));
      }),
      { numRuns: 500 },
    );
  });
});

describe("a header", () => {
  const header = { descr: "<f8", fortranOrder: false, shape: [3, 4] };

  it.each([
    ['{"descr": "<f8", "fortran_order": False, "shape": (3, 4)}', header],
    ["{'shape': (3,4), 'fortran_order': False, 'descr': '<f8', }\n", header],
    ["{'descr': '<f8', 'fortran_order': True, 'shape': (3L, 4L), }", { ...header, fortranOrder: true }],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", { ...header, shape: [3] }],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (), }", { ...header, shape: [] }],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (3), }", null],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (-3, 4), }", null],
    ["{'descr': '<f8', 'fortran_order': 0, 'shape': (3, 4), }", null],
    ["{'descr': '<f8', 'fortran_order': False, }", null],
    ["{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }", null],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), } + exit()", null],
    ["", null],
  ])("%j reads as %j", (text, expected) => {
    expect(readNpyHeader(text)).toEqual(expected);
  });

  it("of nothing but spaces and commas is given up soon", () => {
    for (const filler of [" ", ", ", "1,", "'a' :"]) {
      const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${filler.repeat(30_000)}x), }`;
      expect(readNpyHeader(text)).toBeNull();
    }
  });
});
