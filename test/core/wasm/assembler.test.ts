import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ModuleWriter,
  type FunctionWriter,
  type Local,
  type ValueType,
} from "../../../core/wasm/assembler.ts";

/** Writes one function, and gives it together with the memory that it runs on. */
function assemble(
  parameters: readonly ValueType[],
  result: ValueType | null,
  write: (code: FunctionWriter, parameters: readonly Local[]) => void,
): { run: (...values: number[]) => number; memory: Float64Array } {
  const module = new ModuleWriter();
  module.add("run", parameters, result, write);
  const bytes = module.encode();
  expect(WebAssembly.validate(bytes)).toBe(true);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return { run: exports.run as (...values: number[]) => number, memory: new Float64Array(memory.buffer) };
}

describe("constants", () => {
  it("of whole numbers arrive as they are, at every length of their encoding", () => {
    const wholes = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 63, 64, -64, -65, 8191, 8192, 2 ** 31 - 1));
    fc.assert(
      fc.property(wholes, (value) => {
        expect(assemble([], "i32", (code) => code.i32(value)).run()).toBe(value);
      }),
    );
  });

  it("of float64 arrive bit for bit", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(Object.is(assemble([], "f64", (code) => code.f64(value)).run(), value)).toBe(true);
        const vector = assemble([], "f64", (code) => code.f64x2(value).lane(1));
        expect(Object.is(vector.run(), value)).toBe(true);
      }),
    );
  });
});

describe("locals, loops and jumps", () => {
  it("sum the numbers from n down to 1", () => {
    const sum = assemble(["i32"], "i32", (code, [n]) => {
      const total = code.local("i32");
      code.block(() => {
        code.loop(() => {
          code.get(n).op("i32.eqz").breakIf(1);
          code.get(total).get(n).op("i32.add").set(total);
          code.get(n).i32(1).op("i32.sub").set(n);
          code.break(0);
        });
      });
      code.get(total);
    });
    expect([0, 1, 2, 300].map((n) => sum.run(n))).toEqual([0, 1, 3, 45150]);
  });

  it("call a function that stands before, with more than 127 bytes and 127 locals", () => {
    const module = new ModuleWriter();
    const tripled = module.add(null, ["f64"], "f64", (code, [x]) => code.get(x).f64(3).op("f64.mul"));
    module.add("run", ["f64"], "f64", (code, [x]) => {
      const locals = Array.from({ length: 200 }, () => code.local("f64"));
      locals.forEach((local) => code.get(x).set(local));
      code.f64(0);
      locals.forEach((local) => code.get(local).call(tripled).op("f64.add"));
    });
    const memory = new WebAssembly.Memory({ initial: 1 });
    const built = new WebAssembly.Instance(new WebAssembly.Module(module.encode()), { env: { memory } });
    expect((built.exports.run as (x: number) => number)(0.5)).toBe(300);
  });
});

describe("memory", () => {
  it("is read and written at an address plus an offset, two numbers at a time", () => {
    const { run, memory } = assemble(["i32"], null, (code, [at]) => {
      code.get(at);
      code.get(at).memory("v128.load", 16).get(at).memory("v128.load64_splat", 40).op("f64x2.mul");
      code.memory("v128.store", 800);
      code.get(at).get(at).memory("v128.load", 16).f64(-1).replaceLane(0).memory("v128.store", 1600);
    });
    memory.set([1, 2, 3, 4, 5, 6], 10);
    run(80);
    expect(Array.from(memory.subarray(110, 112))).toEqual([18, 24]);
    expect(Array.from(memory.subarray(210, 212))).toEqual([-1, 4]);
  });
});

describe("lanes", () => {
  it("are calculated with as float64, each by itself", () => {
    const ops = { "f64x2.add": 7.5, "f64x2.sub": 2.5, "f64x2.mul": 12.5, "f64x2.div": 2 } as const;
    for (const [op, expected] of Object.entries(ops)) {
      const { run } = assemble(["f64", "f64"], "f64", (code, [a, b]) => {
        code.get(a).op("f64x2.splat").get(b).op("f64x2.splat");
        code.op(op as keyof typeof ops).lane(1);
      });
      expect(run(5, 2.5)).toBe(expected);
    }
  });

  it("are chosen by a comparison's mask", () => {
    const larger = assemble(["f64", "f64"], "f64", (code, [a, b]) => {
      const [left, right] = [code.local("v128"), code.local("v128")];
      code.get(a).op("f64x2.splat").set(left).get(b).op("f64x2.splat").set(right);
      code.get(left).get(right).get(left).get(right).op("f64x2.gt").op("v128.bitselect").lane(0);
    });
    expect([larger.run(1, 2), larger.run(2, 1), larger.run(-1, -2)]).toEqual([2, 2, -1]);
  });
});
