import type { DatasetSource } from "../../core/data/datasets.ts";
import type { DatasetName } from "../../core/data/plan.ts";
import iris from "../../resources/datasets/iris.csv?raw";

/** The data sets' texts: the smallest comes with the program, the others when they are asked for. */
const texts: Readonly<Record<DatasetName, () => Promise<{ readonly default: string }>>> = {
  iris: () => Promise.resolve({ default: iris }),
  wine: () => import("../../resources/datasets/wine.csv?raw"),
  "breast-cancer": () => import("../../resources/datasets/breast-cancer.csv?raw"),
  diabetes: () => import("../../resources/datasets/diabetes.csv?raw"),
  digits: () => import("../../resources/datasets/digits.csv?raw"),
};

/** Hands over the data sets that ship with the lab. */
export const shippedDatasets: DatasetSource = async (id) => ({
  kind: "csv",
  text: (await texts[id]()).default,
});
