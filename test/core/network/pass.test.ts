import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { forwardOutput } from "../../../core/network/forward-output.ts";
import { Parameters } from "../../../core/network/parameters.ts";
import { Pass } from "../../../core/network/pass.ts";
import { fill, fillTargets, smallNetworks, type SmallNetwork } from "../../support/networks.ts";

interface Ready {
  readonly X: Float64Array;
  readonly parameters: Parameters;
  readonly pass: Pass;
}

function prepare(small: SmallNetwork, capacity = small.samples, chunk = capacity): Ready {
  const { network, cost, samples, features, targets } = small;
  const parameters = new Parameters(network, features);
  parameters.values.set(fill(small, parameters.values.length, 0));
  const X = new Float64Array(capacity * features);
  const Y = new Float64Array(capacity * targets);
  X.set(fill(small, samples * features, 11));
  Y.set(fillTargets(small, 23));
  return {
    X,
    parameters,
    pass: new Pass(network, cost, { X, Y, features, rows: capacity }, { chunk }),
  };
}

/** On which side of their activations' kinks all the elements stand. */
function kinkSides(pass: Pass): string {
  return pass.layers
    .map(({ activation: { kinks }, Z }) =>
      kinks.map((kink) => Array.from(Z, (z) => (z > kink ? 1 : 0)).join("")).join(" "),
    )
    .join(" ");
}

describe("backward", () => {
  it("gives the gradients that central differences give, for any small network", () => {
    fc.assert(
      fc.property(smallNetworks, (small) => {
        const { samples } = small;
        const { parameters, pass } = prepare(small);
        pass.forward(parameters, samples);
        const { cost } = pass;
        fc.pre(cost < 1e4);
        pass.backward(parameters, samples);
        const gradient = pass.gradient.values.slice();
        const largest = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 1);
        const sides = kinkSides(pass);
        const h = 1e-4;
        gradient.forEach((slope, position) => {
          const at = parameters.values[position];
          let kink = false;
          const [f1, b1, f2, b2] = [h, -h, 2 * h, -2 * h].map((shift) => {
            parameters.values[position] = at + shift;
            pass.forward(parameters, samples);
            kink ||= kinkSides(pass) !== sides;
            return pass.cost;
          });
          parameters.values[position] = at;
          const simple = (f1 - b1) / (2 * h);
          const better = (8 * (f1 - b1) - (f2 - b2)) / (12 * h);
          // Differences know nothing of a kink between their points, nor of a bend that is sharper than h.
          if (kink || Math.abs(better - simple) > 1e-3 * Math.max(1, Math.abs(better))) return;
          const rounding = (100 * 2 ** -52 * Math.max(cost, 1)) / h;
          expect(Math.abs(slope - better)).toBeLessThanOrEqual(
            2 * Math.abs(better - simple) + rounding + 1e-8 * largest,
          );
        });
      }),
      { numRuns: 200 },
    );
  });

  it("of a network of one linear unit is the article's −2 X.T · Ỹ", () => {
    const network = { bias: true, layers: [{ units: 1, activation: "linear" as const }] };
    const samples = { X: Float64Array.of(1, 2, 3, 4), Y: Float64Array.of(4, 5), features: 2, rows: 2 };
    const pass = new Pass(network, "sse", samples);
    const parameters = new Parameters(network, 2);
    parameters.values.set([1, 1, 0]);
    pass.forward(parameters, 2);
    pass.backward(parameters, 2);
    expect(Array.from(pass.error)).toEqual([1, -2]);
    expect(pass.cost).toBe(5);
    expect(Array.from(pass.gradient.W[0])).toEqual([10, 12]);
    expect(Array.from(pass.gradient.b[0]!)).toEqual([2]);
  });
});

describe("fewer samples than there is room for", () => {
  it("give the numbers of a pass that has no more room", () => {
    fc.assert(
      fc.property(smallNetworks, fc.integer({ min: 1, max: 4 }), (small, more) => {
        const { samples } = small;
        const exact = prepare(small);
        const roomy = prepare(small, samples + more);
        const { parameters } = exact;
        exact.pass.forward(parameters, samples);
        roomy.pass.forward(parameters, samples);
        expect(roomy.pass.cost).toBe(exact.pass.cost);
        exact.pass.backward(parameters, samples);
        roomy.pass.backward(parameters, samples);
        expect(roomy.pass.gradient.values).toEqual(exact.pass.gradient.values);
      }),
    );
  });
});

