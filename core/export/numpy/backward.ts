import type { Cost } from "../../network/cost.ts";
import { penaltyNumpy, type Penalty } from "../../network/penalty.ts";
import { listOutputs, listParameters, type NamedLayer } from "../layers.ts";
import { define, mentions, type FunctionText } from "../python/functions.ts";
import { tuple } from "../python/layout.ts";

/** The lines that leave f(Z) in the name H. */
export function applyNumpy({ activation, Z, H }: NamedLayer): readonly string[] {
  if (activation.acts === "on rows") return activation.numpy.lines(Z.code, H.code);
  return [`${H.code} = ${activation.numpy.value(Z.code)}`];
}

/** `backward(…)` gives dW1, db1, …, from the matrices of a forward pass. */
export function writeBackward(
  cost: Cost,
  penalty: Penalty | null,
  layers: readonly NamedLayer[],
): FunctionText {
  const parameters = listParameters(layers);
  const body = [...backwardSteps(cost, penalty, layers)];
  const known = ["X", "Y", ...listOutputs(layers), ...layers.map(({ W }) => W.code)];
  const { Z } = layers[layers.length - 1];
  return define(
    "backward",
    known.filter((name) => mentions(body, name)),
    {
      about:
        layers.length === 1
          ? `∂cost/∂W; D1 is ∂cost/∂${Z.code}.`
          : `∂cost/∂W from the last layer to the first; D${layers.length} is ∂cost/∂${Z.code}, and so on.`,
      body: [
        ...body,
        ...tuple(
          "return ",
          parameters.map(({ gradient }) => gradient),
          "",
          1,
        ),
      ],
    },
  );
}

function* backwardSteps(
  cost: Cost,
  penalty: Penalty | null,
  layers: readonly NamedLayer[],
): Generator<string> {
  const last = layers[layers.length - 1];
  const names = ["Y", last.Z.code, last.H.code] as const;
  const gradient = cost.numpy.gradient(...names, "error");
  if (mentions([gradient], "error")) yield `error = Y - ${last.H.code}`;
  for (let l = layers.length - 1; l >= 0; l--) {
    const { number, activation, input, W, b, Z, H } = layers[l];
    const D = `D${number}`;
    const into = l === layers.length - 1 ? gradient : `(D${number + 1} @ ${layers[l + 1].W.code}.T)`;
    const fused = cost.fusedWith !== null && l === layers.length - 1;
    if (H.code === Z.code || fused) yield `${D} = ${l < layers.length - 1 ? into.slice(1, -1) : into}`;
    else if (activation.acts === "on rows") {
      yield `${D} = ${into}`;
      yield `${D} = ${activation.numpy.backward(D, H.code)}`;
    } else yield `${D} = ${into} * ${activation.numpy.derivative(Z.code, H.code)}`;
    yield `d${W.code} = ${input.code}.T @ ${D}${penalty === null ? "" : addend(penalty, W.code)}`;
    if (b !== null) yield `d${b.code} = np.sum(${D}, axis=0)`;
  }
}

function addend(penalty: Penalty, W: string): string {
  const gradient = penaltyNumpy.gradient(penalty, W);
  return penalty.l1 !== 0 && penalty.l2 !== 0 ? ` + (${gradient})` : ` + ${gradient}`;
}
