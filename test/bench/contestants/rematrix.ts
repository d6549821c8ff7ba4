/* Rematrix itself in the race: the trainer of the lab's engine. Built into one file before it runs. */
import { Matrix } from "../../../core/matrix/matrix.ts";
import { RandomState } from "../../../core/random/random-state.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import { BATCH_SEED, type Problem } from "../workloads.ts";

export { drawProblem, workloads } from "../workloads.ts";

export interface Options {
  /** Every step on the first batch alone, as a full batch: forward, backward, update and nothing else. */
  readonly stepAlone?: boolean;
  /** Without WebAssembly: the plain way, to the same bits. */
  readonly plain?: boolean;
  /** Another number of samples per step than the workload's. */
  readonly batch?: number;
  /** Another learning rate than the workload's. */
  readonly learningRate?: number;
}

/** A contestant: trains on, and tells the cost of the samples it trains on. */
export interface Contestant {
  readonly run: (steps: number) => void;
  readonly cost: () => number;
}

/** Builds the lab's trainer for a problem. */
export function setup(problem: Problem, options: Options = {}): Contestant {
  const trainer = createTrainer(problem, options);
  return {
    run: (steps) => {
      const goal = trainer.step + steps;
      while (trainer.step < goal && trainer.work(goal));
      if (trainer.step !== goal) throw new Error(`training broke down at step ${trainer.step}`);
    },
    cost: () => {
      trainer.evaluate();
      return trainer.cost;
    },
  };
}

/** The lab's trainer at a problem's start. */
export function createTrainer(problem: Problem, options: Options): Trainer {
  const { workload, parameters, order } = problem;
  const { features, layers, bias, cost } = workload;
  const targets = layers[layers.length - 1].units;
  const size = workload.batch === "full" ? workload.samples : workload.batch;
  const chosen = options.stepAlone ? order.slice(0, size) : order.map((_, sample) => sample);
  const rows = (values: readonly number[], columns: number): Matrix =>
    new Matrix(
      chosen.length,
      columns,
      Float64Array.from(chosen.flatMap((sample) => values.slice(sample * columns, (sample + 1) * columns))),
    );
  const learningRate = options.learningRate ?? workload.learningRate;
  const batch = options.stepAlone ? "full" : (options.batch ?? workload.batch);
  return new Trainer(
    { network: { bias, layers }, cost, training: { optimizer: { kind: "sgd", learningRate }, batch } },
    {
      X: rows(problem.X, features),
      Y: rows(problem.Y, targets),
      parameters: parameters.map(({ W, b }, layer) => {
        const inputs = layer === 0 ? features : layers[layer - 1].units;
        return {
          W: new Matrix(inputs, layers[layer].units, Float64Array.from(W)),
          b: b && Float64Array.from(b),
        };
      }),
      random: new RandomState(BATCH_SEED),
    },
    { webAssembly: options.plain !== true },
  );
}
