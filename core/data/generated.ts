import { Matrix } from "../matrix/matrix.ts";
import { multiply } from "../matrix/product.ts";
import type { RandomState } from "../random/random-state.ts";
import type { DataDraw } from "./plan.ts";

/**
 * X (samples, features) as `np.random` draws it; `randn` is `sd * randn(…) + mean`.
 *
 * @throws RangeError in NumPy's words if randint's low is not below its high.
 */
export function drawX(draw: DataDraw, samples: number, features: number, random: RandomState): Matrix {
  switch (draw.kind) {
    case "rand":
      return random.rand(samples, features);
    case "randint":
      return random.randint(draw.low, draw.high, samples, features);
    case "randn":
      return random.normal(draw.mean, draw.sd, samples, features);
  }
}

/** `drawX` in Python with `rng` defined. */
export function drawXNumpy(draw: DataDraw, samples: number, features: number): string {
  switch (draw.kind) {
    case "rand":
      return `rng.rand(${samples}, ${features})`;
    case "randint":
      return `rng.randint(${draw.low}, ${draw.high}, (${samples}, ${features})).astype(float)`;
    case "randn":
      return `rng.normal(${draw.mean}, ${draw.sd}, (${samples}, ${features}))`;
  }
}

/**
 * Y (samples, 1) = X · coefficients, one coefficient per feature.
 *
 * @throws ShapeError in NumPy's words if there are more or fewer of them.
 */
export function linearTarget(X: Matrix, coefficients: readonly number[]): Matrix {
  return multiply(X, new Matrix(coefficients.length, 1, Float64Array.from(coefficients)));
}
