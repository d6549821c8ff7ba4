import { gradientCode } from "../../naming.ts";
import { BECOMES, DOT, PLUS, sign, writePartsLatex, type FormulaPart } from "../../network/formula-parts.ts";
import type { MatrixKey } from "../../network/names.ts";
import { optimizerOf } from "../../optimizer/optimizers.ts";
import type { MicroSetting } from "./micro-plan.ts";
import { placeIn, type MicroStep, type Target } from "./micro-step.ts";

/** The rate's name in Python. */
const RATE = "rate";

/**
 * All weights and biases take their step: W ⇐ W + μ·δW, or what another optimizer makes of ∂Δ/∂W = −δW and
 * of what it remembers.
 */
export function updateStep(setting: MicroSetting): MicroStep {
  const { optimizer, learningRate, step } = setting.plan;
  const { text, latex, numpy } = optimizerOf(optimizer);
  const plain = optimizer.kind === "sgd";
  const targets = listTargets(setting);
  const lines = targets.map(({ key, beside }) => {
    const [W, delta] = [setting.code(key), setting.code(beside[1].key)];
    if (plain) return { memory: [], update: [`${W} += ${RATE} * ${delta}`] };
    const gradient = gradientCode(W);
    const { memory, update } = numpy(optimizer, W, gradient, RATE);
    return { memory, update: [`${gradient} = -${delta}`, ...update] };
  });
  const update = lines.flatMap((line) => line.update);
  const formula = plain ? [descend] : [turn, ...text.map((line) => [sign(line)])];
  return {
    kind: "update",
    layer: 0,
    targets,
    reads: [...targets.map(({ key }) => key), ...targets.map(({ beside }) => beside[1].key)],
    formula,
    latex: plain
      ? [writePartsLatex(descend, setting.plan.nameOf)]
      : // The arrow points to what changes, as it does in plain text.
        [turnLatex, ...latex.map((line) => line.replace(String.raw`\Rightarrow`, String.raw`\Leftarrow`))],
    numpy: [
      `${RATE} = ${learningRate}`,
      ...(update.some((line) => /\bstep\b/.test(line)) ? [`step = ${step}`] : []),
      ...update,
    ],
    memory: lines.flatMap(({ memory }) => memory),
  };
}

/** For any W and b. */
const descend: readonly FormulaPart[] = [
  sign("W"),
  BECOMES,
  sign("W"),
  PLUS,
  sign("μ", String.raw`\mu`),
  DOT,
  sign("δW", String.raw`\delta W`),
];
const turn: readonly FormulaPart[] = [sign("∂Δ/∂W = −δW")];
const turnLatex = String.raw`\frac{\partial \Delta}{\partial W} = -\delta W`;

/** W1, b1, W2, b2, …, each made of itself and of its δ. */
function listTargets({ plan: { network } }: MicroSetting): Target[] {
  const of = (kind: "W" | "b", layer: number): Target => {
    const key: MatrixKey = { kind, layer };
    const delta: MatrixKey = { kind: kind === "W" ? "dW" : "db", layer };
    return { key, factors: [], beside: [placeIn(key), placeIn(delta)] };
  };
  return network.layers.flatMap((_, layer) =>
    network.bias ? [of("W", layer), of("b", layer)] : [of("W", layer)],
  );
}
