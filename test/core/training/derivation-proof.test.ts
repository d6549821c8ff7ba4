import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countIndices, summedIndices, type Expression } from "../../../core/calculus/expression.ts";
import type { Derivation } from "../../../core/calculus/derivation.ts";
import { flatten, shapeOf, type MatrixExpression } from "../../../core/calculus/matrix-expression.ts";
import { matrixFormAt } from "../../../core/calculus/describe.ts";
import { derive } from "../../../core/calculus/derive.ts";
import { prove } from "../../../core/calculus/prove.ts";
import { computeAll } from "../../../core/calculus/evaluate-matrix.ts";
import { networkProgram } from "../../../core/derivation/network-program.ts";
import { withShared } from "../../../core/calculus/shared-values.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { findDescents } from "../../../core/network/descents.ts";
import type { MatrixKey } from "../../../core/network/names.ts";
import {
  givenValues,
  proveNetwork,
  type NetworkDerivations,
} from "../../../core/training/derivation-proof.ts";
import { GRADIENT_TOLERANCE } from "../../../core/training/gradient-check.ts";
import { deepNetworks, numbersFor, type DeepNetwork } from "../../support/deep-networks.ts";

function proved(deep: DeepNetwork): NetworkDerivations {
  return proveNetwork(deep, numbersFor(deep), { mostCells: 12 });
}

/** The derivations alone, without numbers. */
function derived({ samples, features, classes, ...task }: DeepNetwork): Derivation[] {
  const sizes = { samples, features };
  const { program, parameters } = networkProgram(task, { sizes, style: "suited", targetsSumToOne: classes });
  return parameters.map(({ symbol }) => derive(program, symbol));
}

/** Every expression of a derivation, the parts that got a name included. */
function expressionsOf({ start, steps }: Derivation): Expression[] {
  return [start, ...steps.map(({ after }) => after)];
}

/** All products in a matrix expression, with their factors one by one. */
function productsIn(matrix: MatrixExpression): (readonly MatrixExpression[])[] {
  switch (matrix.kind) {
    case "product":
      return [flatten(matrix), ...matrix.factors.flatMap(productsIn)];
    case "star":
      return matrix.factors.flatMap(productsIn);
    case "transpose":
    case "total":
    case "trace":
      return productsIn(matrix.of);
    case "sum":
      return matrix.terms.flatMap(({ matrix: one }) => (one === null ? [] : productsIn(one)));
    default:
      return [];
  }
}

/** D⁽ˡ⁾ of a network in numbers, by its code: as micro-steps have it, and as every derivation names it. */
function descentsOf(deep: DeepNetwork): { byHand: Map<string, Float64Array>; shared: [string, Matrix][] } {
  const { samples, features, classes, network, cost } = deep;
  const made = networkProgram(deep, {
    sizes: { samples, features },
    style: "suited",
    targetsSumToOne: classes,
  });
  const { X, Y, parameters } = numbersFor(deep);
  const values = computeAll(made.program.definitions, givenValues(made, X, Y, parameters));
  // A layer without activation and bias is only a factor: it has no matrix of its own, and none is needed.
  const read = ({ kind, layer }: MatrixKey): Float64Array =>
    values.get(made.symbols.of(kind, layer).code)?.values ?? new Float64Array(0);
  const found = findDescents(network, cost, samples, read);
  const shared = made.parameters.flatMap(({ symbol }) => {
    const derivation = derive(made.program, symbol);
    const known = withShared(derivation, values);
    return derivation.shared.map((part): [string, Matrix] => [
      part.symbol.code,
      known.get(part.symbol.code)!,
    ]);
  });
  return { byHand: new Map(found.map((D, layer) => [made.symbols.shared("Z", layer).code, D])), shared };
}

