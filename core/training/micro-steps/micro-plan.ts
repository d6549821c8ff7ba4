import { activationOf, type Activation } from "../../network/activations.ts";
import type { Cost } from "../../network/cost.ts";
import { costOf } from "../../network/costs.ts";
import { descentOf, type Descent } from "../../network/descent.ts";
import type { MatrixKey, MatrixName } from "../../network/names.ts";
import type { Penalty } from "../../network/penalty.ts";
import type { CostName, NetworkPlan } from "../../network/plan.ts";
import type { OptimizerPlan } from "../../optimizer/plan.ts";
import type { EndMatrices } from "./written-cost.ts";

/** What the micro-steps of an update depend on. */
export interface MicroPlan {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly penalty?: Penalty | undefined;
  readonly optimizer: OptimizerPlan;
  /** Of this update, schedule included. */
  readonly learningRate: number;
  /** Updates made before this one. */
  readonly step: number;
  /** The matrices' names; the gradients' are those of δ = −∂cost/∂W. */
  readonly nameOf: (key: MatrixKey) => MatrixName;
}

/** A plan with what all its steps ask for. */
export class MicroSetting {
  readonly plan: MicroPlan;
  readonly last: number;
  readonly cost: Cost;
  /** How the way down the cost begins. */
  readonly descent: Descent;
  /** The matrices at the network's end, and how code calls them. */
  readonly end: EndMatrices<MatrixKey>;
  readonly endNames: EndMatrices<string>;
  /** Null where there is none, or one of nothing. */
  readonly penalty: Penalty | null;

  constructor(plan: MicroPlan) {
    const { layers } = plan.network;
    this.plan = plan;
    this.last = layers.length - 1;
    const { activation } = layers[this.last];
    this.cost = costOf(plan.cost, activation);
    this.descent = descentOf(plan.cost, activation);
    this.end = {
      Y: { kind: "Y", layer: 0 },
      Z: { kind: "Z", layer: this.last },
      output: this.outputOf(this.last),
      error: { kind: "error", layer: 0 },
    };
    const { Y, Z, output, error } = this.end;
    this.endNames = { Y: this.code(Y), Z: this.code(Z), output: this.code(output), error: this.code(error) };
    const { penalty } = plan;
    this.penalty = penalty === undefined || (penalty.l1 === 0 && penalty.l2 === 0) ? null : penalty;
  }

  code(key: MatrixKey): string {
    return this.plan.nameOf(key).code;
  }

  activation(layer: number): Activation {
    return activationOf(this.plan.network.layers[layer].activation);
  }

  isLinear(layer: number): boolean {
    return this.plan.network.layers[layer].activation === "linear";
  }

  /** A layer's output: its Z where it is linear, whose H is the same matrix. */
  outputOf(layer: number): MatrixKey {
    return { kind: this.isLinear(layer) ? "Z" : "H", layer };
  }

  /** A layer's input: X, or the output of the layer before. */
  inputOf(layer: number): MatrixKey {
    return layer === 0 ? { kind: "X", layer: 0 } : this.outputOf(layer - 1);
  }
}
