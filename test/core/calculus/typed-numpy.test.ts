import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { deriveTyped, readTyped } from "../../../core/calculus/derive-typed.ts";
import { typedNumpyLines } from "../../../core/calculus/typed-numpy.ts";
import { writeTyped } from "../../../core/calculus/typed/write-typed.ts";
import { assignMatrix } from "../../support/assignments.ts";
import { flatten } from "../../support/exported-training.ts";
import { largest, slopesInNumpy } from "../../support/numpy-slopes.ts";
import { hasModule, runScripts, unless } from "../../support/python.ts";
import { fittingExpressions, namedValues } from "../../support/typed-expressions.ts";
import { freeFunctions } from "../../support/typed-values.ts";

vi.setConfig({ testTimeout: 60_000 });

const numpy = hasModule("numpy");

const written = [
  "np.sum((M42 - f2(f1(M43 @ M34) @ M42))**2)",
  "np.mean((M43 - np.mean(M43, axis=0, keepdims=True))**2)",
  "np.sum(np.log(M43 @ M34) * np.exp(M44))",
  "np.trace(M34 @ M43 @ M33)",
  "mu * M23",
  "M31.T @ M33 @ M31",
  "np.sum(M42 @ M23 + b3)",
  "np.sum(np.exp(M23 @ M34) * np.sin(M23 @ M34))",
];
const random = fc
  .sample(fittingExpressions, { numRuns: 300, seed: Number(process.env.REMATRIX_SEED ?? 20261123) })
  .map((expression) => writeTyped(expression))
  // Python refuses what NumPy calls infinite.
  .filter((text) => !/\/ 0\b/.test(text));

interface Case {
  readonly text: string;
  readonly name: string;
  readonly script: string;
  /** The lab's own derivative, and the numbers whose rounding differences go by. */
  readonly values: Float64Array;
  readonly scale: number;
}

const cases: Case[] = [];
let answers: Awaited<ReturnType<typeof runScripts>> = {};

beforeAll(async () => {
  if (!numpy) return;
  for (const text of [...written, ...random]) {
    const reading = readTyped(text, { values: namedValues, functions: freeFunctions });
    if (!reading.ok) throw new Error(`${text}: ${reading.problems[0].message}`);
    const { read } = reading;
    const given = [...read.shapes.names].map(([name, { dimensions }]) =>
      // A single number is a number in NumPy, too, and no matrix of one element.
      dimensions === 0
        ? `${name} = np.float64(${namedValues.get(name)!.values[0]})`
        : assignMatrix(name, namedValues.get(name)!),
    );
    for (const { code } of read.program.names) {
      const { derivation, proof } = deriveTyped(read, code);
      // What is no number here, or is so large that rounding hides it, says nothing of the lines.
      if (derivation.result.matrix === null || !(proof.scale < 1e6)) continue;
      const lines = typedNumpyLines(read.program, derivation);
      const expected = `expected = slopes(lambda ${code}: ${text}, ${code})`;
      const script = [slopesInNumpy, ...given, expected, ...lines, `found = np.asarray(d${code})`].join("\n");
      cases.push({ text, name: code, script, values: proof.values, scale: proof.scale });
    }
  }
  const scripts = Object.fromEntries(cases.map(({ script }, index) => [String(index), script]));
  answers = await runScripts(scripts, ["expected", "found"]);
}, 120_000);

describe.skipIf(!numpy)(
  `run by NumPy, the lines of a typed expression's derivative${unless(numpy, "NumPy")}`,
  () => {
    it("are what the lab derived, to 1e-12", () => {
      expect(cases.length).toBeGreaterThan(200);
      cases.forEach(({ text, name, script, values, scale }, index) => {
        const found = flatten(answers[String(index)].values.found);
        const what = `${text} by ${name}\n${script.slice(slopesInNumpy.length)}`;
        expect(found, what).toHaveLength(values.length);
        expect(largest(found, values, scale), what).toBeLessThanOrEqual(1e-12);
      });
    });

    it("are the text's own central differences in NumPy, to 1e-6", () => {
      cases.forEach(({ text, name, script, scale }, index) => {
        const { found, expected } = answers[String(index)].values;
        const differences = flatten(expected);
        const what = `${text} by ${name}\n${script.slice(slopesInNumpy.length)}`;
        expect(flatten(found), what).toHaveLength(differences.length);
        expect(largest(flatten(found), differences, scale), what).toBeLessThanOrEqual(1e-6);
      });
    });
  },
);
