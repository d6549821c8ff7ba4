/** The types of counts.mjs, for its test. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: string[];
  unsteady: string[];
  notes: string[];
}
export function countVitest(report: unknown, endedWell: boolean): Counts;
export function countPlaywright(report: unknown, endedWell: boolean): Counts;
