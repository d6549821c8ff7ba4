import { scalingNumpy } from "../../data/scaling.ts";
import { splitNumpy } from "../../data/split.ts";
import { teacherDrawOf } from "../../experiment/draw-experiment.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { drawWeightsNumpy, type DrawingNumpy } from "../../network/draw-weights.ts";
import type { GivenLayer, WeightDraw } from "../../network/plan.ts";
import type { NamedLayer } from "../layers.ts";
import { sizesOf, type ExportSource } from "../source.ts";
import { bracket, writeArray, writeVector } from "./layout.ts";
import { writeSamples } from "./samples.ts";

/** What a script does before the first pass, in the order in which the lab draws. */
export interface Preparation {
  /** The generator, X, and Y unless a teacher makes it. */
  readonly data: readonly string[];
  /** Functions that draw weights, where there are some. */
  readonly functions: readonly string[];
  /** The weights under the lab's names. */
  readonly weights: readonly string[];
  /** The list `teacher` of the teacher's weights; null where there is none. */
  readonly teacher: readonly string[] | null;
  /** Which samples are trained on, the scaling of X, and the split where Y is there: nothing, if all are left as they are. */
  readonly columns: readonly string[];
  /** Splits X and Y where a teacher still has to make Y; nothing else. */
  readonly split: readonly string[];
}

/** Python with `np` defined. */
export function prepare(source: ExportSource, layers: readonly NamedLayer[]): Preparation {
  const { experiment } = source;
  const { data, weights, split, scaling } = experiment;
  const taught = data.kind === "generate" && data.target.kind === "teacher";
  const teacherDraw = teacherDrawOf(weights);
  const thrownAway = drawThrownAway(experiment, taught);
  const draws = [
    ...(weights.kind === "given" ? [] : [weights]),
    ...(thrownAway === null ? [] : [thrownAway]),
    ...(taught ? [teacherDraw] : []),
  ];
  const fitted = split === null ? "X" : "X[training]";
  const parts = split === null ? [] : ["X, Y, X_test, Y_test = X[training], Y[training], X[test], Y[test]"];
  return {
    data: [`rng = np.random.RandomState(${experiment.seed})`, "", ...writeSamples(source)],
    functions: [...new Set(draws.map((draw) => drawWeightsNumpy(draw).define.join("\n")))].filter(Boolean),
    weights: writeWeights(experiment, layers, thrownAway),
    teacher: taught ? writeTeacher(teacherDraw, layers) : null,
    columns: [
      ...(split === null
        ? []
        : [
            `# ${sizesOf(source).test} of the samples are kept for testing.`,
            ...splitNumpy(sizesOf(source).samples, split),
          ]),
      ...(scaling === "none"
        ? []
        : [
            `# Every column of X is scaled${split === null ? "" : ", as the training samples ask for"}.`,
            ...scalingNumpy(scaling, "X", fitted),
          ]),
      ...(taught ? [] : parts),
    ],
    split: taught ? parts : [],
  };
}

/** The draw that given weights stand in for, where something is drawn after it; else null. */
function drawThrownAway({ weights, split, training }: Experiment, taught: boolean): WeightDraw | null {
  if (weights.kind !== "given" || weights.draw === undefined || weights.draw.kind === "zeros") return null;
  return taught || split !== null || training.batch !== "full" ? weights.draw : null;
}

function writeWeights(
  { weights }: Experiment,
  layers: readonly NamedLayer[],
  thrownAway: WeightDraw | null,
): string[] {
  if (weights.kind !== "given") {
    const drawing = drawWeightsNumpy(weights);
    return [
      "# The weights at the start, layer after layer.",
      ...layers.flatMap((one) => drawn(one, drawing)),
    ];
  }
  return [
    ...(thrownAway === null
      ? []
      : [
          "# The draw that the weights below stand in for: what is drawn after it stays the same.",
          ...expressions(drawWeightsNumpy(thrownAway), layers).filter((draw) => !draw.startsWith("np.zeros")),
        ]),
    "# The weights at the start, number by number.",
    ...layers.flatMap((layer, index) => given(layer, weights.layers[index])),
  ];
}

function drawn({ W, b, inputs, units }: NamedLayer, drawing: DrawingNumpy): string[] {
  return [
    `${W.code} = ${drawing.W(inputs, units)}`,
    ...(b === null ? [] : [`${b.code} = ${drawing.b(units)}`]),
  ];
}

function given({ W, b }: NamedLayer, layer: GivenLayer): string[] {
  return [
    ...writeArray(`${W.code} = `, layer.W),
    ...(b === null || layer.b === null ? [] : writeVector(`${b.code} = `, layer.b)),
  ];
}

function writeTeacher(draw: WeightDraw, layers: readonly NamedLayer[]): string[] {
  return [
    "# The teacher: a hidden network of the same form, whose output is what is to be learned.",
    ...bracket("teacher = [", expressions(drawWeightsNumpy(draw), layers), "]"),
  ];
}

function expressions(drawing: DrawingNumpy, layers: readonly NamedLayer[]): string[] {
  return layers.flatMap(({ b, inputs, units }) => [
    drawing.W(inputs, units),
    ...(b === null ? [] : [drawing.b(units)]),
  ]);
}
