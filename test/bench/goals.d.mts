export interface Result {
  readonly id: string;
  readonly kind: "ours" | "numpy" | "js";
  readonly precision: string;
  readonly stepsPerSecond: number | null;
}

export interface Goal {
  readonly against: string;
  readonly ratio: number;
  readonly rivals: (contestant: Result) => boolean;
}

export interface Verdict {
  readonly against: string;
  readonly goal: number;
  readonly rival: string | null;
  readonly ratio: number | null;
  /** The ratio of the step alone, where that ran. */
  readonly alone: number | null;
  readonly distance: number | null;
  readonly met: boolean | null;
}

export const goals: Readonly<Record<"W1" | "W2" | "W3" | "W4", readonly Goal[]>>;
export function judge(workload: keyof typeof goals, results: readonly Result[]): Verdict[];
