import type { Cost, CostText } from "../../network/cost.ts";
import { costOf } from "../../network/costs.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { listOutputs, listParameters, type NamedLayer } from "../layers.ts";
import { assign, bracket, indent, tuple } from "./layout.ts";

/** A function of a script: its lines, and what it is called with. */
export interface FunctionText {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly lines: readonly string[];
}

/** The functions that a look at samples calls. */
export interface LookFunctions {
  readonly forward: FunctionText;
  readonly cost: FunctionText;
  /** Null where large weights cost nothing. */
  readonly penalty: FunctionText | null;
}

/** The cost that an experiment trains on: in one with its last activation where there is such a form. */
export function costOfExperiment({ cost, network }: Experiment): Cost {
  return costOf(cost, network.layers[network.layers.length - 1].activation);
}

/**
 * `forward(X, W1, b1, …)`: every matrix from X to Ŷ, a tuple unless it is Ŷ alone. `apply` gives the lines that
 * leave f(Z) in the name H.
 */
export function writeForward(
  layers: readonly NamedLayer[],
  apply: (layer: NamedLayer) => readonly string[],
): FunctionText {
  const outputs = listOutputs(layers);
  const steps = layers.flatMap((layer) => {
    const { input, W, b, Z, H } = layer;
    const product = `${Z.code} = ${input.code} @ ${W.code}${b === null ? "" : ` + ${b.code}`}`;
    return H.code === Z.code ? [product] : [product, ...apply(layer)];
  });
  return define("forward", ["X", ...listParameters(layers).map(({ name }) => name)], {
    about:
      outputs.length === 1
        ? "The output Yhat for the samples X."
        : "Every matrix on the way from the samples X to the output Yhat.",
    body: [...steps, ...tuple("return ", outputs, "", 1)],
  });
}

/** `cost_of(Y, Yhat)`, or of Y and what stands before the last activation; `body` is the function's, if there is one. */
export function writeCost(
  name: Cost["name"],
  value: CostText,
  layers: readonly NamedLayer[],
  body?: Cost["numpy"]["body"],
): FunctionText {
  const { Z, H } = layers[layers.length - 1];
  const expression = value("Y", Z.code, H.code);
  return define("cost_of", ["Y", mentions([expression], Z.code) ? Z.code : H.code], {
    about: costNotes[name],
    body: body?.("Y", Z.code, H.code) ?? [`return ${expression}`],
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

/** A forward pass of samples of these names, and their cost in `name`. */
export function writeLook(
  X: string,
  Y: string,
  name: string,
  layers: readonly NamedLayer[],
  { forward, cost, penalty }: LookFunctions,
): string[] {
  const added = penalty === null ? "" : ` + penalty(${penalty.parameters.join(", ")})`;
  return [
    ...assign(listOutputs(layers), forward.name, rename(forward.parameters, X, Y), 2),
    `${name} = ${cost.name}(${rename(cost.parameters, X, Y).join(", ")})${added}`,
  ];
}

/** The samples kept for testing, and their cost in the script's words; `number` makes it one to print. */
export function writeTest(
  samples: number,
  layers: readonly NamedLayer[],
  { forward, cost }: LookFunctions,
  number: (cost: string) => string,
): string[] {
  const outputs = listOutputs(layers);
  const call = bracket("tested = forward(", rename(forward.parameters, "X_test", ""), ")");
  const place = outputs.indexOf(cost.parameters[1]) - outputs.length;
  const end = outputs.length === 1 ? "" : `[${place}]`;
  return [
    ...call.slice(0, -1),
    `${call[call.length - 1]}${end}`,
    `print(f"cost of the ${samples} test samples {${number("cost_of(Y_test, tested)")}}")`,
  ];
}

/** Arguments where the samples have other names than X and Y. */
export function rename(parameters: readonly string[], X: string, Y: string): string[] {
  return parameters.map((name) => (name === "X" ? X : name === "Y" ? Y : name));
}

/**
 * The matrices in which a number that is not finite would not show in the cost: those before an activation
 * that hides an infinity.
 */
export function listHiding(layers: readonly NamedLayer[]): string[] {
  return layers.filter(({ activation }) => activation.hidesInfinity).map(({ Z }) => Z.code);
}

/** Whether a look's numbers are finite; `alone` says it of the cost, where no activation hides anything. */
export function finiteOf(layers: readonly NamedLayer[], cost: string, alone: string): string {
  const hiding = listHiding(layers);
  return hiding.length === 0 ? alone : `finite(${[cost, ...hiding].join(", ")})`;
}

/** The function behind it, for the name of what knows `isfinite`; nothing where it is not called. */
export function writeFinite(layers: readonly NamedLayer[], library: "np" | "torch"): readonly string[] {
  if (listHiding(layers).length === 0) return [];
  return define("finite", ["*numbers"], {
    about: "Whether there is no infinity and no NaN among them.",
    body: [`return all(${library}.isfinite(one).all() for one in numbers)`],
  }).lines;
}

/** A function with a sentence about it. */
export function define(
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
