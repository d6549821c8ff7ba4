import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { activations } from "../../../core/network/activations.ts";
import { lastActivations } from "../../../core/network/costs.ts";
import { Parameters } from "../../../core/network/parameters.ts";
import { Pass } from "../../../core/network/pass.ts";
import type { ActivationName, CostName } from "../../../core/network/plan.ts";
import { RandomState } from "../../../core/random/random-state.ts";
import { isCheapToCheck } from "../../../core/training/checking-work.ts";
import {
  checkGradient,
  GradientChecker,
  type GradientCheck,
  type MatrixCheck,
} from "../../../core/training/gradient-check.ts";
import type { CostPlan, Place } from "../../../core/training/shifted-cost.ts";
import { fill, smallNetworks } from "../../support/networks.ts";

interface Ready {
  readonly plan: CostPlan;
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly parameters: Parameters;
  /** What the backward pass says, to be left as it is or spoiled. */
  readonly gradient: Parameters;
}

function ready(plan: CostPlan, X: Matrix, Y: Matrix, values: ArrayLike<number>): Ready {
  const parameters = new Parameters(plan.network, X.columns);
  parameters.values.set(values);
  const samples = { X: X.values, Y: Y.values, features: X.columns, rows: X.rows };
  const pass = new Pass(plan.network, plan.cost, samples, { penalty: plan.penalty });
  pass.forward(parameters, X.rows);
  pass.backward(parameters, X.rows);
  return { plan, X, Y, parameters, gradient: pass.gradient };
}

const check = ({ plan, X, Y, parameters, gradient }: Ready, mostCells?: number) =>
  checkGradient(plan, X, Y, parameters, gradient, mostCells);

/** A net 3-4-2 on ten samples, everything drawn from the same seed; Y in 0 … 1. */
function drawn(hidden: ActivationName, last: ActivationName, cost: CostName, size = 1): Ready {
  const random = new RandomState(3);
  const layers = [
    { units: 4, activation: hidden },
    { units: 2, activation: last },
  ];
  const scaled = (matrix: Matrix): Matrix =>
    new Matrix(
      matrix.rows,
      matrix.columns,
      matrix.values.map((x) => x * size),
    );
  const X = random.uniform(-1, 1, 10, 3);
  const Y = random.uniform(0, 1, 10, 2);
  const plan = { network: { bias: true, layers }, cost };
  return ready(
    plan,
    scaled(X),
    cost === "sse" || cost === "mse" ? scaled(Y) : Y,
    random.uniform(-1, 1, 1, 26).values,
  );
}

/** One unit whose Z is w · x + b. */
function unit(activation: ActivationName, x: number[], y: number[], w: number, b: number, l1 = 0): Ready {
  const network = { bias: true, layers: [{ units: 1, activation }] };
  const column = (values: number[]): Matrix => new Matrix(values.length, 1, Float64Array.from(values));
  return ready({ network, cost: "sse", penalty: { l1, l2: 0 } }, column(x), column(y), [w, b]);
}

const counts = ({ compared, kinks, unjudged }: MatrixCheck) => ({ compared, kinks, unjudged });

