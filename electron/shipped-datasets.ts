import type { DatasetSource } from "../core/data/datasets.ts";
import type { DatasetName } from "../core/data/plan.ts";
import breastCancer from "../resources/datasets/breast-cancer.csv?raw";
import diabetes from "../resources/datasets/diabetes.csv?raw";
import digits from "../resources/datasets/digits.csv?raw";
import iris from "../resources/datasets/iris.csv?raw";
import wine from "../resources/datasets/wine.csv?raw";

/** In the program itself: the worker is one file, which stands alone outside the packed archive. */
const texts: Readonly<Record<DatasetName, string>> = {
  iris,
  wine,
  "breast-cancer": breastCancer,
  diabetes,
  digits,
};

/** Hands over the data sets that ship with the lab. */
export const shippedDatasets: DatasetSource = (id) => Promise.resolve({ kind: "csv", text: texts[id] });
