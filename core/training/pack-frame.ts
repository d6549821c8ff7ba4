import type { Trainer } from "./trainer.ts";
import type { FrameLayout, Slot } from "./frame.ts";

/** A copy of every matrix of the trainer's step, laid out by `layout`; `look` or `glance` at the step before. */
export function packFrame(trainer: Trainer, layout: FrameLayout): Float64Array {
  const { pass, parameters, gradient } = trainer;
  const values = new Float64Array(layout.length);
  const put = (slot: Slot | null, matrix: Float64Array | null): void => {
    if (slot === null || matrix === null) return;
    const length = slot.rows * slot.columns;
    values.set(matrix.length > length ? matrix.subarray(0, length) : matrix, slot.offset);
  };
  layout.layers.forEach((slots, layer) => {
    const { Z, H } = pass.layers[layer];
    put(slots.W, parameters.W[layer]);
    put(slots.b, parameters.b[layer]);
    put(slots.Z, Z);
    if (slots.H !== slots.Z) put(slots.H, H);
    put(slots.dW, gradient.W[layer]);
    put(slots.db, gradient.b[layer]);
  });
  put(layout.error, pass.error);
  return values;
}
