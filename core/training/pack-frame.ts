import type { Trainer } from "./trainer.ts";
import type { FrameLayout, Slot } from "./frame.ts";

/** A copy of every matrix of the trainer's step, laid out by `layout`; `look` at the step before. */
export function packFrame(trainer: Trainer, layout: FrameLayout): Float64Array {
  const { pass, parameters } = trainer;
  const values = new Float64Array(layout.length);
  const put = (slot: Slot | null, matrix: Float64Array | null): void => {
    if (slot !== null && matrix !== null) values.set(matrix, slot.offset);
  };
  layout.layers.forEach((slots, layer) => {
    const { Z, H } = pass.layers[layer];
    put(slots.W, parameters.W[layer]);
    put(slots.b, parameters.b[layer]);
    put(slots.Z, Z);
    if (slots.H !== slots.Z) put(slots.H, H);
    put(slots.dW, pass.gradient.W[layer]);
    put(slots.db, pass.gradient.b[layer]);
  });
  put(layout.error, pass.error);
  return values;
}
