import type { Derivation } from "../../../core/calculus/derivation.ts";
import { derive } from "../../../core/calculus/derive.ts";
import { networkProgram } from "../../../core/derivation/network-program.ts";
import type { Penalty } from "../../../core/network/penalty.ts";
import type { ActivationName, CostName, NetworkPlan } from "../../../core/network/plan.ts";
import { rolesOf, type Role } from "../../../renderer/derivation/matrix-roles.ts";

/** Layers as units and activation: `network(false, [4, "square"], [1, "cube"])`. */
export function network(bias: boolean, ...layers: readonly [number, ActivationName][]): NetworkPlan {
  return { bias, layers: layers.map(([units, activation]) => ({ units, activation })) };
}

export const articleNetwork = network(false, [4, "square"], [1, "cube"]);

interface Facts {
  readonly cost?: CostName;
  readonly penalty?: Penalty;
  readonly style?: "letters" | "numbers";
}

/** The derivation of one parameter's gradient for 10 samples of 3 features, and what its matrices are. */
export function derivationOf(
  plan: NetworkPlan,
  code: string,
  { cost = "sse", penalty, style = "letters" }: Facts = {},
): { derivation: Derivation; roles: Map<string, Role> } {
  const made = networkProgram(
    { network: plan, cost, penalty },
    { sizes: { samples: 10, features: 3 }, style },
  );
  const parameter = made.parameters.find(({ symbol }) => symbol.code === code);
  if (parameter === undefined) throw new Error(`there is no ${code}`);
  return { derivation: derive(made.program, parameter.symbol), roles: rolesOf(made, plan) };
}
