import { datasets } from "../../data/datasets.ts";
import { drawXNumpy } from "../../data/generated.ts";
import { patternNumpy } from "../../data/patterns.ts";
import type { DatasetData, GeneratedData, TableData } from "../../data/plan.ts";
import type { Samples } from "../../data/samples.ts";
import type { ExportSource } from "../source.ts";
import { comment, writeArray, writeFloat } from "./layout.ts";

/** So many numbers are written as arrays; more of them as a text to be read, which is shorter. */
const FEW = 60;

/**
 * Python with `np` and `rng` defined that leaves all samples, before split and scaling, in X and, unless a
 * teacher makes it, in Y.
 *
 * @throws Error if the data name a data set and it is not there.
 */
export function writeSamples({ experiment: { data }, samples }: ExportSource): string[] {
  switch (data.kind) {
    case "generate":
      return writeGenerated(data);
    case "pattern":
      return [`# The pattern ${data.id}: ${data.samples} points, with noise.`, ...patternNumpy(data)];
    case "table":
      return writeTable(data);
    case "dataset":
      if (samples === null) throw new Error(`internal: the data set ${data.id} was not loaded`);
      return writeDataset(data, samples);
  }
}

function writeGenerated({ draw, samples, features, target }: GeneratedData): string[] {
  const X = `X = ${drawXNumpy(draw, samples, features)}`;
  const about = `# ${plural(samples, "sample")} of ${plural(features, "feature")}, drawn.`;
  if (target.kind === "teacher") return [about, X];
  const coefficients = target.coefficients.map((coefficient) => [coefficient]);
  return [about, X, ...writeArray("Y = X @ ", coefficients)];
}

function writeTable({ X, Y, features, targets }: TableData): string[] {
  const about = [
    `# ${plural(X.length, "sample")} of ${plural(X[0].length, "feature")}.`,
    ...(features === undefined ? [] : comment(`X: ${features.join(", ")}`)),
    ...(targets === undefined ? [] : comment(`Y: ${targets.join(", ")}`)),
  ];
  if (X.length * (X[0].length + Y[0].length) <= FEW) {
    return [...about, ...writeArray("X = ", X), ...writeArray("Y = ", Y)];
  }
  const width = X[0].length;
  return [
    ...about,
    ...writeText(X.map((row, i) => [...row, ...Y[i]].map(writeFloat))),
    'numbers = np.array([line.split(",") for line in table.splitlines()], dtype=float)',
    `X, Y = numbers[:, :${width}], numbers[:, ${width}:]`,
  ];
}

function writeDataset({ id }: DatasetData, { X, Y, featureNames, targetNames }: Samples): string[] {
  const { classes } = datasets[id];
  const targetOf = (row: readonly number[]): string =>
    classes === null ? String(row[0]) : targetNames[row.indexOf(1)];
  const targets = Y.toRows().map(targetOf);
  const read = [
    'rows = [line.split(",") for line in table.splitlines()]',
    "X = np.array([row[:-1] for row in rows], dtype=float)",
  ];
  const readY =
    classes === null
      ? ["Y = np.array([row[-1:] for row in rows], dtype=float)"]
      : [
          ...comment("One column of Y for each class."),
          `classes = ${JSON.stringify(targetNames).replaceAll('","', '", "')}`,
          "Y = np.array([[row[-1] == name for name in classes] for row in rows], dtype=float)",
        ];
  return [
    `# The data set ${id}: ${plural(X.rows, "sample")} of ${plural(X.columns, "feature")}, the target comes last.`,
    ...comment(`Columns: ${featureNames.join(", ")}, target`),
    ...writeText(X.toRows().map((row, i) => [...row.map(String), targets[i]])),
    ...read,
    ...readY,
  ];
}

/** A Python text of comma-separated cells. */
function writeText(rows: readonly (readonly string[])[]): string[] {
  return ['table = """\\', ...rows.map((row) => row.join(",")), '"""'];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
