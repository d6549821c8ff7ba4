import type { Derivation } from "../../calculus/derivation.ts";
import { derive, TooLongError } from "../../calculus/derive.ts";
import type { TensorSymbol } from "../../calculus/symbol.ts";
import { networkProgram, type NetworkProgram } from "../../derivation/network-program.ts";
import { drawExperiment } from "../../experiment/draw-experiment.ts";
import { targetsSumToOne } from "../../training/derivation-proof.ts";
import { sizesOf, type ExportSource } from "../source.ts";

/** The gradients of an experiment's network, derived by rules. */
export interface DerivedGradients {
  readonly network: NetworkProgram;
  /** From the last layer to the first, as backpropagation goes. */
  readonly gradients: readonly DerivedGradient[];
}

/** One parameter's derivation; null where it is so long that nobody would read it. */
export interface DerivedGradient {
  readonly by: TensorSymbol;
  readonly derivation: Derivation | null;
}

/** Derives the gradient of every parameter, as the lab's own derivation does. */
export function deriveGradients(source: Pick<ExportSource, "experiment" | "samples">): DerivedGradients {
  const { training, features } = sizesOf(source);
  const network = networkProgram(source.experiment, {
    sizes: { samples: training, features },
    style: "suited",
    targetsSumToOne: haveSumOne(source),
  });
  const layers = source.experiment.network.layers.length;
  const gradients = Array.from({ length: layers }, (_, from) => layers - 1 - from).flatMap((l) =>
    network.parameters
      .filter(({ layer }) => layer === l)
      .map(({ symbol }) => ({ by: symbol, derivation: deriveOrNull(network, symbol) })),
  );
  return { network, gradients };
}

/** Only the cross-entropy asks for the sums of targets, which have to be drawn. */
function haveSumOne({ experiment, samples }: Pick<ExportSource, "experiment" | "samples">): boolean {
  if (experiment.cost !== "cross-entropy") return false;
  const drawn = drawExperiment(experiment, samples);
  return drawn.ok && targetsSumToOne(drawn.value.Y);
}

function deriveOrNull({ program }: NetworkProgram, by: TensorSymbol): Derivation | null {
  try {
    return derive(program, by);
  } catch (error) {
    if (error instanceof TooLongError) return null;
    throw error;
  }
}
