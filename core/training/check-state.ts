import type { Experiment } from "../experiment/experiment.ts";
import { count } from "../experiment/rules.ts";
import { sizeData } from "../experiment/shape-checks.ts";
import { countParameters } from "../network/parameters.ts";
import { optimizerOf } from "../optimizer/optimizers.ts";
import type { Problem } from "../result.ts";
import { stepsPerEpoch } from "./batches.ts";
import type { ThinnedCosts } from "./frame.ts";
import type { RunState } from "./saved-run.ts";
import type { TrainerSnapshot } from "./trainer.ts";

/**
 * What in a saved state contradicts itself or its experiment; places are those of the file that holds it. Every
 * number by itself is of its kind already: whole numbers are whole, costs and rates finite.
 */
export function checkState(experiment: Experiment, state: RunState): Problem[] {
  const { history } = state;
  const { latest } = state.branch;
  return [
    ...checkSizes(experiment, state.trainer),
    ...checkSteps(state),
    ...checkBatches(experiment, state.trainer),
    ...checkCosts("history.train", history.train, latest),
    ...(history.test === null ? [] : checkCosts("history.test", history.test, latest)),
  ];
}

function checkSizes(experiment: Experiment, { parameters, memory }: TrainerSnapshot): Problem[] {
  const { network, training } = experiment;
  const weights = countParameters(network, sizeData(experiment).features);
  const remembered = optimizerOf(training.optimizer).memorySize(weights);
  const problems: Problem[] = [];
  if (parameters.length !== weights) problems.push(wrongLength("parameters", weights, parameters.length));
  if (memory.length !== remembered) problems.push(wrongLength("memory", remembered, memory.length));
  return problems;
}

function wrongLength(place: string, expected: number, got: number): Problem {
  const message = `must be ${count(expected, "number")}, as the experiment has, got ${got}`;
  return { place: `run.json: ${place}`, code: "shape", values: { expected, got }, message };
}

function checkSteps({ trainer: { step }, branch: { latest, rates } }: RunState): Problem[] {
  const problems: Problem[] = [];
  if (step > latest) {
    const message = `must be at most ${latest}, the latest step, got ${step}`;
    problems.push(contradiction("step", message, { max: latest, got: step }));
  }
  if (rates[0].step !== 0) {
    const message = `must be 0, where training begins, got ${rates[0].step}`;
    problems.push(contradiction("rates[0].step", message, { expected: 0, got: rates[0].step }));
  }
  rates.forEach((rate, index) => {
    const before = index === 0 ? -1 : rates[index - 1].step;
    if (rate.step > before && rate.step <= latest) return;
    const message = `must be greater than ${before} and at most ${latest}, got ${rate.step}`;
    problems.push(
      contradiction(`rates[${index}].step`, message, { after: before, max: latest, got: rate.step }),
    );
  });
  return problems.slice(0, 1);
}

/** Epoch e runs on order e + 1, which is drawn when its first step begins, and may be when that comes next. */
function checkBatches(experiment: Experiment, { step, batches }: TrainerSnapshot): Problem[] {
  const { batch } = experiment.training;
  if (batch === "full") {
    if (batches === null) return [];
    return [contradiction("batches", "must be null, since the experiment trains on all samples at once", {})];
  }
  if (batches === null) {
    return [contradiction("batches", "must not be null, since the experiment trains in batches", {})];
  }
  const { drawn, order } = batches;
  const samples = sizeData(experiment).training;
  const epochs = stepsPerEpoch(samples, batch);
  const least = Math.ceil(step / epochs);
  const most = Math.floor(step / epochs) + 1;
  if (drawn < least || drawn > most) {
    const range = least === most ? `${least}` : `${least} or ${most}`;
    const message = `must be ${range} at step ${step}, got ${drawn}`;
    return [contradiction("batches.drawn", message, { min: least, max: most, step, got: drawn })];
  }
  if (order.length !== samples) {
    const message = `must be ${count(samples, "number")}, one per training sample, got ${order.length}`;
    return [contradiction("batches.order", message, { expected: samples, got: order.length })];
  }
  return drawn === 0 ? checkNoOrder(order) : checkOrder(order);
}

function checkNoOrder(order: Uint32Array): Problem[] {
  if (order.every((row) => row === 0)) return [];
  return [contradiction("batches.order", "must be zeros, since no epoch has begun", {})];
}

function checkOrder(order: Uint32Array): Problem[] {
  const seen = new Uint8Array(order.length);
  for (let place = 0; place < order.length; place++) {
    const row = order[place];
    if (row < order.length && seen[row] === 0) seen[row] = 1;
    else {
      const message = `must hold every number from 0 to ${order.length - 1} once, got ${row}`;
      return [contradiction(`batches.order[${place}]`, message, { max: order.length - 1, got: row })];
    }
  }
  return [];
}

function checkCosts(place: string, { even, octaves }: ThinnedCosts, latest: number): Problem[] {
  return [...checkPairs(`${place}.even`, even, latest), ...checkPairs(`${place}.octaves`, octaves, latest)];
}

function checkPairs(place: string, pairs: Float64Array, latest: number): Problem[] {
  for (let at = 0, before = -1; at < pairs.length; at += 2) {
    const step = pairs[at];
    if (!(step > before && step <= latest)) {
      const message = `must be of a step after ${before} and at most ${latest}, got ${step}`;
      return [contradiction(`${place}[${at / 2}]`, message, { after: before, max: latest, got: step })];
    }
    before = step;
  }
  return [];
}

function contradiction(place: string, message: string, values: Problem["values"]): Problem {
  return { place: `run.json: ${place}`, code: "contradiction", values, message };
}
