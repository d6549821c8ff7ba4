import type { Experiment } from "../../../core/experiment/experiment.ts";
import { layoutFrame, readFrame, type Frame, type FrameMessage } from "../../../core/training/frame.ts";
import { Stage as EngineStage } from "../../../core/training/stage.ts";
import type { Stage } from "../../../renderer/state/stage.ts";
import { draw } from "./experiments.ts";

/** Stage and frame of an experiment after some steps, as the page holds them; it needs no data set. */
export function showExperiment(
  experiment: Experiment,
  steps = 0,
  facts: Partial<FrameMessage> = {},
): { readonly stage: Stage; readonly frame: Frame } {
  const engine = new EngineStage(1, experiment, null, draw(experiment));
  const { trainer } = engine;
  for (let step = 0; step < steps; step++) trainer.advance();
  trainer.look();
  const message = engine.frame({
    status: "paused",
    stopReason: null,
    stepsPerSecond: 0,
    now: 0,
    historyEvery: 0,
  });
  const loaded = engine.loaded();
  const { network, cost, penalty, scaling, training } = experiment;
  const layout = layoutFrame({ ...loaded, network });
  return {
    stage: { network, cost, penalty, scaling, training, loaded, layout },
    frame: readFrame({ ...message, ...facts }, layout, loaded),
  };
}
