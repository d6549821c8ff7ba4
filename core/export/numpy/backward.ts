import type { Cost } from "../../network/cost.ts";
import { gradientCode } from "../../naming.ts";
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
          ? `∂cost/∂W in dW1; ${gradientCode(Z.code)} is ∂cost/∂${Z.code}.`
          : `∂cost/∂W from the last layer to the first; ${gradientCode(Z.code)} is ∂cost/∂${Z.code}, and so on.`,
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
    const { activation, input, W, b, Z, H } = layers[l];
    const dZ = gradientCode(Z.code);
    const after = layers.at(l + 1);
    const into = after === undefined ? gradient : `(${gradientCode(after.Z.code)} @ ${after.W.code}.T)`;
    const fused = cost.fusedWith !== null && l === layers.length - 1;
    if (H.code === Z.code || fused) yield `${dZ} = ${l < layers.length - 1 ? into.slice(1, -1) : into}`;
    else if (activation.acts === "on rows") {
      const dH = gradientCode(H.code);
      yield `${dH} = ${into}`;
      yield `${dZ} = ${activation.numpy.backward(dH, H.code)}`;
    } else yield `${dZ} = ${into} * ${activation.numpy.derivative(Z.code, H.code)}`;
    yield `${gradientCode(W.code)} = ${input.code}.T @ ${dZ}${penalty === null ? "" : addend(penalty, W.code)}`;
    if (b !== null) yield `${gradientCode(b.code)} = np.sum(${dZ}, axis=0)`;
  }
}

function addend(penalty: Penalty, W: string): string {
  const gradient = penaltyNumpy.gradient(penalty, W);
  return penalty.l1 !== 0 && penalty.l2 !== 0 ? ` + (${gradient})` : ` + ${gradient}`;
}
