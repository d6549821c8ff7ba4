import { activationOf, type Activation } from "../../core/network/activations.ts";
import { descentOf, type Descent } from "../../core/network/descent.ts";
import type { MatrixKey, MatrixName } from "../../core/network/names.ts";
import type { Penalty } from "../../core/network/penalty.ts";
import type { CostName, NetworkPlan } from "../../core/network/plan.ts";
import type { OptimizerPlan } from "../../core/optimizer/plan.ts";
import type { Frame } from "../../core/training/frame.ts";
import { readCell, spellCell } from "../chain/picture.ts";
import type { Cell } from "../state/focus.svelte.ts";

/** What spelling out a micro-step's cell takes. */
export interface SpellPlan {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly penalty: Penalty | undefined;
  readonly optimizer: OptimizerPlan;
  /** Whether an update is made of a part of the samples alone. */
  readonly batches: boolean;
  /** All samples, of which the frame may know only the first. */
  readonly samples: number;
  /** The step before its update, D included. */
  readonly round: Frame;
  /** The step after it, once it was made. */
  readonly after: Frame | null;
  readonly nameOf: (key: MatrixKey) => MatrixName;
}

/** The same, ready to be asked. */
export class SpellSetting {
  readonly plan: SpellPlan;
  readonly descent: Descent;

  constructor(plan: SpellPlan) {
    this.plan = plan;
    this.descent = descentOf(plan.cost, plan.network.layers[this.last].activation);
  }

  get last(): number {
    return this.plan.network.layers.length - 1;
  }

  /** `A[0,1]`. */
  name(cell: Cell): string {
    return spellCell(cell, this.plan.nameOf);
  }

  /** A number of the step, before its update. */
  read(cell: Cell): number {
    return readCell(this.plan.round, cell);
  }

  activation(layer: number): Activation {
    return activationOf(this.plan.network.layers[layer].activation);
  }

  /** A row of a matrix that has one for each sample. */
  row(key: MatrixKey, row: number): Float64Array {
    const { columns, values } = this.plan.round.matrix(key);
    return values.subarray(row * columns, (row + 1) * columns);
  }
}
