import type { ElementwiseActivation } from "../../network/activation.ts";
import { costOf, type Cost } from "../../network/costs.ts";
import { penaltyNumpy, type Penalty } from "../../network/penalty.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { listOutputs, listParameters, type NamedLayer } from "../layers.ts";
import { bracket, indent, tuple } from "../python/layout.ts";

/** A function of a script: its lines, and how it is called. */
export interface FunctionText {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly lines: readonly string[];
}

/** The cost that an experiment trains on: in one with its last activation where there is such a form. */
export function costOfExperiment({ cost, network }: Experiment): Cost {
  return costOf(cost, network.layers[network.layers.length - 1].activation);
}

/** `forward(X, W1, b1, …)`: every matrix from X to Ŷ, a tuple unless it is Ŷ alone. */
export function writeForward(layers: readonly NamedLayer[]): FunctionText {
  const outputs = listOutputs(layers);
  const steps = layers.flatMap(({ activation, input, W, b, Z, H }) => {
    const product = `${Z.code} = ${input.code} @ ${W.code}${b === null ? "" : ` + ${b.code}`}`;
    if (H.code === Z.code) return [product];
    return [
      product,
      ...(activation.acts === "on rows"
        ? activation.numpy.lines(Z.code, H.code)
        : [`${H.code} = ${activation.numpy.value(Z.code)}`]),
    ];
  });
  return define("forward", ["X", ...listParameters(layers).map(({ name }) => name)], {
    about:
      outputs.length === 1
        ? "The output Yhat for the samples X."
        : "Every matrix on the way from the samples X to the output Yhat.",
    body: [...steps, ...tuple("return ", outputs, "", 1)],
  });
}

/** `cost_of(Y, Yhat)`, or of Y and what stands before the last activation. */
export function writeCost(cost: Cost, layers: readonly NamedLayer[]): FunctionText {
  const { Z, H } = layers[layers.length - 1];
  const expression = cost.numpy.value("Y", Z.code, H.code);
  return define("cost_of", ["Y", mentions([expression], Z.code) ? Z.code : H.code], {
    about: costNotes[cost.name],
    body: cost.numpy.body?.("Y", Z.code, H.code) ?? [`return ${expression}`],
  });
}

/** `penalty(W1, W2, …)`, for the text of what one weight matrix W costs. */
export function writePenalty(ofOne: string, layers: readonly NamedLayer[]): FunctionText {
  const { lines } = define("penalty", ["*weights"], {
    about: "What large weights add to the cost.",
    body: [`return sum(${ofOne} for W in weights)`],
  });
  return { name: "penalty", parameters: layers.map(({ W }) => W.code), lines };
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

/**
 * The matrices in which a number that is not finite would not show in the cost: those before an activation
 * that hides an infinity.
 */
export function listHiding(layers: readonly NamedLayer[]): string[] {
  return layers.filter(({ activation }) => activation.hidesInfinity).map(({ Z }) => Z.code);
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
    } else yield `${D} = ${into} * ${slope(activation, Z.code, H.code)}`;
    yield `d${W.code} = ${input.code}.T @ ${D}${penalty === null ? "" : addend(penalty, W.code)}`;
    if (b !== null) yield `d${b.code} = np.sum(${D}, axis=0)`;
  }
}

function slope({ numpy }: ElementwiseActivation, Z: string, H: string): string {
  return numpy.derivative(Z, H);
}

function addend(penalty: Penalty, W: string): string {
  const gradient = penaltyNumpy.gradient(penalty, W);
  return penalty.l1 !== 0 && penalty.l2 !== 0 ? ` + (${gradient})` : ` + ${gradient}`;
}

function define(
  name: string,
  parameters: readonly string[],
  { about, body }: { readonly about: string; readonly body: readonly string[] },
): FunctionText {
  return {
    name,
    parameters,
    lines: [...bracket(`def ${name}(`, parameters, "):"), ...indent([`"""${about}"""`, ...body])],
  };
}

/** Whether any of these lines names it, as a whole word. */
export function mentions(lines: readonly string[], name: string): boolean {
  return lines.some((line) => new RegExp(String.raw`\b${name}\b`).test(line));
}

const costNotes: Readonly<Record<Cost["name"], string>> = {
  sse: "The sum of squared errors.",
  mse: "The mean squared error.",
  bce: "The binary cross-entropy, as the mean over the samples.",
  "cross-entropy": "The cross-entropy, as the mean over the samples.",
};
