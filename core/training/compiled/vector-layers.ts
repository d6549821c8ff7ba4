import type { Kernels } from "../../matrix/kernels/kernels.ts";
import { activationOf } from "../../network/activations.ts";
import type { LayerVectors } from "../../network/layer-vectors.ts";
import type { LayerPlan, NetworkPlan } from "../../network/plan.ts";
import { ModuleWriter, type FunctionWriter, type Local } from "../../wasm/assembler.ts";
import { webAssembly } from "../../wasm/web-assembly.ts";
import { activationCodeOf, type ActivationCode } from "./activation-code.ts";

/** What the module exports for each layer; arguments are addresses, `rows` is a number of rows. */
interface LayerCode {
  /** Gives a number that is not 0 where f hides that Z is not finite. */
  readonly finish: (Z: number, H: number, b: number, rows: number) => number;
  readonly derive: (G: number, Z: number, H: number, rows: number) => void;
  readonly sum: (db: number, G: number, rows: number) => void;
}

/**
 * The element-by-element work of each layer, two numbers at a time, for arrays in the kernels' memory; null
 * in place of a layer whose activation has no code here. Null altogether where the kernels have no memory.
 */
export function vectorLayers(
  network: NetworkPlan,
  { memory }: Kernels,
): readonly (LayerVectors | null)[] | null {
  if (memory === null || webAssembly === null) return null;
  const module = new ModuleWriter();
  network.layers.forEach((layer, l) => {
    const activation = codeOf(layer);
    if (activation === undefined) return;
    const { units } = layer;
    const { hidesInfinity } = activationOf(layer.activation);
    module.add(`finish${l}`, ["i32", "i32", "i32", "i32"], "f64", (code, parameters) =>
      writeFinish(code, parameters, units, network.bias, activation, hidesInfinity),
    );
    module.add(`derive${l}`, ["i32", "i32", "i32", "i32"], null, (code, parameters) =>
      writeDerivative(code, parameters, units, activation),
    );
    module.add(`sum${l}`, ["i32", "i32", "i32"], null, (code, parameters) =>
      writeColumnSums(code, parameters, units),
    );
  });
  const { exports } = new webAssembly.Instance(new webAssembly.Module(module.encode()), { env: { memory } });
  return network.layers.map((layer, l) => {
    if (codeOf(layer) === undefined) return null;
    const finish = exports[`finish${l}`] as LayerCode["finish"];
    const derive = exports[`derive${l}`] as LayerCode["derive"];
    const sum = exports[`sum${l}`] as LayerCode["sum"];
    return {
      finish: (Z, H, b, rows) =>
        finish(Z.byteOffset, H.byteOffset, b === null ? 0 : b.byteOffset, rows) === 0,
      multiplyByDerivative: (G, Z, H, rows) => derive(G.byteOffset, Z.byteOffset, H.byteOffset, rows),
      sumColumns: (db, G, rows) => sum(db.byteOffset, G.byteOffset, rows),
    };
  });
}

/** Null for a linear layer, which has nothing to apply; undefined where there is no code. */
function codeOf({ activation }: LayerPlan): ActivationCode | null | undefined {
  return activation === "linear" ? null : (activationCodeOf(activation) ?? undefined);
}

/** Reads the next two numbers of a row, or its last one into both lanes; writes them back alike. */
interface Reach {
  readonly load: (at: Local) => void;
  readonly store: (at: Local, value: Local) => void;
}

const pairwise = (code: FunctionWriter): Reach => ({
  load: (at) => code.get(at).memory("v128.load"),
  store: (at, value) => code.get(at).get(value).memory("v128.store"),
});

const single = (code: FunctionWriter): Reach => ({
  load: (at) => code.get(at).memory("v128.load64_splat"),
  store: (at, value) => code.get(at).get(value).lane(0).memory("f64.store"),
});

/** Runs through `units` elements of one row, moving the addresses on. */
function eachOfRow(
  code: FunctionWriter,
  units: number,
  addresses: readonly Local[],
  body: (reach: Reach) => void,
): void {
  const move = (bytes: number): void => {
    for (const address of addresses) code.get(address).i32(bytes).op("i32.add").set(address);
  };
  const pairs = units >>> 1;
  if (pairs > 0) {
    const left = code.local("i32");
    code.i32(pairs).set(left);
    code.loop(() => {
      body(pairwise(code));
      move(16);
      code.get(left).i32(1).op("i32.sub").tee(left).breakIf(0);
    });
  }
  if (units % 2 === 1) {
    body(single(code));
    move(8);
  }
}

/** Code that is run for every row, also for none. */
function eachRow(code: FunctionWriter, rows: Local, body: () => void): void {
  code.block(() => {
    code.loop(() => {
      code.get(rows).op("i32.eqz").breakIf(1);
      body();
      code.get(rows).i32(1).op("i32.sub").set(rows);
      code.break(0);
    });
  });
}

function writeFinish(
  code: FunctionWriter,
  [Z, H, b, rows]: readonly Local[],
  units: number,
  bias: boolean,
  activation: ActivationCode | null,
  hidesInfinity: boolean,
): void {
  const [z, h, finite] = [code.local("v128"), code.local("v128"), code.local("v128")];
  const column = code.local("i32");
  if (bias || activation !== null) {
    eachRow(code, rows, () => {
      code.get(b).set(column);
      eachOfRow(code, units, [Z, H, column], ({ load, store }) => {
        load(Z);
        if (bias) {
          load(column);
          code.op("f64x2.add");
        }
        code.set(z);
        if (bias) store(Z, z);
        if (activation !== null) {
          activation.apply(code, h, z);
          store(H, h);
        }
        if (hidesInfinity) code.get(finite).f64x2(0).get(z).op("f64x2.mul").op("f64x2.add").set(finite);
      });
    });
  }
  code.get(finite).lane(0).get(finite).lane(1).op("f64.add");
}

function writeDerivative(
  code: FunctionWriter,
  [G, Z, H, rows]: readonly Local[],
  units: number,
  activation: ActivationCode | null,
): void {
  if (activation === null) return;
  const [g, z, h] = [code.local("v128"), code.local("v128"), code.local("v128")];
  eachRow(code, rows, () =>
    eachOfRow(code, units, [G, Z, H], ({ load, store }) => {
      load(Z);
      code.set(z);
      load(H);
      code.set(h);
      load(G);
      activation.pushDerivative(code, z, h);
      code.op("f64x2.mul").set(g);
      store(G, g);
    }),
  );
}

/** Row by row from 0 on. */
function writeColumnSums(code: FunctionWriter, [db, G, rows]: readonly Local[], units: number): void {
  const sum = code.local("v128");
  const column = code.local("i32");
  code.get(db).set(column);
  eachOfRow(code, units, [column], ({ store }) => {
    code.f64x2(0).set(sum);
    store(column, sum);
  });
  eachRow(code, rows, () => {
    code.get(db).set(column);
    eachOfRow(code, units, [column, G], ({ load, store }) => {
      load(column);
      load(G);
      code.op("f64x2.add").set(sum);
      store(column, sum);
    });
  });
}
