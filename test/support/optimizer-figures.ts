import { readFileSync } from "node:fs";
import type { Penalty } from "../../core/network/penalty.ts";
import type { OptimizerPlan, Schedule } from "../../core/optimizer/plan.ts";
import type { TorchSchedule } from "../../core/optimizer/schedule.ts";
import type { UpdateLines } from "../../core/optimizer/optimizer.ts";

/** One training as PyTorch ran it, and the Python that it ran, from test/fixtures/optimizers.json. */
export interface OptimizerCase {
  readonly optimizer: { readonly plan: OptimizerPlan; readonly torch: string; readonly numpy: UpdateLines };
  readonly schedule?: {
    readonly plan: Schedule;
    readonly torch: TorchSchedule | null;
    readonly numpy: string;
  };
  readonly penalty?: Penalty;
  readonly steps: number;
  readonly "step, cost, penalty, rate": readonly (readonly [
    step: number,
    cost: number,
    penalty: number,
    rate: number,
  ])[];
  /** W1, b1, W2, b2. */
  readonly "parameters at the end": readonly (readonly number[])[];
}

/** A net 3-4-2 with biases, tanh and then linear, mse; all cases begin at `start`: W1, b1, W2, b2. */
export const optimizerFigures = JSON.parse(
  readFileSync(new URL("../fixtures/optimizers.json", import.meta.url), "utf8"),
) as {
  readonly X: readonly (readonly number[])[];
  readonly Y: readonly (readonly number[])[];
  readonly start: readonly (readonly number[])[];
  readonly cases: readonly OptimizerCase[];
};

/** What a case is called in a test's title: `adam, cosine, l1 0.02`. */
export function titleOf({ optimizer, schedule, penalty }: OptimizerCase): string {
  const { learningRate: _, ...plan } = optimizer.plan;
  const parts = [plan, schedule?.plan ?? {}, penalty ?? {}].map((part) =>
    Object.entries(part)
      .map(([key, value]) => (key === "kind" ? String(value) : `${key} ${String(value)}`))
      .join(" "),
  );
  return parts.filter((part) => part !== "").join(", ");
}