describe("a pass in chunks", () => {
  it("gives the bits of a pass in one piece", () => {
    fc.assert(
      fc.property(smallNetworks, fc.integer({ min: 1, max: 5 }), (small, chunk) => {
        const { samples } = small;
        const whole = prepare(small);
        const cut = prepare(small, samples, chunk);
        for (const { pass, parameters } of [whole, cut]) {
          // Twice, since a sum must not go on from the pass before.
          for (let time = 0; time < 2; time++) {
            pass.forward(parameters, samples);
            pass.backward(parameters, samples);
          }
        }
        expect(cut.pass.chunksOf(samples)).toBe(Math.ceil(samples / chunk));
        expect(cut.pass.cost).toBe(whole.pass.cost);
        // −0 and 0 are equal here: the products of narrow matrices may differ in a zero's sign.
        const signless = (values: Float64Array): Float64Array => values.map((x) => x + 0);
        expect(signless(cut.pass.gradient.values)).toEqual(signless(whole.pass.gradient.values));
        cut.pass.layers.forEach(({ Z, H }, l) => {
          expect(signless(Z)).toEqual(signless(whole.pass.layers[l].Z));
          expect(signless(H)).toEqual(signless(whole.pass.layers[l].H));
        });
      }),
    );
  });

  it("keeps the last finished gradient while the next one grows", () => {
    const samples = { X: Float64Array.of(1, 2, 3, 4), Y: Float64Array.of(4, 5), features: 2, rows: 2 };
    const network = { bias: false, layers: [{ units: 1, activation: "linear" as const }] };
    const pass = new Pass(network, "sse", samples, { chunk: 1 });
    const parameters = new Parameters(network, 2);
    parameters.values.set([1, 1]);
    pass.forward(parameters, 2);
    pass.backwardChunk(0, parameters, 2);
    expect(Array.from(pass.gradient.values)).toEqual([0, 0]);
    pass.backwardChunk(1, parameters, 2);
    expect(Array.from(pass.gradient.values)).toEqual([10, 12]);
  });
});

describe("storage", () => {
  it("of Z and H is shared where the layer is linear, and only there", () => {
    const pass = new Pass(
      {
        bias: false,
        layers: [
          { units: 2, activation: "linear" },
          { units: 2, activation: "tanh" },
        ],
      },
      "sse",
      { X: new Float64Array(15), Y: new Float64Array(10), features: 3, rows: 5 },
    );
    expect(pass.layers[0].H).toBe(pass.layers[0].Z);
    expect(pass.layers[1].H).not.toBe(pass.layers[1].Z);
  });

  it("of no samples gives cost 0 and gradients of zeros", () => {
    const network = { bias: true, layers: [{ units: 2, activation: "tanh" as const }] };
    const none = new Float64Array();
    const pass = new Pass(network, "mse", { X: none, Y: none, features: 3, rows: 0 });
    const parameters = new Parameters(network, 3);
    pass.forward(parameters, 0);
    expect(pass.cost).toBe(0);
    pass.backward(parameters, 0);
    expect(pass.gradient.values).toEqual(new Float64Array(8));
  });

  it("is not made for a network without layers", () => {
    const samples = { X: new Float64Array(3), Y: new Float64Array(3), features: 3, rows: 1 };
    expect(() => new Pass({ bias: false, layers: [] }, "sse", samples)).toThrow("at least one layer");
  });
});

describe("forwardOutput", () => {
  it("is the pass's Ŷ, bit for bit", () => {
    fc.assert(
      fc.property(smallNetworks, (small) => {
        const { X, parameters, pass } = prepare(small);
        const { network, samples, features } = small;
        pass.forward(parameters, samples);
        const layers = pass.layers.map(({ inputs, units }, l) => ({
          W: new Matrix(inputs, units, parameters.W[l]),
          b: parameters.b[l],
        }));
        const output = forwardOutput(new Matrix(samples, features, X), layers, network.layers);
        // −0 and 0 are equal here: the products of narrow matrices may differ in a zero's sign.
        expect(Array.from(output.values, (x) => x + 0)).toEqual(
          Array.from(pass.layers[pass.layers.length - 1].H, (x) => x + 0),
        );
      }),
    );
  });

  it("without layers is a copy of X", () => {
    const X = Matrix.from([[1, 2]]);
    const output = forwardOutput(X, [], []);
    expect(output.toRows()).toEqual([[1, 2]]);
    expect(output.values).not.toBe(X.values);
  });

  it("refuses weights that do not fit, in NumPy's words", () => {
    const layers = [{ units: 1, activation: "linear" as const }];
    const X = Matrix.zeros(2, 3);
    expect(() => forwardOutput(X, [{ W: Matrix.zeros(4, 1), b: null }], layers)).toThrow(
      "shapes (2,3) and (4,1) not aligned: 3 (dim 1) != 4 (dim 0)",
    );
    expect(() => forwardOutput(X, [{ W: Matrix.zeros(3, 1), b: new Float64Array(2) }], layers)).toThrow(
      "operands could not be broadcast together with shapes (2,1) (2,)",
    );
    expect(() => forwardOutput(X, [], layers)).toThrow("1 layers need as many parameters, got 0");
  });
});
