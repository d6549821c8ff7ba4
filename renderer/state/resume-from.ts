import type { Experiment } from "../../core/experiment/experiment.ts";
import { compareExperiments } from "./changes.ts";
import type { Player } from "./player.svelte.ts";

/**
 * Opens a copy of the training that is shown, after a crash, and brings it up to the experiment as it is by now; where
 * the copy is refused, the experiment begins at its start. The furthest step that came back; null where something else
 * was opened meanwhile, or the new engine crashed, too.
 */
export async function resumeFrom(copy: Blob, experiment: Experiment, player: Player): Promise<number | null> {
  const { generation } = player;
  const bytes = new Uint8Array(await copy.arrayBuffer());
  if (generation !== player.generation || player.crash !== null) return null;
  const read = await player.open(bytes, copy);
  if (read === null) return null;
  if (!read.ok) {
    player.load(experiment);
    return 0;
  }
  const { learningRate, stop } = compareExperiments(read.value.experiment, experiment);
  if (learningRate !== null) player.setLearningRate(learningRate);
  if (stop !== undefined) player.setStop(stop);
  return player.trained.latest;
}
