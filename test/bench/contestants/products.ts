/* The products alone, and what the processor could do at most in the same vectors. */
import { simdKernels } from "../../../core/matrix/kernels/simd-kernels.ts";
import { plainKernels } from "../../../core/matrix/kernels/plain-kernels.ts";
import { RandomState } from "../../../core/random/random-state.ts";
import { ModuleWriter } from "../../../core/wasm/assembler.ts";

/** Sums that run beside each other: as many as hide a multiplication's and an addition's delay. */
const CHAINS = 12;
const UNROLLED = 4;
const ROUNDS = 50_000;

/** Floating-point operations of one run of the peak. */
export const PEAK_OPERATIONS = ROUNDS * UNROLLED * CHAINS * 2 * 2;

/** A product to be timed: A (m,k) · B (k,n). */
export interface ProductProblem {
  readonly product: readonly [m: number, k: number, n: number];
}

interface Contestant {
  readonly run: (times: number) => void;
  readonly cost: () => number;
}

/** The product in our kernels, or, as `peak`, nothing but multiplications and additions in registers. */
export function setup(
  { product: [m, k, n] }: ProductProblem,
  { kernels }: { readonly kernels: "simd" | "plain" | "peak" },
): Contestant {
  if (kernels === "peak") return setUpPeak();
  const chosen = kernels === "plain" ? plainKernels : simdKernels(m * k + k * n + m * n + 64);
  if (chosen === null) throw new Error("WebAssembly's vectors are missing");
  const random = new RandomState(1);
  const [a, b, out] = [m * k, k * n, m * n].map((length) => chosen.allocate(length));
  a.set(random.rand(m, k).values);
  b.set(random.rand(k, n).values);
  return {
    run: (times) => {
      for (let done = 0; done < times; done++) chosen.multiplyInto(out, a, b, m, k, n);
    },
    cost: () => out.reduce((sum, value) => sum + value, 0),
  };
}

/** x ⇒ x · ½ + ½ in 12 registers of two float64 each, none of which waits for another. */
function setUpPeak(): Contestant {
  const writer = new ModuleWriter();
  writer.add("peak", ["i32"], "f64", (code, [left]) => {
    const half = code.local("v128");
    const chains = Array.from({ length: CHAINS }, () => code.local("v128"));
    code.f64x2(0.5).set(half);
    code.loop(() => {
      for (let round = 0; round < UNROLLED; round++) {
        for (const chain of chains) {
          code.get(chain).get(half).op("f64x2.mul").get(half).op("f64x2.add").set(chain);
        }
      }
      code.get(left).i32(1).op("i32.sub").tee(left).breakIf(0);
    });
    // Only what is used has to be computed.
    for (const chain of chains.slice(1)) code.get(chains[0]).get(chain).op("f64x2.add").set(chains[0]);
    code.get(chains[0]).lane(0);
  });
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const module = new WebAssembly.Module(writer.encode());
  const { peak } = new WebAssembly.Instance(module, { env: { memory } }).exports as {
    readonly peak: (rounds: number) => number;
  };
  let sum = NaN;
  return {
    run: (times) => {
      for (let done = 0; done < times; done++) sum = peak(ROUNDS);
    },
    cost: () => sum,
  };
}
