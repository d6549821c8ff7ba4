import {
  APART,
  CLOSE,
  derivativeSign,
  DOT,
  IS,
  matrix,
  OPEN,
  sign,
  TIMES,
  transposed,
  type FormulaPart,
} from "../../network/formula-parts.ts";
import type { MatrixKey } from "../../network/names.ts";
import { penaltyNumpy } from "../../network/penalty.ts";
import type { MicroSetting } from "./micro-plan.ts";
import { placeIn, rowOf, type MicroStep, type Source } from "./micro-step.ts";
import { matricesIn, writeStep } from "./write-step.ts";
import { writeConstant, writtenStarts } from "./written-cost.ts";

/** The backward pass from the last layer to the first: D, δW and δb of each. */
export function listBackward(setting: MicroSetting): MicroStep[] {
  const steps: MicroStep[] = [];
  for (let layer = setting.last; layer >= 0; layer--) {
    steps.push(layer === setting.last ? lastDescent(setting) : hiddenDescent(setting, layer));
    steps.push(gradient(setting, layer));
    if (setting.plan.network.bias) steps.push(biasGradient(setting, layer));
  }
  return steps;
}

/** D = E * f′(Z); E alone where the cost is one with the activation, or where there is none. */
function lastDescent(setting: MicroSetting): MicroStep {
  const { last: layer, descent, end, endNames } = setting;
  const start = writtenStarts[descent.form];
  const key: MatrixKey = { kind: "D", layer };
  const E = start.formula(end);
  const written = start.numpy(endNames);
  const activation = setting.activation(layer);
  const read = matricesIn(E);
  const step = (formula: readonly FormulaPart[], numpy: string, beside: readonly Source[]): MicroStep =>
    writeStep(setting, {
      kind: "last-descent",
      layer,
      target: { key, factors: [], beside },
      formula: [matrix(key), IS, ...formula],
      numpy,
    });
  if (descent.form === "error-of-sum") {
    // The sum of a sample's targets is part of it.
    return step(E, written, [rowOf(end.Y), placeIn(end.output)]);
  }
  if (descent.fused || setting.isLinear(layer)) {
    return step(E, written, read.map(placeIn));
  }
  if (activation.acts === "on rows") {
    const H = matrix(end.output);
    return step(
      [H, sign(" * ("), ...E, sign(" − Σ ", String.raw` - \textstyle\sum `), ...E, TIMES, H, CLOSE],
      activation.numpy.backward(written, endNames.output),
      [...read, end.output].map(rowOf),
    );
  }
  return step(
    [...E, TIMES, ...derivativeParts(layer)],
    `${written} * ${activation.numpy.derivative(endNames.Z, endNames.output)}`,
    [...read.map(placeIn), ...derivativeSources(setting, layer)],
  );
}

/** D = (D · W.T) * f′(Z), the first D and W being those of the layer after. */
function hiddenDescent(setting: MicroSetting, layer: number): MicroStep {
  const key: MatrixKey = { kind: "D", layer };
  const after: MatrixKey = { kind: "D", layer: layer + 1 };
  const W: MatrixKey = { kind: "W", layer: layer + 1 };
  const linear = setting.isLinear(layer);
  const product = [matrix(after), DOT, transposed(W)];
  const written = `${setting.code(after)} @ ${setting.code(W)}.T`;
  const activation = setting.activation(layer);
  if (activation.acts === "on rows") throw new Error("internal: only the last layer acts on rows");
  const [Z, H] = (["Z", "H"] as const).map((kind) => setting.code({ kind, layer }));
  return writeStep(setting, {
    kind: "descent",
    layer,
    target: {
      key,
      factors: [rowOf(after), { key: W, row: "j", column: "all" }],
      beside: linear ? [] : derivativeSources(setting, layer),
    },
    formula: [
      matrix(key),
      IS,
      ...(linear ? product : [OPEN, ...product, CLOSE, TIMES, ...derivativeParts(layer)]),
    ],
    numpy: linear ? written : `(${written}) * ${activation.numpy.derivative(Z, H)}`,
  });
}

/** δW = c · input.T · D, less the penalty's slope. */
function gradient(setting: MicroSetting, layer: number): MicroStep {
  const key: MatrixKey = { kind: "dW", layer };
  const D: MatrixKey = { kind: "D", layer };
  const W: MatrixKey = { kind: "W", layer };
  const input = setting.inputOf(layer);
  const { penalty } = setting;
  const product = `${factorNumpy(setting)} * (${setting.code(input)}.T @ ${setting.code(D)})`;
  return writeStep(setting, {
    kind: "gradient",
    layer,
    target: {
      key,
      factors: [
        { key: input, row: "all", column: "i" },
        { key: D, row: "all", column: "j" },
      ],
      beside: penalty === null ? [] : [placeIn(W)],
    },
    formula: [
      matrix(key),
      IS,
      factorSign(setting),
      transposed(input),
      APART,
      matrix(D),
      ...penaltySlope(setting, W),
    ],
    numpy: penalty === null ? product : `${product} - (${penaltyNumpy.gradient(penalty, setting.code(W))})`,
  });
}

/** δb = c · Σ D over the samples. */
function biasGradient(setting: MicroSetting, layer: number): MicroStep {
  const key: MatrixKey = { kind: "db", layer };
  const D: MatrixKey = { kind: "D", layer };
  return writeStep(setting, {
    kind: "bias-gradient",
    layer,
    target: { key, factors: [{ key: D, row: "all", column: "j" }], beside: [] },
    formula: [matrix(key), IS, factorSign(setting), { kind: "sum", over: "i" }, matrix(D)],
    numpy: `${factorNumpy(setting)} * np.sum(${setting.code(D)}, axis=0)`,
  });
}

/** f′(Z). */
function derivativeParts(layer: number): FormulaPart[] {
  return [derivativeSign(layer), OPEN, matrix({ kind: "Z", layer }), CLOSE];
}

/** What f′ is computed from: Z by its formula, and H where that is shorter. */
function derivativeSources(setting: MicroSetting, layer: number): Source[] {
  const activation = setting.activation(layer);
  const Z = placeIn({ kind: "Z", layer });
  if (activation.acts === "on rows") return [Z];
  const throughH = activation.numpy.derivative("Z", "H").includes("H");
  return throughH ? [Z, placeIn({ kind: "H", layer })] : [Z];
}

/** The cost's constant before a product: `2 `, `(2/N) `. */
function factorSign({ descent }: MicroSetting): FormulaPart {
  const { text, latex } = writeConstant(descent);
  return sign(text.includes("/") ? `(${text}) ` : `${text} `, `${latex}\\,`);
}

function factorNumpy({ descent, endNames }: MicroSetting): string {
  return writeConstant(descent).numpy(endNames.Y);
}

/** `− λ₁ sign W − 2 λ₂ W`. */
function penaltySlope({ penalty }: MicroSetting, W: MatrixKey): FormulaPart[] {
  if (penalty === null) return [];
  return [
    ...(penalty.l1 === 0
      ? []
      : [sign(" − λ₁ sign ", String.raw` - \lambda_1 \operatorname{sign} `), matrix(W)]),
    ...(penalty.l2 === 0 ? [] : [sign(" − 2 λ₂ ", String.raw` - 2 \lambda_2 `), matrix(W)]),
  ];
}
