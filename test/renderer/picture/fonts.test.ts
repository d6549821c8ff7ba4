import { describe, expect, it } from "vitest";
import { splitOutside } from "../../../renderer/picture/box.ts";
import { chooseFaces, covers, fileOf, type Face } from "../../../renderer/picture/fonts.ts";
import { escape, round, tag } from "../../../renderer/picture/markup.ts";

function face(family: string, change: Partial<Face> = {}): Face {
  return { family, style: "normal", weight: "400", range: "", address: `${family}.woff2`, ...change };
}

const faces = [
  face("Inter", { weight: "100 900", range: "U+0000-00FF", address: "latin" }),
  face("Inter", { weight: "100 900", range: "U+0370-03FF", address: "greek" }),
  face("KaTeX_Main", { address: "regular" }),
  face("KaTeX_Main", { weight: "700", address: "bold" }),
  face("KaTeX_Math", { style: "italic", address: "italic" }),
];

function chosen(family: string, letters: string, weight = "400", style = "normal"): string[] {
  return chooseFaces({ family, weight, style, letters: new Set(letters) }, faces).map(
    ({ address }) => address,
  );
}

describe("the fonts of a picture", () => {
  it("are those whose letters are in it, and no other", () => {
    expect(chosen('"Inter", sans-serif', "abc")).toEqual(["latin"]);
    expect(chosen("Inter, sans-serif", "aΔ")).toEqual(["latin", "greek"]);
    expect(chosen("sans-serif", "a")).toEqual([]);
  });

  it("are of the nearest weight and of the style", () => {
    expect(chosen("KaTeX_Main", "x", "600")).toEqual(["bold"]);
    expect(chosen("KaTeX_Math, KaTeX_Main", "x", "400", "italic")).toEqual(["italic"]);
  });

  it("come from the first family that has a letter", () => {
    expect(chosen("Inter, KaTeX_Main", "→")).toEqual(["regular"]);
  });

  it.each([
    ["U+0370-0377, U+37A", 0x37a, true],
    ["U+0370-0377", 0x378, false],
    ["U+4??", 0x4ff, true],
    ["", 0x1f600, true],
  ])("range %j with %i: %s", (range, code, expected) => {
    expect(covers(range, code)).toBe(expected);
  });

  it("are found by their names, whatever mark a build has added", () => {
    const paths = ["../fonts/inter-latin.woff2", "../fonts/inter-latin-ext.woff2"];
    expect(fileOf("app://rematrix/assets/inter-latin-Dx4kXJAl.woff2", paths)).toBe(paths[0]);
    expect(fileOf("app://rematrix/assets/inter-latin-ext-DO1Apj_S.woff2", paths)).toBe(paths[1]);
    expect(fileOf("http://127.0.0.1/fonts/inter-latin.woff2", paths)).toBe(paths[0]);
    expect(fileOf("app://rematrix/assets/other-Dx4kXJAl.woff2", paths)).toBeNull();
  });
});

describe("the markup of a picture", () => {
  it("has attributes in the fewest digits, without those that are null", () => {
    expect(tag("rect", { x: 0.1 + 0.2, y: -0, fill: "none", rx: null })).toBe(
      '<rect x="0.3" y="0" fill="none"/>',
    );
    expect(round(1e-9)).toBe("0");
  });

  it("has no sign that is XML's, and none that XML has not", () => {
    expect(escape('<a & "b">\u0000\ud800x😀')).toBe("&lt;a &amp; &quot;b&quot;&gt;x😀");
  });

  it("splits lists of CSS outside of brackets", () => {
    expect(splitOutside("to right, rgb(1, 2, 3) 10%, red", ",")).toEqual([
      "to right",
      "rgb(1, 2, 3) 10%",
      "red",
    ]);
  });
});
