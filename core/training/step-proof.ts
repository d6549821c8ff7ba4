import { TooLongError } from "../calculus/derive.ts";
import type { NetworkTask } from "../derivation/network-program.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { LayerParameters } from "../network/forward-output.ts";
import type { MatrixKey } from "../network/names.ts";
import { NetworkProver, type ProvedDerivation } from "./derivation-proof.ts";
import type { Errand } from "./errands.ts";
import type { Start } from "./start.ts";
import type { Trainer } from "./trainer.ts";

/** What the numbers of a step say of the derivation of one parameter's gradient. */
export interface DerivationVerdict {
  /** W or b, which the cost is derived by. */
  readonly parameter: MatrixKey;
  readonly verdict: "proved" | "off" | "not finite" | "too large";
  /** How many samples the steps were evaluated with: the first ones, where there are many. */
  readonly samples: number;
  /** The largest relative differences: between the steps, from the backward pass, from central differences. */
  readonly steps: number;
  readonly backward: number;
  readonly differences: number;
  /** How many numbers were compared with central differences. */
  readonly compared: number;
  /** How many more stand at a kink, where there is no derivative; how many of them could not be judged. */
  readonly kinks: number;
  readonly unjudged: number;
}

/** Beyond so many units or features, one step's evaluation would take too long to wait for. */
const MOST_UNITS = 256;

/**
 * Evaluates the derivations of gradients with the numbers of the step at which a trainer rests, in bounded pieces.
 * It takes copies of the numbers with its first piece; from then on the trainer may move.
 */
export class StepProof implements Errand {
  readonly #task: NetworkTask;
  readonly #start: Start;
  readonly #trainer: Trainer;
  readonly #wanted: readonly MatrixKey[];
  readonly #tell: (step: number, verdict: DerivationVerdict) => void;
  #begun: { readonly step: number; readonly prover: NetworkProver } | null = null;
  #told = 0;

  /** `wanted` are W and b in the order in which they are told of. */
  constructor(
    task: NetworkTask,
    start: Start,
    trainer: Trainer,
    wanted: readonly MatrixKey[],
    tell: (step: number, verdict: DerivationVerdict) => void,
  ) {
    this.#task = task;
    this.#start = start;
    this.#trainer = trainer;
    this.#wanted = wanted;
    this.#tell = tell;
  }

  advance(): boolean {
    const { step } = this.#trainer;
    if (this.#isTooLarge()) return this.#giveUp(step, 0);
    this.#begun ??= { step, prover: this.#begin() };
    const { prover, step: begun } = this.#begun;
    let more: boolean;
    try {
      more = prover.advance();
    } catch (error) {
      if (!(error instanceof TooLongError)) throw error;
      return this.#giveUp(begun, prover.samples);
    }
    while (this.#told < prover.derivations.length) {
      const verdict = judge(this.#wanted[this.#told], prover.derivations[this.#told], prover.samples);
      this.#told++;
      this.#tell(begun, verdict);
    }
    return more;
  }

  #begin(): NetworkProver {
    const { X, Y } = this.#start;
    const parameters = layersOf(this.#trainer, this.#task, X.columns);
    const wrt = this.#wanted.map(({ kind, layer }) => `${kind}${layer + 1}`);
    return new NetworkProver(this.#task, { X, Y, parameters }, { wrt });
  }

  #isTooLarge(): boolean {
    const sizes = [this.#start.X.columns, ...this.#task.network.layers.map(({ units }) => units)];
    return Math.max(...sizes) > MOST_UNITS;
  }

  #giveUp(step: number, samples: number): false {
    for (const parameter of this.#wanted.slice(this.#told)) {
      this.#tell(step, {
        parameter,
        verdict: "too large",
        samples,
        steps: NaN,
        backward: NaN,
        differences: NaN,
        compared: 0,
        kinks: 0,
        unjudged: 0,
      });
    }
    return false;
  }
}

/** The trainer's weights, layer by layer; views, no copies. */
function layersOf({ parameters }: Trainer, { network }: NetworkTask, features: number): LayerParameters[] {
  return network.layers.map(({ units }, layer) => {
    const inputs = layer === 0 ? features : network.layers[layer - 1].units;
    return { W: new Matrix(inputs, units, parameters.W[layer]), b: parameters.b[layer] };
  });
}

function judge(
  parameter: MatrixKey,
  { proof, fromPass, check, proved }: ProvedDerivation,
  samples: number,
): DerivationVerdict {
  const differences = [proof.largest, fromPass, check.largest];
  return {
    parameter,
    verdict: proved ? "proved" : differences.some(Number.isNaN) ? "not finite" : "off",
    samples,
    steps: proof.largest,
    backward: fromPass,
    differences: check.largest,
    compared: check.compared,
    kinks: check.kinks,
    unjudged: check.unjudged,
  };
}
