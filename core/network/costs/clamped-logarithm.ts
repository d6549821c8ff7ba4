import { log, log1p } from "../../functions/log.ts";

/** As in PyTorch's BCELoss, so that a wrong output of exactly 0 or 1 costs much, but not everything. */
const LOWEST = -100;
/** e^−100, where the logarithm meets its bound. */
const SMALLEST = 3.720075976020836e-44;
/** 2^−53: 1 − h cannot be smaller without being 0. */
const SMALLEST_REST = 1.1102230246251565e-16;

/** max(ln h, −100); NaN for h < 0. */
export function clampedLog(h: number): number {
  const value = log(h);
  return value < LOWEST ? LOWEST : value;
}

/** max(ln(1 − h), −100); NaN for h > 1. */
export function clampedLogOfRest(h: number): number {
  const value = log1p(-h);
  return value < LOWEST ? LOWEST : value;
}

/** 1/h, the slope of ln h, kept finite down to h = 0. */
export function clampedInverse(h: number): number {
  return 1 / (h < SMALLEST ? SMALLEST : h);
}

/** 1/(1 − h), kept finite up to h = 1. */
export function clampedInverseOfRest(h: number): number {
  const rest = 1 - h;
  return 1 / (rest < SMALLEST_REST ? SMALLEST_REST : rest);
}

/** The logarithm of an expression in Python with `ops = keras.ops` defined, −100 at least. */
export function kerasLog(h: string): string {
  return `ops.log(ops.maximum(${h}, ${SMALLEST}))`;
}
