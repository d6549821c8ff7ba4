import {
  activationSign,
  CLOSE,
  DOT,
  IS,
  matrix,
  MINUS,
  OPEN,
  PLUS,
  sign,
  type FormulaPart,
} from "../../network/formula-parts.ts";
import type { MatrixKey } from "../../network/names.ts";
import { penaltyNumpy } from "../../network/penalty.ts";
import type { MicroSetting } from "./micro-plan.ts";
import { placeIn, rowOf, type MicroStep, type Source } from "./micro-step.ts";
import { distinct, matricesIn, writeStep } from "./write-step.ts";
import { writtenCosts } from "./written-cost.ts";

/** The forward pass: Z and H of each layer, the error, the cost. */
export function listForward(setting: MicroSetting): MicroStep[] {
  const layers = setting.plan.network.layers.flatMap((_, layer) =>
    setting.isLinear(layer) ? [product(setting, layer)] : [product(setting, layer), apply(setting, layer)],
  );
  return [...layers, error(setting), cost(setting)];
}

function product(setting: MicroSetting, layer: number): MicroStep {
  const Z: MatrixKey = { kind: "Z", layer };
  const W: MatrixKey = { kind: "W", layer };
  const b: MatrixKey = { kind: "b", layer };
  const input = setting.inputOf(layer);
  const { bias } = setting.plan.network;
  return writeStep(setting, {
    kind: "product",
    layer,
    target: {
      key: Z,
      factors: [rowOf(input), { key: W, row: "all", column: "j" }],
      beside: bias ? [{ key: b, row: "first", column: "j" }] : [],
    },
    formula: [matrix(Z), IS, matrix(input), DOT, matrix(W), ...(bias ? [PLUS, matrix(b)] : [])],
    numpy: `${setting.code(input)} @ ${setting.code(W)}${bias ? ` + ${setting.code(b)}` : ""}`,
  });
}

function apply(setting: MicroSetting, layer: number): MicroStep {
  const H: MatrixKey = { kind: "H", layer };
  const Z: MatrixKey = { kind: "Z", layer };
  const activation = setting.activation(layer);
  return writeStep(setting, {
    kind: "activation",
    layer,
    target: { key: H, factors: [], beside: [activation.acts === "on rows" ? rowOf(Z) : placeIn(Z)] },
    formula: [matrix(H), IS, activationSign(layer), OPEN, matrix(Z), CLOSE],
    numpy: activation.numpy.value(setting.code(Z)),
  });
}

function error(setting: MicroSetting): MicroStep {
  const { Y, output, error } = setting.end;
  const names = setting.endNames;
  return writeStep(setting, {
    kind: "error",
    layer: 0,
    target: { key: error, factors: [], beside: [placeIn(Y), placeIn(output)] },
    formula: [matrix(error), IS, matrix(Y), MINUS, matrix(output)],
    numpy: `${names.Y} - ${names.output}`,
  });
}

function cost(setting: MicroSetting): MicroStep {
  const { end, endNames, penalty } = setting;
  const { Y, Z, output, error } = endNames;
  const weights = setting.plan.network.layers.map((_, layer): MatrixKey => ({ kind: "W", layer }));
  const names = weights.map((W) => setting.code(W));
  const key: MatrixKey = { kind: "cost", layer: 0 };
  const written = writtenCosts[setting.plan.cost](end);
  const numpy = setting.cost.numpy.value(Y, Z, output, error);
  const whole = (source: MatrixKey): Source => ({ key: source, row: "all", column: "all" });
  // The formula is of Y and Ŷ where Python goes by Z, so that no logarithm is taken of a rounded output.
  const read = [...matricesIn(written), ...(new RegExp(`\\b${Z}\\b`).test(numpy) ? [end.Z] : [])];
  return writeStep(setting, {
    kind: "cost",
    layer: 0,
    target: { key, factors: [], beside: distinct([...read, ...(penalty ? weights : [])]).map(whole) },
    formula: [matrix(key), IS, ...written, ...penaltyParts(setting)],
    numpy: penalty === null ? numpy : `${numpy} + ${penaltyNumpy.value(penalty, names)}`,
  });
}

/** What large weights add to the cost: `+ λ₁ Σ|W| + λ₂ ΣW²`. */
function penaltyParts({ penalty }: MicroSetting): FormulaPart[] {
  if (penalty === null) return [];
  return [
    ...(penalty.l1 === 0 ? [] : [sign(" + λ₁ Σ|W|", String.raw` + \lambda_1 \sum |W|`)]),
    ...(penalty.l2 === 0 ? [] : [sign(" + λ₂ ΣW²", String.raw` + \lambda_2 \sum W^{2}`)]),
  ];
}
