import type { Cost } from "./cost.ts";
import { mse } from "./costs/mse.ts";
import { sse } from "./costs/sse.ts";
import type { CostName } from "./plan.ts";

export type { Cost };

/** Every cost under its name. */
export const costs: Readonly<Record<CostName, Cost>> = { sse, mse };
