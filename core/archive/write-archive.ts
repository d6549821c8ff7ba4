import { strToU8 } from "fflate/browser";
import type { Experiment } from "../experiment/experiment.ts";
import type { Result } from "../result.ts";
import { checkState } from "../training/check-state.ts";
import type { KeptRun } from "../training/kept-run.ts";
import type { SavedRun } from "../training/saved-run.ts";
import { planArrays, splitArrays } from "./arrays.ts";
import { EXPERIMENT_NAME, refuseLong, writeExperimentText } from "./experiment-text.ts";
import { writeKeptRuns } from "./kept-runs.ts";
import { archiveLimits } from "./limits.ts";
import { writeNpy } from "./npy.ts";
import { pack, type PackedFile } from "./pack.ts";
import { refuse } from "./problem.ts";
import { RUN_NAME, writeRun } from "./run-json.ts";
import { formatShape, sizeOf } from "./shape.ts";

/**
 * The bytes of an experiment file `*.rematrix`: a zip of `experiment.json`, `run.json` and every array as `.npy`,
 * so that `numpy.load(file)["W1"]` works; of the n-th of the runs kept beside it, `["runs/n/W1"]`. The same state
 * makes the same bytes. What could not be read again is refused: a run of another experiment, a text that is too long.
 */
export function writeArchive(
  experiment: Experiment,
  saved: SavedRun,
  runs: readonly KeptRun[] = [],
): Result<Uint8Array> {
  const problems = checkState(experiment, saved.state);
  if (problems.length > 0) return { ok: false, problems };
  const text = writeExperimentText(EXPERIMENT_NAME, experiment);
  if (!text.ok) return text;
  const run = strToU8(writeRun(experiment, saved.state, runs));
  const refused = refuseLong(RUN_NAME, run, archiveLimits.run);
  if (refused !== null) return refused;
  const files: PackedFile[] = [
    { name: EXPERIMENT_NAME, bytes: text.value, deflate: true },
    { name: RUN_NAME, bytes: run, deflate: true },
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
  const kept = writeKeptRuns(runs);
  return kept.ok ? { ok: true, value: pack([...files, ...kept.value]) } : kept;
}
