import { drawExperiment } from "../experiment/draw-experiment.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { Samples } from "../data/samples.ts";
import type { MatrixKey } from "../network/names.ts";
import type { Parameters } from "../network/parameters.ts";
import { magnitudeOf } from "./breakdown.ts";
import type { ChainMagnitudes, Diagnosis, Remedy } from "./diagnosis.ts";
import type { Breakdown } from "./frame.ts";
import type { Start } from "./start.ts";
import { workOfStep, type TimeMachine } from "./time-machine.ts";
import { Trainer, type TrainerSnapshot } from "./trainer.ts";

/** So many steps before the broken one are looked at. */
const STEPS_BEFORE = 3;
/** A remedy is tried for as many steps as it took to break, but at least for these, */
const LEAST_STEPS = 100;
/** and for no more steps than cost about so many multiply-adds: some tenths of a second. */
const TRIAL = 2 ** 28;
/** A rate is halved so often at most: beyond a millionth of it nothing moves any more. */
const HALVINGS = 20;

/** Whose training broke down: the experiment, what its seed drew, and the training itself. */
export interface Patient {
  readonly experiment: Experiment;
  /** The experiment's data set, null where it needs none. */
  readonly samples: Samples | null;
  readonly start: Start;
  readonly machine: TimeMachine;
}

/**
 * Finds out what happened to a training that broke down, and what would help: it measures every matrix of
 * the steps before, and tries remedies on copies of the training. Nothing is guessed.
 *
 * A learning rate is halved until the copy survives and ends with a lower cost than it began with: from the
 * last finite step, and where nothing helps there any more, from the start. Where X is not scaled,
 * standardising it is tried from the start with the rate as it is.
 *
 * `while (doctor.advance());`, then `result()`: each call is a bounded piece of work, so that whoever asks
 * can do other things between. The training must stay as it is meanwhile.
 */
export class Doctor {
  readonly #patient: Patient;
  readonly #breakdown: Breakdown;
  readonly #last: TrainerSnapshot;
  readonly #rate: number;
  readonly #work: Iterator<undefined, Diagnosis>;
  #diagnosis: Diagnosis | null = null;

  /** @throws Error if the training did not break down. */
  constructor(patient: Patient) {
    const { trainer } = patient.machine;
    if (trainer.breakdown === null) throw new Error("internal: there is nothing to diagnose");
    this.#patient = patient;
    this.#breakdown = trainer.breakdown;
    this.#last = trainer.snapshot();
    this.#rate = trainer.learningRate;
    this.#work = this.#diagnose();
  }

