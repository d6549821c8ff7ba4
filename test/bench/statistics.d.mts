export function quantile(numbers: readonly number[], part: number): number;
export function median(numbers: readonly number[]): number;
export function spread(numbers: readonly number[]): number;
export function slope(pairs: readonly (readonly [number, number])[]): number;
