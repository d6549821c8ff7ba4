import { strToU8 } from "fflate/browser";
import type { Experiment } from "../experiment/experiment.ts";
import { writeExperiment } from "../experiment/write-experiment.ts";
import type { Result } from "../result.ts";
import { checkState } from "../training/check-state.ts";
import type { SavedRun } from "../training/saved-run.ts";
import { formatShape, planArrays, sizeOf, splitArrays } from "./arrays.ts";
import { archiveLimits, formatSize } from "./limits.ts";
import { writeNpy } from "./npy.ts";
import { pack, type PackedFile } from "./pack.ts";
import { refuse } from "./problem.ts";
import { EXPERIMENT_NAME } from "./read-archive.ts";
import { RUN_NAME, writeRun } from "./run-json.ts";

/**
 * The bytes of an experiment file `*.rematrix`: a zip of `experiment.json`, `run.json` and every array as `.npy`,
 * so that `numpy.load(file)["W1"]` works. The same state makes the same bytes. What could not be read again is
 * refused: a run of another experiment, an experiment whose text is too long.
 */
export function writeArchive(experiment: Experiment, saved: SavedRun): Result<Uint8Array> {
  const problems = checkState(experiment, saved.state);
  if (problems.length > 0) return { ok: false, problems };
  const text = strToU8(writeExperiment(experiment));
  if (text.length > archiveLimits.experiment) {
    const [got, most] = [text.length, archiveLimits.experiment].map(formatSize);
    const message = `would have ${got}, more than the ${most} that the lab reads`;
    return refuse(EXPERIMENT_NAME, "too-large", message, { max: archiveLimits.experiment, got: text.length });
  }
  const files: PackedFile[] = [
    { name: EXPERIMENT_NAME, bytes: text, deflate: true },
    { name: RUN_NAME, bytes: strToU8(writeRun(experiment, saved.state)), deflate: true },
  ];
  const { samples, weights, memory } = planArrays(experiment);
  const arrays = splitArrays(experiment, saved);
  for (const { name, shape } of [...samples, ...weights, ...memory]) {
    const values = arrays.get(name);
    if (values?.length !== sizeOf(shape)) {
      const [expected, got] = [formatShape(shape), `${values?.length ?? 0} numbers`];
      return refuse(`${name}.npy`, "shape", `must have the shape ${expected}, got ${got}`, { expected, got });
    }
    const bytes = writeNpy({ shape, values });
    files.push({ name: `${name}.npy`, bytes, deflate: samples.some((array) => array.name === name) });
  }
  return { ok: true, value: pack(files) };
}