  /** One bounded piece of work; false when the diagnosis is there. */
  advance(): boolean {
    if (this.#diagnosis !== null) return false;
    const { done, value } = this.#work.next();
    if (done === true) this.#diagnosis = value;
    return done !== true;
  }

  /** @throws Error if it is not there yet. */
  result(): Diagnosis {
    if (this.#diagnosis === null) throw new Error("internal: the diagnosis is not there yet");
    return this.#diagnosis;
  }

  *#diagnose(): Generator<undefined, Diagnosis> {
    const chain = yield* this.#measureChain();
    const remedies: Remedy[] = [];
    for (const found of [yield* this.#tryRates(), yield* this.#tryScaling()]) {
      if (found !== null) remedies.push(found);
    }
    return { breakdown: this.#breakdown, chain, remedies };
  }

  /** Trains a copy up to the broken step once more and measures it on the way. */
  *#measureChain(): Generator<undefined, ChainMagnitudes[]> {
    const { machine } = this.#patient;
    const broken = this.#breakdown.step;
    const from = Math.max(machine.checkpoints.first, broken - STEPS_BEFORE);
    const copy = new Trainer(this.#patient.experiment, this.#patient.start);
    copy.restore(machine.checkpoints.nearest(from));
    const chain: ChainMagnitudes[] = [];
    while (copy.step < broken && copy.breakdown === null) {
      const { step } = copy;
      if (step >= from) chain.push({ step, magnitudes: measure(copy, copy.parameters, "all") });
      copy.setLearningRate(machine.rateAt(step));
      copy.advance();
      yield;
    }
    if (copy.breakdown !== null && copy.breakdown.step !== broken) return chain;
    const parameters = copy.step === broken ? copy.parameters : copy.brokenParameters;
    if (parameters === null) throw new Error("internal: the broken step has no weights");
    // Where the update broke, the step's pass was never made.
    const updated = ["W", "b", "dW", "db"].includes(this.#breakdown.matrix.kind);
    chain.push({ step: broken, magnitudes: measure(copy, parameters, updated ? "weights" : "forward") });
    return chain;
  }

  *#tryRates(): Generator<undefined, Remedy | null> {
    const first = this.#patient.machine.checkpoints.nearest(0);
    const starts = this.#last.step === first.step ? [first] : [this.#last, first];
    const copy = new Trainer(this.#patient.experiment, this.#patient.start);
    for (const start of starts) {
      for (let halving = 1; halving <= HALVINGS; halving++) {
        const learningRate = this.#rate / 2 ** halving;
        copy.restore(start);
        copy.setLearningRate(learningRate);
        const outcome = yield* this.#try(copy);
        if (outcome !== null) return { kind: "learning-rate", learningRate, from: start.step, ...outcome };
      }
    }
    return null;
  }

  *#tryScaling(): Generator<undefined, Remedy | null> {
    const { experiment, samples } = this.#patient;
    if (experiment.scaling !== "none") return null;
    const scaled: Experiment = { ...experiment, scaling: "standardise" };
    const drawn = drawExperiment(scaled, samples);
    if (!drawn.ok) return null;
    const copy = new Trainer(scaled, drawn.value);
    copy.setLearningRate(this.#rate);
    const outcome = yield* this.#try(copy);
    return outcome && { kind: "scaling", scaling: "standardise", from: 0, ...outcome };
  }

  /** Trains a copy on; null if it breaks down or only gets worse. */
  *#try(copy: Trainer): Generator<undefined, { survived: number; cost: number } | null> {
    const affordable = Math.max(1, Math.floor(TRIAL / workOfStep(copy)));
    const survived = Math.min(Math.max(LEAST_STEPS, this.#breakdown.step), affordable);
    const { step, cost, breakdown } = copy;
    if (breakdown !== null) return null;
    const end = step + survived;
    while (copy.step < end) {
      if (!copy.work(end)) return null;
      yield;
    }
    return copy.evaluate() && copy.cost < cost ? { survived, cost: copy.cost } : null;
  }
}

/**
 * The largest magnitudes on all samples with these weights, in the order of a step: the weights alone, the
 * forward pass with them, or all of it.
 */
function measure(
  { pass, samples }: Trainer,
  parameters: Parameters,
  extent: "weights" | "forward" | "all",
): ChainMagnitudes["magnitudes"] {
  const keys: MatrixKey[] = [];
  pass.layers.forEach(({ Z, H }, layer) => {
    keys.push({ kind: "W", layer });
    if (parameters.b[layer] !== null) keys.push({ kind: "b", layer });
    if (extent !== "weights") keys.push({ kind: "Z", layer });
    if (extent !== "weights" && H !== Z) keys.push({ kind: "H", layer });
  });
  if (extent !== "weights") {
    pass.forward(parameters, samples);
    keys.push({ kind: "error", layer: 0 }, { kind: "cost", layer: 0 });
  }
  if (extent === "all") {
    pass.backward(parameters, samples);
    for (let layer = pass.layers.length - 1; layer >= 0; layer--) {
      keys.push({ kind: "dW", layer });
      if (parameters.b[layer] !== null) keys.push({ kind: "db", layer });
    }
  }
  return keys.map((matrix) => ({ matrix, largest: magnitudeOf(matrix, pass, parameters) }));
}