describe("right gradients pass", () => {
  const names = Object.keys(activations) as ActivationName[];
  const costs = Object.keys(lastActivations) as CostName[];
  const pairs = costs.flatMap((cost) =>
    (lastActivations[cost] ?? names).flatMap((last) =>
      names.filter((hidden) => hidden !== "softmax").map((hidden) => [hidden, last, cost] as const),
    ),
  );
  it.each(pairs)("of %s, then %s and %s", (hidden, last, cost) => {
    const { ok, matrices } = check(drawn(hidden, last, cost));
    expect(ok).toBe(true);
    expect(matrices.map(({ compared }) => compared)).toEqual([12, 4, 8, 2]);
    matrices.forEach(({ noise }) => expect(noise).toBeLessThan(1e-8));
  });

  it("of random networks, with penalties, large and small data, and numbers at the edge of what a double holds", () => {
    fc.assert(
      fc.property(
        smallNetworks,
        fc.constantFrom(0, 0.1),
        fc.constantFrom(0, 0.3),
        fc.constantFrom(1e-8, 1e-3, 1, 1e3),
        (small, l1, l2, size) => {
          const { network, cost, samples, features, targets } = small;
          const last = network.layers[network.layers.length - 1].activation;
          // Saturated, it has a clamped logarithm, whose slope the backward pass does not clamp, as in PyTorch.
          fc.pre(!(cost === "bce" && last === "softmax"));
          const between = cost === "bce" || cost === "cross-entropy";
          const X = fill(small, samples * features, 11).map((x) => x * size);
          const Y = fill(small, samples * targets, 23).map((y) => (between ? Math.abs(y) / 2 : y));
          const values = fill(small, new Parameters(network, features).values.length, 0);
          const plan = { network, cost, penalty: { l1, l2 } };
          const net = ready(plan, new Matrix(samples, features, X), new Matrix(samples, targets, Y), values);
          fc.pre(net.gradient.values.every(Number.isFinite));
          expect(check(net).largest).toBeLessThanOrEqual(1e-6);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([1e-60, 1e-6, 1e6, 1e60])("where data are %d times as large", (size) => {
    expect(check(drawn("linear", "linear", "sse", size)).ok).toBe(true);
  });
});

describe("a wrong gradient is caught", () => {
  it.each([1e-60, 1e-6, 1, 1e6, 1e60])("where data are %d times as large", (size) => {
    const net = drawn("linear", "linear", "mse", size);
    net.gradient.W[0][7] *= 1 + 1e-3;
    expect(check(net).ok).toBe(false);
  });

  it.each(["tanh", "relu", "square"] as const)("with its place, behind %s", (hidden) => {
    const net = drawn(hidden, "sigmoid", "bce");
    const right = net.gradient.W[0][7];
    const largest = Math.max(...net.gradient.W[0].map(Math.abs));
    net.gradient.W[0][7] += 1e-5 * largest;
    const { ok, matrices } = check(net);
    expect(ok).toBe(false);
    expect(matrices[0]).toMatchObject({ matrix: { kind: "dW", layer: 0 }, row: 1, column: 3 });
    expect(matrices[0].largest).toBeGreaterThan(0.9e-5);
    expect(matrices[0].largest).toBeLessThan(1.1e-5);
    expect(matrices[0].analytic).toBe(net.gradient.W[0][7]);
    expect(Math.abs(matrices[0].numeric - right)).toBeLessThan(1e-7 * largest);
    matrices.slice(1).forEach((matrix) => expect(matrix.largest).toBeLessThan(1e-6));
  });

  it("that is 0 in a whole matrix, with difference 1", () => {
    const net = drawn("tanh", "tanh", "sse");
    net.gradient.b[1]!.fill(0);
    expect(check(net).matrices[3].largest).toBeCloseTo(1, 6);
  });

  it("that forgets the penalty", () => {
    const net = drawn("tanh", "tanh", "sse");
    expect(check({ ...net, plan: { ...net.plan, penalty: { l1: 0, l2: 1e-4 } } }).ok).toBe(false);
    expect(check({ ...net, plan: { ...net.plan, penalty: { l1: 1e-4, l2: 0 } } }).ok).toBe(false);
  });
});

describe("at a kink", () => {
  it("of ReLU the backward pass's 0 lies between both sides' slopes", () => {
    const { ok, matrices } = check(unit("relu", [2], [1], 0, 0));
    expect(ok).toBe(true);
    expect(matrices.map(counts)).toEqual([
      { compared: 0, kinks: 1, unjudged: 0 },
      { compared: 0, kinks: 1, unjudged: 0 },
    ]);
    // ∂(1 − 2w)² / ∂w at 0 is −4 to the right, 0 to the left.
    expect(matrices[0].cells.low[0]).toBeCloseTo(-4, 6);
    expect(matrices[0].cells.high[0]).toBeCloseTo(0, 6);
  });

  it("a slope outside them counts", () => {
    const net = unit("relu", [2], [1], 0, 0);
    net.gradient.W[0][0] = -5;
    const { ok, matrices } = check(net);
    expect(ok).toBe(false);
    expect(matrices[0].largest).toBeCloseTo(0.2, 6);
  });

  it("each sample has sides of its own: slopes that lean against each other are bounded one by one", () => {
    // To the right −4 and 0, to the left 0 and 4: −4 and 4 are both sides' sums, and 0 is neither.
    const { ok, matrices } = check(unit("relu", [2, -2], [1, 1], 0, 0));
    expect(ok).toBe(true);
    expect(matrices[0].cells.low[0]).toBeCloseTo(-4, 6);
    expect(matrices[0].cells.high[0]).toBeCloseTo(4, 6);
  });

  it("of |W| at 0 the penalty's slope may be anything from −l1 to l1", () => {
    const net = unit("linear", [1], [0], 0, 0, 0.5);
    expect(check(net).matrices[0]).toMatchObject({ kinks: 1, unjudged: 0 });
    net.gradient.W[0][0] = -0.4;
    expect(check(net).ok).toBe(true);
    net.gradient.W[0][0] = -0.6;
    expect(check(net).ok).toBe(false);
  });

  it("steps are shortened: a unit as near to it as 10⁻⁶ is compared as any other", () => {
    const { ok, matrices } = check(unit("relu", [1, 1], [1, 2], 1, -1 + 1e-6));
    expect(ok).toBe(true);
    expect(matrices.map(counts)).toEqual([
      { compared: 1, kinks: 0, unjudged: 0 },
      { compared: 1, kinks: 0, unjudged: 0 },
    ]);
  });

  it("of several units of one sample nothing is judged, and that is said", () => {
    const layers = [
      { units: 1, activation: "relu" as const },
      { units: 1, activation: "relu" as const },
    ];
    const one = new Matrix(1, 1, Float64Array.of(1));
    const net = ready({ network: { bias: false, layers }, cost: "sse" }, one, one, [0, 1]);
    expect(check(net).matrices[0]).toMatchObject({ compared: 0, kinks: 1, unjudged: 1, largest: 0 });
  });
});

describe("rounding", () => {
  it("that hides a gradient does not make it wrong, and is told", () => {
    // The cost is 10¹⁶ whatever w is: its last digit is 2, and the slope 10⁻⁶.
    const { ok, matrices } = check(unit("linear", [1e-14, 0], [1e-14, 1e8], 0.5, 0));
    expect(ok).toBe(true);
    expect(matrices[0].noise).toBeGreaterThan(1);
  });

  it("in slopes that cancel is allowed for", () => {
    const net = unit("linear", [1, 1, 1], [0.1, 0.2, 0.3], 0.1, 0.1);
    expect(Math.abs(net.gradient.W[0][0])).toBeLessThan(1e-15);
    expect(check(net).ok).toBe(true);
  });
});

describe("in slices", () => {
  it("it comes to the same, whatever happens to the arrays in between", () => {
    const net = drawn("tanh", "softmax", "cross-entropy");
    const whole = check(net);
    const { plan, X, Y, parameters, gradient } = net;
    const checker = new GradientChecker(plan, X, Y, parameters, gradient);
    expect(checker.total).toBe(26);
    expect(checker.done).toBe(0);
    expect(() => checker.result()).toThrow("not done");
    let slices = 0;
    while (checker.advance()) {
      slices++;
      parameters.values.fill(slices);
      gradient.values.fill(slices);
    }
    expect(slices).toBeGreaterThan(26);
    expect(checker.done).toBe(26);
    expect(checker.result()).toEqual(whole);
  });

  it("parameters of another network are refused", () => {
    const { plan, X, Y, parameters } = drawn("tanh", "tanh", "sse");
    const other = new Parameters({ ...plan.network, bias: false }, 3);
    expect(() => new GradientChecker(plan, X, Y, parameters, other)).toThrow(
      "26 parameters are needed, got 20",
    );
  });
});

describe("a large network", () => {
  it("is compared in a selection of every matrix, the same every time", () => {
    const random = new RandomState(1);
    const layers = [
      { units: 50, activation: "tanh" as const },
      { units: 2, activation: "linear" as const },
    ];
    const X = random.uniform(-1, 1, 5, 40);
    const net = ready(
      { network: { bias: true, layers }, cost: "mse" },
      X,
      random.uniform(-1, 1, 5, 2),
      random.uniform(-1, 1, 1, 2152).values,
    );
    const { ok, matrices } = check(net, 200);
    expect(ok).toBe(true);
    expect(matrices.map(({ compared, rows, columns }) => [compared, rows * columns])).toEqual([
      [186, 2000],
      [16, 50],
      [16, 100],
      [2, 2],
    ]);
    expect(check(net, 200)).toEqual({ ok, largest: expect.any(Number), matrices });
  });
});

describe("one number alone", () => {
  const one = ({ plan, X, Y, parameters, gradient }: Ready, place: Place): GradientCheck =>
    checkGradient(plan, X, Y, parameters, gradient, undefined, place);

  it("comes to what it comes to among all", () => {
    const net = drawn("tanh", "sigmoid", "bce");
    const all = check(net).matrices;
    for (const [place, at, position] of [
      [{ layer: 0, input: 2, unit: 1 }, 0, 9],
      [{ layer: 0, input: null, unit: 3 }, 1, 3],
      [{ layer: 1, input: 3, unit: 0 }, 2, 6],
    ] as const) {
      const { matrices, ok } = one(net, place);
      expect(ok).toBe(true);
      expect(matrices).toHaveLength(1);
      expect(matrices[0]).toMatchObject({ matrix: all[at].matrix, compared: 1, kinks: 0 });
      expect([...matrices[0].cells.positions]).toEqual([position]);
      expect(matrices[0].cells.low[0]).toBeCloseTo(all[at].cells.low[position], 9);
    }
  });

  it("that is wrong is told, by the largest of its whole matrix", () => {
    const net = drawn("tanh", "tanh", "sse");
    const largest = Math.max(...net.gradient.W[0].map(Math.abs));
    net.gradient.W[0][4] += 1e-3 * largest;
    const { ok, largest: off } = one(net, { layer: 0, input: 1, unit: 0 });
    expect(ok).toBe(false);
    expect(off).toBeCloseTo(1e-3, 5);
    expect(one(net, { layer: 0, input: 1, unit: 1 }).ok).toBe(true);
  });

  it("outside its matrix is refused", () => {
    const net = drawn("tanh", "tanh", "sse");
    expect(() => one(net, { layer: 0, input: 3, unit: 0 })).toThrow("[3,0] is outside (3,4)");
    expect(() => one(net, { layer: 1, input: null, unit: 2 })).toThrow("[0,2] is outside (1,2)");
  });
});

describe("every compared number", () => {
  it("says what it is unsure by, and at how many kinks it stands", () => {
    const { matrices } = check(unit("relu", [2], [1], 0, 0));
    expect([...matrices[0].cells.kinks]).toEqual([1]);
    expect(matrices[0].cells.noise[0]).toBe(matrices[0].noise);
    const smooth = check(drawn("tanh", "tanh", "sse")).matrices[0].cells;
    expect(smooth.noise).toHaveLength(12);
    expect(smooth.analytic).toEqual(drawn("tanh", "tanh", "sse").gradient.W[0]);
    expect([...smooth.kinks]).toEqual(new Array(12).fill(0));
    const hidden = check(unit("linear", [1e-14, 0], [1e-14, 1e8], 0.5, 0)).matrices[0];
    expect(hidden.cells.noise[0]).toBeGreaterThan(1);
  });
});

describe("a check is done in an instant", () => {
  const net = (units: number) => ({
    bias: true,
    layers: [
      { units, activation: "tanh" as const },
      { units: 3, activation: "softmax" as const },
    ],
  });
  it.each([
    [8, 120, 4, true],
    [8, 10_000, 4, false],
    [32, 1_348, 64, false],
  ])("of %d units on %d samples of %d features: %s", (units, samples, features, cheap) => {
    expect(isCheapToCheck(net(units), samples, features)).toBe(cheap);
  });
});

describe("numbers that are not finite", () => {
  it("never pass", () => {
    const net = unit("linear", [1], [1], NaN, 0);
    expect(check(net)).toMatchObject({ ok: false, largest: NaN });
  });
});
