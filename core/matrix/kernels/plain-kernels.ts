import type { Kernels } from "./kernels.ts";
import {
  multiplySmallInto,
  multiplySmallTransposedLeftInto,
  multiplySmallTransposedRightInto,
} from "./small-products.ts";
import { addTransposedLeftInto } from "./tiled-products.ts";

/** Plain TypeScript, on memory anywhere. */
export const plainKernels: Kernels = {
  name: "plain",
  memory: null,
  allocate: (length) => new Float64Array(length),
  multiplyInto: multiplySmallInto,
  multiplyTransposedLeftInto(out, a, b, k, m, n, accumulate) {
    if (accumulate) addTransposedLeftInto(out, a, b, k, m, n);
    else multiplySmallTransposedLeftInto(out, a, b, k, m, n);
  },
  multiplyTransposedRightInto: multiplySmallTransposedRightInto,
};
