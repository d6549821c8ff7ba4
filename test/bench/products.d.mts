export interface ProductResult {
  readonly id: string;
  readonly size: readonly number[];
  readonly gigaflops: number | null;
}

export interface ProductVerdict {
  readonly size: readonly number[];
  readonly goal: number;
  readonly share: number | null;
  readonly met: boolean | null;
}

export function judgeProducts(results: readonly ProductResult[]): ProductVerdict[];
