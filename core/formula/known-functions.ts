import { exp, expm1 } from "../functions/exponential.ts";
import { cosh, sinh } from "../functions/hyperbolic.ts";
import { log, log1p } from "../functions/log.ts";
import { tanh } from "../functions/saturating.ts";
import { arctan, cos, sin, tan } from "../functions/trigonometric.ts";
import { call, difference, negative, number, powerOf, quotient, sum, type Expression } from "./expression.ts";

export type FunctionName =
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "sin"
  | "cos"
  | "tan"
  | "arctan"
  | "sinh"
  | "cosh"
  | "tanh"
  | "abs"
  | "sign";

/** A function of one number that a formula may use; NumPy and PyTorch call it by the same name. */
export interface KnownFunction {
  /** f′(u). */
  readonly derivative: (u: Expression) => Expression;
  /**
   * out[i] = f(a[i]) for the first `count`. A loop of its own for each, since an engine makes an object of
   * every number that a function it does not know beforehand returns.
   */
  readonly into: (out: Float64Array, a: Float64Array, count: number) => void;
  readonly latex: (u: string) => string;
  /** What u has to be for f(u) to be a number, as `> 0`; null where it may be anything. */
  readonly domain: string | null;
  /** Whether f or f′ jumps at u = 0. */
  readonly kinked: boolean;
}

const one = number(1);
const smooth = { domain: null, kinked: false };
const named =
  (name: string) =>
  (u: string): string =>
    String.raw`${name}\left(${u}\right)`;

/** Every function of one number that formulas know. */
export const knownFunctions: Readonly<Record<FunctionName, KnownFunction>> = {
  exp: {
    ...smooth,
    derivative: (u) => call("exp", u),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = exp(a[i]);
    },
    latex: (u) => `e^{${u}}`,
  },
  expm1: {
    ...smooth,
    derivative: (u) => call("exp", u),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = expm1(a[i]);
    },
    latex: (u) => String.raw`\left(e^{${u}} - 1\right)`,
  },
  log: {
    ...smooth,
    domain: "> 0",
    derivative: (u) => quotient(one, u),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = log(a[i]);
    },
    latex: named(String.raw`\ln`),
  },
  log1p: {
    ...smooth,
    domain: "> -1",
    derivative: (u) => quotient(one, sum(one, u)),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = log1p(a[i]);
    },
    latex: (u) => String.raw`\ln\left(1 + ${u}\right)`,
  },
  sqrt: {
    ...smooth,
    domain: ">= 0",
    derivative: (u) => quotient(number(0.5), call("sqrt", u)),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = Math.sqrt(a[i]);
    },
    latex: (u) => String.raw`\sqrt{${u}}`,
  },
  sin: {
    ...smooth,
    derivative: (u) => call("cos", u),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = sin(a[i]);
    },
    latex: named(String.raw`\sin`),
  },
  cos: {
    ...smooth,
    derivative: (u) => negative(call("sin", u)),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = cos(a[i]);
    },
    latex: named(String.raw`\cos`),
  },
  tan: {
    ...smooth,
    derivative: (u) => sum(one, powerOf(call("tan", u), number(2))),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = tan(a[i]);
    },
    latex: named(String.raw`\tan`),
  },
  arctan: {
    ...smooth,
    derivative: (u) => quotient(one, sum(one, powerOf(u, number(2)))),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = arctan(a[i]);
    },
    latex: named(String.raw`\arctan`),
  },
  sinh: {
    ...smooth,
    derivative: (u) => call("cosh", u),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = sinh(a[i]);
    },
    latex: named(String.raw`\sinh`),
  },
  cosh: {
    ...smooth,
    derivative: (u) => call("sinh", u),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = cosh(a[i]);
    },
    latex: named(String.raw`\cosh`),
  },
  tanh: {
    ...smooth,
    derivative: (u) => difference(one, powerOf(call("tanh", u), number(2))),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = tanh(a[i]);
    },
    latex: named(String.raw`\tanh`),
  },
  abs: {
    domain: null,
    kinked: true,
    derivative: (u) => call("sign", u),
    into(out, a, count) {
      for (let i = 0; i < count; i++) out[i] = Math.abs(a[i]);
    },
    latex: (u) => String.raw`\left|${u}\right|`,
  },
  sign: {
    domain: null,
    kinked: true,
    derivative: () => number(0),
    into(out, a, count) {
      // NaN stays NaN, and both zeros give 0, as in np.sign.
      for (let i = 0; i < count; i++) out[i] = a[i] > 0 ? 1 : a[i] < 0 ? -1 : a[i] === 0 ? 0 : NaN;
    },
    latex: named(String.raw`\operatorname{sign}`),
  },
};
