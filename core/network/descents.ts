import { plainKernels } from "../matrix/kernels/plain-kernels.ts";
import { activationOf } from "./activations.ts";
import { descentOf } from "./descent.ts";
import type { MatrixKey } from "./names.ts";
import type { CostName, NetworkPlan } from "./plan.ts";

/**
 * D (rows, units) of every layer, as `Descent` has it, for the first `rows` samples of a pass that has been made:
 * `read` gives its numbers.
 */
export function findDescents(
  network: NetworkPlan,
  cost: CostName,
  rows: number,
  read: (key: MatrixKey) => Float64Array,
): Float64Array[] {
  const { layers } = network;
  const last = layers.length - 1;
  const descent = descentOf(cost, layers[last].activation);
  const found = layers.map(({ units }) => new Float64Array(rows * units));
  for (let layer = last; layer >= 0; layer--) {
    const { units, activation } = layers[layer];
    const D = found[layer];
    const H = read({ kind: "H", layer });
    if (layer === last) {
      descent.startInto(D, read({ kind: "Y", layer: 0 }), H, rows, units);
    } else {
      const W = read({ kind: "W", layer: layer + 1 });
      const outputs = layers[layer + 1].units;
      plainKernels.multiplyTransposedRightInto(D, found[layer + 1], W, rows, outputs, units);
    }
    if (activation === "linear" || (layer === last && descent.fused)) continue;
    activationOf(activation).multiplyByDerivativeInto(D, read({ kind: "Z", layer }), H, rows, units);
  }
  return found;
}
