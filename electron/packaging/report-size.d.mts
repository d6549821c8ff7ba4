/** One thing that was packed, and its size in bytes. */
export interface PackedSize {
  readonly name: string;
  readonly bytes: number;
}
export function sizesIn(folder: string): Promise<PackedSize[]>;
export function describeSizes(sizes: readonly PackedSize[]): string;
