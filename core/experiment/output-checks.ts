import { lastActivations } from "../network/costs.ts";
import type { ActivationPlan } from "../network/plan.ts";
import type { Problem } from "../result.ts";
import type { Experiment } from "./experiment.ts";

/** What activations, the cost and the targets have to say to each other. */
export function checkOutput(experiment: Experiment): Problem[] {
  return [...checkSoftmax(experiment), ...checkLastActivation(experiment), ...checkTargets(experiment)];
}

function checkSoftmax({ network }: Experiment): Problem[] {
  return network.layers.slice(0, -1).flatMap(({ activation }, index) => {
    if (activation !== "softmax") return [];
    const message = 'must be another activation, since "softmax" is for the last layer only';
    const place = `network.layers[${index}].activation`;
    return [{ place, code: "combination" as const, values: { got: "softmax" }, message }];
  });
}

function checkLastActivation({ network, cost }: Experiment): Problem[] {
  const last = network.layers.at(-1);
  const allowed = lastActivations[cost];
  if (last === undefined || allowed === null || !isName(last.activation)) return [];
  if (allowed.includes(last.activation)) return [];
  const listed = allowed.map((name) => `"${name}"`).join(", ");
  const message =
    `needs outputs from 0 to 1, which "${last.activation}" does not give: choose ${listed} or a formula ` +
    `in the last layer, or another cost than "${cost}"`;
  const values = { cost, activation: last.activation, choices: allowed.join(", ") };
  return [{ place: "cost", code: "combination", values, message }];
}

/** Only a table's targets are known before anything is drawn or read. */
function checkTargets({ data, cost }: Experiment): Problem[] {
  if (data.kind !== "table" || lastActivations[cost] === null) return [];
  for (const [i, row] of data.Y.entries()) {
    const j = row.findIndex((value) => value < 0 || value > 1);
    if (j === -1) continue;
    const message = `must be from 0 to 1 for the cost "${cost}", got ${row[j]}: choose "sse" or "mse" for other numbers`;
    const values = { min: 0, max: 1, got: row[j], cost };
    return [{ place: `data.Y[${i}][${j}]`, code: "out-of-range", values, message }];
  }
  return [];
}

function isName(plan: ActivationPlan): plan is Extract<ActivationPlan, string> {
  return typeof plan === "string";
}
