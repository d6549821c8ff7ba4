import { strToU8 } from "fflate/browser";
import type { Experiment } from "../experiment/experiment.ts";
import { writeExperiment } from "../experiment/write-experiment.ts";
import type { Result } from "../result.ts";
import type { SavedRun } from "../training/saved-run.ts";
import { planArrays, splitArrays, type ArrayPlan } from "./arrays.ts";
import { archiveLimits, formatSize } from "./limits.ts";
import { writeNpy } from "./npy.ts";
import { pack, type PackedFile } from "./pack.ts";
import { refuse } from "./problem.ts";
import { EXPERIMENT_NAME } from "./read-archive.ts";
import { RUN_NAME, writeRun } from "./run-json.ts";

/**
 * The bytes of an experiment file `*.rematrix`: a zip of `experiment.json`, `run.json` and every array as
 * `.npy`, so that `numpy.load(file)["W1"]` works. The same state makes the same bytes. An experiment whose text
 * is longer than the lab reads is refused.
 */
export function writeArchive(experiment: Experiment, saved: SavedRun): Result<Uint8Array> {
  const plan = planArrays(experiment);
  const arrays = splitArrays(experiment, saved);
  const text = strToU8(writeExperiment(experiment));
  if (text.length > archiveLimits.experiment) {
    const [got, most] = [text.length, archiveLimits.experiment].map(formatSize);
    const message = `would have ${got}, more than the ${most} that the lab reads`;
    return refuse(EXPERIMENT_NAME, "too-large", message, { max: archiveLimits.experiment, got: text.length });
  }
  const put = ({ name, shape }: ArrayPlan, deflate: boolean): PackedFile => {
    const values = arrays.get(name);
    if (values === undefined) throw new Error(`internal: the run has no ${name}`);
    return { name: `${name}.npy`, bytes: writeNpy({ shape, values }), deflate };
  };
  const files: PackedFile[] = [
    { name: EXPERIMENT_NAME, bytes: text, deflate: true },
    { name: RUN_NAME, bytes: strToU8(writeRun(experiment, saved.state)), deflate: true },
    ...plan.samples.map((array) => put(array, true)),
    ...[...plan.weights, ...plan.memory].map((array) => put(array, false)),
  ];
  return { ok: true, value: pack(files) };
}
