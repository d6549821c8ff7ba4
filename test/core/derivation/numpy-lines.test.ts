import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { writeNumpyLines } from "../../../core/derivation/numpy-lines.ts";
import type { Matrix } from "../../../core/matrix/matrix.ts";
import type { LayerParameters } from "../../../core/network/forward-output.ts";
import { Parameters } from "../../../core/network/parameters.ts";
import { Pass } from "../../../core/network/pass.ts";
import { proveNetwork, type ProofNumbers } from "../../../core/training/derivation-proof.ts";
import { assignMatrix, assignVector } from "../../support/assignments.ts";
import { deepNetworks, numbersFor, type DeepNetwork } from "../../support/deep-networks.ts";
import { flatten } from "../../support/exported-training.ts";
import { hasModule, runScripts, unless } from "../../support/python.ts";

vi.setConfig({ testTimeout: 60_000 });

const numpy = hasModule("numpy");

/** A gradient that lines of NumPy are to leave under a name. */
interface Wanted {
  readonly where: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly values: Float64Array;
  /** Whose rounding a difference goes by. */
  readonly scale: number;
}

/** What is defined before the lines: NumPy, the samples and the parameters. */
function given(X: Matrix, Y: Matrix, parameters: readonly LayerParameters[]): string[] {
  return [
    "import numpy as np",
    assignMatrix("X", X),
    assignMatrix("Y", Y),
    ...parameters.flatMap(({ W, b }, layer) => [
      assignMatrix(`W${layer + 1}`, W),
      ...(b === null ? [] : [assignVector(`b${layer + 1}`, b)]),
    ]),
  ];
}

/** The backward pass that the lab trains with. */
function backward({ network, cost, penalty }: DeepNetwork, { X, Y, parameters }: ProofNumbers): Pass {
  const own = new Parameters(network, X.columns);
  own.set(parameters);
  const samples = { X: X.values, Y: Y.values, features: X.columns, rows: X.rows };
  const pass = new Pass(network, cost, samples, { penalty });
  pass.forward(own, X.rows);
  pass.backward(own, X.rows);
  return pass;
}

const networks = fc.sample(
  deepNetworks.filter(({ network }) => network.layers.length <= 4),
  { numRuns: 80, seed: Number(process.env.REMATRIX_SEED ?? 20261123) },
);

const scripts: Record<string, string> = {};
const wanted: Wanted[] = [];
let answers: Awaited<ReturnType<typeof runScripts>> = {};

beforeAll(async () => {
  if (!numpy) return;
  networks.forEach((deep, index) => {
    const numbers = numbersFor(deep);
    const { gradient } = backward(deep, numbers);
    const { network, derivations } = proveNetwork(deep, numbers, { mostCells: 1 });
    for (const { derivation, proof } of derivations) {
      const { code } = derivation.by;
      const layer = Number(code.slice(1)) - 1;
      const lines = writeNumpyLines(network, derivation);
      const where = `${index} ${code}`;
      scripts[where] = [...given(numbers.X, numbers.Y, numbers.parameters), ...lines].join("\n");
      const values = code.startsWith("W") ? gradient.W[layer] : gradient.b[layer]!;
      wanted.push({ where, name: `d${code}`, lines, values, scale: proof.scale });
    }
  });
  answers = await runScripts(scripts, [...new Set(wanted.map(({ name }) => name))]);
}, 60_000);

describe.skipIf(!numpy)(`run by NumPy, the derivations' lines${unless(numpy, "NumPy")}`, () => {
  it("leave the backward pass's gradient of every parameter, to 1e-12", () => {
    expect(wanted.length).toBeGreaterThan(200);
    for (const { where, name, lines, values, scale } of wanted) {
      const numbers = flatten(answers[where].values[name]);
      const what = `${name} of ${JSON.stringify(networks[parseInt(where)])}\n${lines.join("\n")}`;
      expect(numbers, what).toHaveLength(values.length);
      const largest = numbers.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i])), 0);
      expect(largest === 0 ? 0 : largest / scale, what).toBeLessThanOrEqual(1e-12);
    }
  });

  it("leave a weight's gradient with the weights' two axes and a bias's with one", () => {
    for (const { where, name } of wanted) {
      const layer = Number(name.slice(2)) - 1;
      const deep = networks[parseInt(where)];
      const { units } = deep.network.layers[layer];
      const inputs = layer === 0 ? deep.features : deep.network.layers[layer - 1].units;
      const value = answers[where].values[name];
      const first = Array.isArray(value) ? (value[0] as unknown) : undefined;
      const shape = [Array.isArray(value) ? value.length : 0, Array.isArray(first) ? first.length : null];
      expect(shape, where).toEqual(name.startsWith("dW") ? [inputs, units] : [units, null]);
    }
  });
});
