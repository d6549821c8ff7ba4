export interface Goal {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  readonly goal: string;
  readonly met: boolean;
}

export function goalLine(goal: Goal): string;
export function saveResult(name: string, result: object, file?: string): void;
