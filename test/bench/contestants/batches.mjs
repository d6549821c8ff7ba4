/**
 * A problem's batches ready-made, one after the other: `{ rows, X, Y }` with X and Y as row-major
 * Float64Arrays. Peers step through them in a circle and are spared the shuffling and the gathering that
 * the lab does.
 *
 * @param {import("../workloads.ts").Problem} problem
 */
export function readyMadeBatches({ workload, X, Y, order }) {
  const { samples, features, layers } = workload;
  const targets = layers.at(-1).units;
  const size = workload.batch === "full" ? samples : workload.batch;
  const batches = [];
  for (let from = 0; from < samples; from += size) {
    const chosen = order.slice(from, from + size);
    batches.push({
      rows: chosen.length,
      X: gather(X, features, chosen),
      Y: gather(Y, targets, chosen),
    });
  }
  return batches;
}

/** Gives one batch after the other, round and round. */
export function inTurn(batches) {
  let next = 0;
  return () => {
    const batch = batches[next];
    next = next + 1 === batches.length ? 0 : next + 1;
    return batch;
  };
}

function gather(values, columns, chosen) {
  return Float64Array.from(chosen.flatMap((row) => values.slice(row * columns, (row + 1) * columns)));
}