describe("derivations of random networks", () => {
  it("share D⁽ˡ⁾ with the sign and the constant that micro-steps give it", () => {
    let compared = 0;
    fc.assert(
      fc.property(deepNetworks, (deep) => {
        const { byHand, shared } = descentsOf(deep);
        for (const [code, { values }] of shared) {
          const D = byHand.get(code);
          if (D === undefined) continue;
          compared++;
          const scale = D.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          const off = values.reduce((most, value, i) => Math.max(most, Math.abs(value - D[i])), 0);
          expect(off, code).toBeLessThanOrEqual(1e-11 * scale);
        }
      }),
      { numRuns: 40 },
    );
    expect(compared).toBeGreaterThan(20);
  }, 60_000);

  it("give the same matrix in every step, which is the backward pass's and that of central differences", () => {
    fc.assert(
      fc.property(deepNetworks, (deep) => {
        for (const { derivation, proof, fromPass, check } of proved(deep).derivations) {
          const where = derivation.by.code;
          expect(proof.largest, `steps of ${where}`).toBeLessThanOrEqual(1e-12);
          expect(fromPass, `backward pass of ${where}`).toBeLessThanOrEqual(1e-12);
          expect(check.largest, `central differences of ${where}`).toBeLessThanOrEqual(GRADIENT_TOLERANCE);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("never have a summed index more than twice in a term", () => {
    fc.assert(
      fc.property(deepNetworks, (deep) => {
        for (const derivation of derived(deep)) {
          for (const expression of expressionsOf(derivation)) {
            for (const term of expression) {
              const counts = countIndices(term);
              for (const { letter } of summedIndices(term, derivation.free)) {
                expect(counts.get(letter) ?? 0, `${letter} in ${derivation.by.code}`).toBeLessThanOrEqual(2);
              }
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("have matrix products whose inner sizes join, and results of the parameter's shape", () => {
    fc.assert(
      fc.property(deepNetworks, (deep) => {
        for (const derivation of derived(deep)) {
          const { by, result } = derivation;
          expect(result.matrix).not.toBeNull();
          const shape = shapeOf({ kind: "sum", terms: result.matrix! });
          expect([shape.rows, shape.columns]).toEqual([by.rows, by.columns]);
          for (const expression of expressionsOf(derivation)) {
            const form = matrixFormAt(expression, derivation);
            if (!form.ok) continue;
            for (const product of productsIn({ kind: "sum", terms: form.terms })) {
              const shapes = product.map(shapeOf);
              shapes.slice(1).forEach((next, k) => expect(next.rows).toBe(shapes[k].columns));
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("have no δ and no derivative left in the end", () => {
    fc.assert(
      fc.property(deepNetworks, (deep) => {
        for (const derivation of derived(deep)) {
          const kinds = derivation.result.index.flatMap(({ factors }) => factors.map(({ kind }) => kind));
          expect(kinds).not.toContain("derivative");
          expect(kinds).not.toContain("delta");
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("a proof", () => {
  const deep: DeepNetwork = {
    network: {
      bias: false,
      layers: [
        { units: 4, activation: "square" },
        { units: 1, activation: "cube" },
      ],
    },
    cost: "sse",
    samples: 6,
    features: 3,
    seed: 1,
    classes: false,
  };

  it("fails where a step is wrong: a factor too many, a wrong sign, a missing transposition", () => {
    const numbers = numbersFor(deep);
    const { network, derivations } = proveNetwork(deep, numbers, { wrt: ["W1"] });
    const [{ derivation }] = derivations;
    const values = computeAll(
      network.program.definitions,
      givenValues(network, numbers.X, numbers.Y, numbers.parameters),
    );
    expect(prove(derivation, values).ok).toBe(true);
    derivation.steps.forEach((step, k) => {
      const wrong: Expression = step.after.map((term) => ({ ...term, coefficient: -term.coefficient }));
      const steps = derivation.steps.map((one, position) =>
        position === k ? { ...one, after: wrong } : one,
      );
      expect(prove({ ...derivation, steps }, values).ok, `step ${k}`).toBe(false);
    });
  });

  it("fails where numbers are not finite", () => {
    const numbers = numbersFor(deep);
    numbers.X.set(0, 0, NaN);
    expect(proveNetwork(deep, numbers).derivations.every(({ proved: ok }) => !ok)).toBe(true);
  });

  it("holds for gradients that are all zero", () => {
    const numbers = numbersFor(deep);
    const zero = { ...numbers, X: Matrix.zeros(6, 3) };
    expect(proveNetwork(deep, zero).derivations.every(({ proved: ok }) => ok)).toBe(true);
  });

  it("takes fewer samples where one product of all layers is long, and says how many", () => {
    const wide: DeepNetwork = {
      ...deep,
      network: {
        bias: false,
        layers: [
          { units: 300, activation: "tanh" },
          { units: 2, activation: "linear" },
        ],
      },
      samples: 40,
      features: 60,
    };
    const { samples, derivations } = proveNetwork(wide, numbersFor(wide), { mostCells: 12 });
    expect(samples).toBeLessThan(40);
    expect(samples).toBeGreaterThan(0);
    expect(derivations.every(({ proved: ok }) => ok)).toBe(true);
  });
});
