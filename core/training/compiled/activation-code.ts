import type { ActivationPlan } from "../../network/plan.ts";
import type { FunctionWriter, Local } from "../../wasm/assembler.ts";
import { writeSigmoid, writeTanh } from "./exponential-code.ts";

/** An activation as code on two numbers at a time, operation by operation as core/network/activations. */
export interface ActivationCode {
  /** h = f(z). */
  readonly apply: (code: FunctionWriter, h: Local, z: Local) => void;
  /** Pushes f′(z), given z and h = f(z). */
  readonly pushDerivative: (code: FunctionWriter, z: Local, h: Local) => void;
  /** Instructions of `apply`, roughly: long ones are not written out again and again. */
  readonly size: number;
}

const codes: Readonly<Record<string, ActivationCode>> = {
  square: {
    apply: (code, h, z) => code.get(z).get(z).op("f64x2.mul").set(h),
    pushDerivative: (code, z) => code.f64x2(2).get(z).op("f64x2.mul"),
    size: 2,
  },
  cube: {
    apply: (code, h, z) => code.get(z).get(z).op("f64x2.mul").get(z).op("f64x2.mul").set(h),
    pushDerivative: (code, z) => code.f64x2(3).get(z).get(z).op("f64x2.mul").op("f64x2.mul"),
    size: 3,
  },
  relu: {
    // x ≤ 0 gives 0; NaN stays NaN.
    apply: (code, h, z) => code.get(z).get(z).f64x2(0).op("f64x2.le").op("v128.andnot").set(h),
    pushDerivative: (code, z) => code.f64x2(1).get(z).f64x2(0).op("f64x2.gt").op("v128.and"),
    size: 3,
  },
  "leaky-relu": {
    apply(code, h, z) {
      code.get(z).f64x2(0.01).get(z).op("f64x2.mul");
      code.get(z).f64x2(0).op("f64x2.gt").op("v128.bitselect").set(h);
    },
    pushDerivative: (code, z) =>
      code.f64x2(1).f64x2(0.01).get(z).f64x2(0).op("f64x2.gt").op("v128.bitselect"),
    size: 5,
  },
  tanh: {
    apply: writeTanh,
    pushDerivative: (code, _z, h) => code.f64x2(1).get(h).get(h).op("f64x2.mul").op("f64x2.sub"),
    size: 200,
  },
  sigmoid: {
    apply: writeSigmoid,
    pushDerivative: (code, _z, h) => code.get(h).f64x2(1).get(h).op("f64x2.sub").op("f64x2.mul"),
    size: 200,
  },
};

/** The code of an activation that is not linear; null where there is none. */
export function activationCodeOf(activation: ActivationPlan): ActivationCode | null {
  return typeof activation === "string" ? (codes[activation] ?? null) : null;
}
