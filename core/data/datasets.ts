import type { DatasetName } from "./plan.ts";

/** Hands over a data set's CSV text; core itself reads no files. */
export type DatasetSource = (id: DatasetName) => string;

/** What is known about a data set before its text is read. */
export interface DatasetFacts {
  readonly samples: number;
  readonly features: number;
  /** Columns of Y: one per class, or one number. */
  readonly targets: number;
}

/** Every data set that ships with the lab. */
export const datasets: Readonly<Record<DatasetName, DatasetFacts>> = {
  iris: { samples: 150, features: 4, targets: 3 },
};
