import { findDescents } from "../../core/network/descents.ts";
import type { CostName, NetworkPlan } from "../../core/network/plan.ts";
import type { Frame, MatrixView } from "../../core/training/frame.ts";

/** A frame with D, which the engine does not send: it is computed when somebody looks at it. */
export function withDescents(frame: Frame, network: NetworkPlan, cost: CostName): Frame {
  let found: readonly MatrixView[] | null = null;
  const descents = (): readonly MatrixView[] => {
    const { rows } = frame;
    found ??= findDescents(network, cost, rows, (key) => frame.matrix(key).values).map((values, layer) => ({
      rows,
      columns: network.layers[layer].units,
      values,
    }));
    return found;
  };
  return { ...frame, matrix: (key) => (key.kind === "D" ? descents()[key.layer] : frame.matrix(key)) };
}

/** A frame whose weights have taken their step: everything else is as it was computed before. */
export function withWeightsOf(frame: Frame, after: Frame): Frame {
  return {
    ...frame,
    matrix: (key) => (key.kind === "W" || key.kind === "b" ? after : frame).matrix(key),
  };
}
