import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toChromium, toElectron, translateScheme } from "./addresses.ts";
import { createCodec } from "./clone.ts";

const { encode, decode } = createCodec();
const over = (value: unknown): unknown => decode(encode(value));

describe("what crosses between main and a page", () => {
  it("arrives as structured clone would bring it, whatever it is", () => {
    const { values } = fc.letrec((tie) => ({
      values: fc.oneof(
        { depthSize: "small" },
        fc.oneof(
          fc.string(),
          fc.double(),
          fc.bigInt(),
          fc.boolean(),
          fc.date(),
          fc.constantFrom(null, undefined, -0),
        ),
        fc.oneof(fc.uint8Array(), fc.float64Array(), fc.float32Array()),
        fc.array(tie("values"), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie("values"), { maxKeys: 4 }),
        fc.array(fc.tuple(fc.string(), tie("values")), { maxLength: 3 }).map((pairs) => new Map(pairs)),
        fc.array(tie("values"), { maxLength: 3 }).map((items) => new Set(items)),
      ),
    }));
    fc.assert(
      fc.property(values, (value) => {
        expect(over(value)).toEqual(structuredClone(value));
      }),
    );
  });

  it("keeps what is one object one object, and one buffer one buffer", () => {
    const buffer = new Float64Array([1, -0, NaN, Infinity, 5e-324]).buffer;
    const shared = { name: "shared" };
    const round: { self?: unknown } = {};
    round.self = round;
    const arrived = over({
      a: shared,
      b: shared,
      round,
      views: [new Float64Array(buffer, 8, 2), new Uint8Array(buffer)],
    });
    const {
      a,
      b,
      round: ring,
      views,
    } = arrived as {
      a: object;
      b: object;
      round: { self: object };
      views: [Float64Array, Uint8Array];
    };
    expect(a).toBe(b);
    expect(ring.self).toBe(ring);
    expect(views[0].buffer).toBe(views[1].buffer);
    expect([...views[0]]).toEqual([-0, NaN]);
    expect(views[1].byteLength).toBe(40);
  });

  it("has no functions", () => {
    expect(() => encode({ call: () => undefined })).toThrow("An object could not be cloned.");
  });
});

describe("an address of the application's own scheme", () => {
  it("goes to Chromium as one of https that no network has, and comes back the same", () => {
    translateScheme("app");
    const address = "app://rematrix/assets/index.js?a=1#b";
    expect(toChromium(address)).toBe("https://rematrix.app.invalid/assets/index.js?a=1#b");
    expect(toElectron(toChromium(address))).toBe(address);
    expect(toElectron("app://rematrix")).toBe("app://rematrix");
  });

  it("is the only one that is translated", () => {
    for (const address of ["https://example.org/", "https://rematrix.other.invalid/", "blob:https://x/1"]) {
      expect(toChromium(address)).toBe(address);
      expect(toElectron(address)).toBe(address);
    }
  });
});
