import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { assignMatrix, assignVector } from "../../support/assignments.ts";
import { rematrix } from "../../support/command-line.ts";
import { flatten } from "../../support/exported-training.ts";
import { hasModule, runScripts, unless } from "../../support/python.ts";
import { shippedIds } from "../../support/shipped-experiments.ts";

vi.setConfig({ testTimeout: 60_000 });

const numpy = hasModule("numpy");

interface PassJson {
  readonly X: number[][];
  readonly Y: number[][];
  readonly layers: readonly { W: number[][]; b: number[] | null; dW: number[][]; db: number[] | null }[];
}
interface DeriveJson {
  readonly derivations: readonly { wrt: string; numpy: string[]; proved: boolean }[];
}

/** What the command line says of an example: its gradients, and the lines that are to give them. */
const examples = new Map<string, { readonly pass: PassJson; readonly derive: DeriveJson }>();
let answers: Awaited<ReturnType<typeof runScripts>> = {};
const names = ["dW1", "dW2", "dW3", "dW4", "db1", "db2", "db3", "db4"];

beforeAll(async () => {
  if (!numpy) return;
  const scripts: Record<string, string> = {};
  for (const id of shippedIds) {
    const files = { "a.json": readFileSync(`resources/experiments/${id}.json`, "utf8") };
    const read = async (verb: string): Promise<unknown> =>
      JSON.parse((await rematrix([verb, "a.json", "--json"], files)).stdout);
    const example = { pass: (await read("pass")) as PassJson, derive: (await read("derive")) as DeriveJson };
    examples.set(id, example);
    const { X, Y, layers } = example.pass;
    const given = [
      "import numpy as np",
      assignMatrix("X", Matrix.from(X)),
      assignMatrix("Y", Matrix.from(Y)),
      ...layers.flatMap(({ W, b }, layer) => [
        assignMatrix(`W${layer + 1}`, Matrix.from(W)),
        ...(b === null ? [] : [assignVector(`b${layer + 1}`, Float64Array.from(b))]),
      ]),
    ];
    for (const { wrt, numpy: lines } of example.derive.derivations) {
      scripts[`${id} ${wrt}`] = [...given, ...lines].join("\n");
    }
  }
  answers = await runScripts(scripts, names);
}, 120_000);

describe.skipIf(!numpy)(
  `run by NumPy on all samples, what derive --json prints${unless(numpy, "NumPy")}`,
  () => {
    it.each(shippedIds)("for %s leaves the backward pass's gradients, to 1e-12", (id) => {
      const { pass, derive } = examples.get(id)!;
      expect(derive.derivations).toHaveLength(
        pass.layers.flatMap(({ b }) => (b === null ? [1] : [1, 2])).length,
      );
      for (const { wrt, proved, numpy: lines } of derive.derivations) {
        const { dW, db } = pass.layers[Number(wrt.slice(1)) - 1];
        const ours = wrt.startsWith("W") ? dW.flat() : db!;
        const theirs = flatten(answers[`${id} ${wrt}`].values[`d${wrt}`]);
        const scale = Math.max(...ours.map(Math.abs));
        expect(theirs, wrt).toHaveLength(ours.length);
        const largest = theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - ours[i])), 0);
        expect(largest, `${wrt}: ${lines.join("; ")}`).toBeLessThanOrEqual(1e-12 * scale);
        expect(proved, wrt).toBe(true);
      }
    });
  },
);
