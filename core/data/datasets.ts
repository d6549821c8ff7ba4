import type { DatasetName } from "./plan.ts";

/** A data set as it lies in resources/. */
export interface DatasetFile {
  readonly kind: "csv";
  readonly text: string;
}

/** Hands over a data set; core itself reads no files. */
export type DatasetSource = (id: DatasetName) => Promise<DatasetFile>;

/** What is known about a data set before its text is read. */
export interface DatasetFacts {
  readonly samples: number;
  readonly features: number;
  /** Columns of Y: one per class, or one number. */
  readonly targets: number;
  /** The classes in the order of Y's columns, or null where the target is a number to predict. */
  readonly classes: readonly string[] | null;
}

/** Every data set that ships with the lab. */
export const datasets: Readonly<Record<DatasetName, DatasetFacts>> = {
  iris: classification(150, 4, ["setosa", "versicolor", "virginica"]),
  wine: classification(178, 13, ["Barolo", "Grignolino", "Barbera"]),
  "breast-cancer": classification(569, 30, ["malignant", "benign"]),
  diabetes: { samples: 442, features: 10, targets: 1, classes: null },
  digits: classification(1797, 64, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
};

function classification(samples: number, features: number, classes: readonly string[]): DatasetFacts {
  return { samples, features, targets: classes.length, classes };
}
