import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawings, folder, icnsTypes, icoSizes, pngSizes, recordFile, recordOf } from "../support/icons.mjs";

const bytesOf = (name: string): Buffer => readFileSync(join(folder, name));

/** The sides that a PNG's header tells. */
function sides(png: Buffer): [number, number] {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** The sides and the place of every picture that an .ico lists. */
function picturesOfIco(ico: Buffer): { side: number; content: Buffer }[] {
  expect(ico.subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]));
  return Array.from({ length: ico.readUInt16LE(4) }, (_, i) => {
    const entry = ico.subarray(6 + 16 * i, 22 + 16 * i);
    expect(entry[0]).toBe(entry[1]);
    const start = entry.readUInt32LE(12);
    const content = ico.subarray(start, start + entry.readUInt32LE(8));
    return { side: entry[0] || 256, content };
  });
}

/** The kinds of picture in an .icns, each with its content. */
function picturesOfIcns(icns: Buffer): Map<string, Buffer> {
  expect(icns.subarray(0, 4).toString("latin1")).toBe("icns");
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const pictures = new Map<string, Buffer>();
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const end = at + icns.readUInt32BE(at + 4);
    pictures.set(icns.subarray(at, at + 4).toString("latin1"), icns.subarray(at + 8, end));
  }
  return pictures;
}

test("the icons are what `npm run icons` made of the drawings as they are now", () => {
  expect(recordOf()).toEqual(JSON.parse(readFileSync(recordFile, "utf8")));
});

describe.each(drawings)("the icon of the %s", (name) => {
  test("is there as a PNG of every size", () => {
    for (const size of pngSizes) {
      expect(sides(bytesOf(`${name}/${size}x${size}.png`))).toEqual([size, size]);
    }
  });

  test("has every size that Windows shows in its .ico, the largest as a PNG", () => {
    const pictures = picturesOfIco(bytesOf(`${name}.ico`));
    expect(pictures.map(({ side }) => side)).toEqual(icoSizes);
    expect(sides(pictures[pictures.length - 1].content)).toEqual([256, 256]);
  });

  test("has every size that macOS shows in its .icns", () => {
    const pictures = picturesOfIcns(bytesOf(`${name}.icns`));
    expect([...pictures.keys()].sort()).toEqual(icnsTypes.map(([type]) => type).sort());
    for (const [type, size] of icnsTypes.filter(([, size]) => size > 32)) {
      expect(sides(pictures.get(type) ?? Buffer.alloc(24))).toEqual([size, size]);
    }
  });

  test("asks for nothing from elsewhere and says what it shows", () => {
    const drawing = bytesOf(`${name}.svg`).toString("utf8");
    expect(drawing.match(/https?:[^"]*/g)).toEqual(["http://www.w3.org/2000/svg"]);
    expect(drawing).toMatch(/<title>.+<\/title>/);
    expect(drawing).not.toMatch(/<text|<image|<script|href/);
  });
});
