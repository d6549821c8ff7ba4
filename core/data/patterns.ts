import { cos, sin } from "../functions/trigonometric.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { RandomState } from "../random/random-state.ts";
import type { PatternData, PatternName } from "./plan.ts";

/** X (samples, features) and Y (samples, 1). */
interface Points {
  readonly X: Matrix;
  readonly Y: Matrix;
}

/** A pattern, without its noise: what `draw` takes from the generator, and what it makes of it. */
interface Pattern {
  readonly features: number;
  /** Classes get noise in X and 0 or 1 as Y; functions get noise in Y. */
  readonly target: "class" | "number";
  readonly draw: (samples: number, random: RandomState) => Points;
  /** Python with `np` and `rng`, the generator, defined: lines that draw X and Y as `draw` does. */
  readonly numpy: (samples: number) => readonly string[];
}

/**
 * Every pattern. The classes' points take turns: sample i is of class i mod 2, but for xor, where its
 * quadrant decides. As in NumPy, with m samples, t and u one column:
 *
 * - `xor`: X = uniform(−1, 1, (m, 2)); 1 where exactly one of the two numbers is negative.
 * - `circles`: t = 2π·rand(m); (cos t, sin t) for class 0, half as far out for class 1.
 * - `spiral`: u = rand(m), t = 3.5π·u; u·(sin t, cos t) for class 0, the opposite point for class 1: two
 *   arms of 1¾ turns.
 * - `moons`: t = π·rand(m); (cos t, sin t) for class 0, (1 − cos t, ½ − sin t) for class 1.
 * - `gauss`: nothing is drawn; (−1, −1) for class 0, (1, 1) for class 1: the noise makes the clouds.
 * - `plane`: X = uniform(−1, 1, (m, 2)); y = (x1 + x2) ÷ 2.
 * - `sine`: X = uniform(−1, 1, (m, 1)); y = sin(π·x).
 *
 * The first four are those of TensorFlow Playground and of scikit-learn's `make_moons`, `make_circles`.
 */
export const patterns: Readonly<Record<PatternName, Pattern>> = {
  xor: {
    features: 2,
    target: "class",
    draw: (samples, random) => {
      const X = random.uniform(-1, 1, samples, 2);
      return { X, Y: column(samples, (i) => (X.at(i, 0) < 0 === X.at(i, 1) < 0 ? 0 : 1)) };
    },
    numpy: (samples) => [
      `X = rng.uniform(-1, 1, (${samples}, 2))`,
      "Y = ((X[:, [0]] < 0) != (X[:, [1]] < 0)).astype(float)  # 1 where exactly one is negative",
    ],
  },
  circles: turns(
    (turn, kind) => {
      const t = 2 * Math.PI * turn;
      const radius = kind === 0 ? 1 : 0.5;
      return [radius * cos(t), radius * sin(t)];
    },
    (samples) => [
      `t = 2 * np.pi * rng.rand(${samples})`,
      "radius = np.where(kind == 0, 1, 0.5)",
      "X = np.column_stack([radius * np.cos(t), radius * np.sin(t)])",
    ],
  ),
  spiral: turns(
    (turn, kind) => {
      const t = 3.5 * Math.PI * turn;
      const radius = kind === 0 ? turn : -turn;
      return [radius * sin(t), radius * cos(t)];
    },
    (samples) => [
      `u = rng.rand(${samples})`,
      "t = 3.5 * np.pi * u",
      "radius = np.where(kind == 0, u, -u)  # the arms lie opposite each other",
      "X = np.column_stack([radius * np.sin(t), radius * np.cos(t)])",
    ],
  ),
  moons: turns(
    (turn, kind) => {
      const t = Math.PI * turn;
      return kind === 0 ? [cos(t), sin(t)] : [1 - cos(t), 0.5 - sin(t)];
    },
    (samples) => [
      `t = np.pi * rng.rand(${samples})`,
      "upper = np.column_stack([np.cos(t), np.sin(t)])",
      "lower = np.column_stack([1 - np.cos(t), 0.5 - np.sin(t)])",
      "X = np.where(kind[:, None] == 0, upper, lower)",
    ],
  ),
  gauss: {
    features: 2,
    target: "class",
    draw: (samples) => classes(samples, (_, kind) => (kind === 0 ? [-1, -1] : [1, 1])),
    numpy: (samples) => [
      ...classesNumpy(samples),
      "X = np.where(kind[:, None] == 0, -1.0, 1.0) * np.ones(2)  # the noise makes the clouds",
    ],
  },
  plane: {
    features: 2,
    target: "number",
    draw: (samples, random) => {
      const X = random.uniform(-1, 1, samples, 2);
      return { X, Y: column(samples, (i) => (X.at(i, 0) + X.at(i, 1)) / 2) };
    },
    numpy: (samples) => [`X = rng.uniform(-1, 1, (${samples}, 2))`, "Y = (X[:, [0]] + X[:, [1]]) / 2"],
  },
  sine: {
    features: 1,
    target: "number",
    draw: (samples, random) => {
      const X = random.uniform(-1, 1, samples, 1);
      return { X, Y: column(samples, (i) => sin(Math.PI * X.at(i, 0))) };
    },
    numpy: (samples) => [`X = rng.uniform(-1, 1, (${samples}, 1))`, "Y = np.sin(np.pi * X)"],
  },
};

/**
 * X (samples, features) and Y (samples, 1) of a pattern: first what the pattern itself draws, then, also
 * where noise is 0, `normal(0, noise, shape)`, which is added to X of classes and to Y of functions.
 */
export function drawPattern({ id, samples, noise }: PatternData, random: RandomState): Points {
  const { target, draw } = patterns[id];
  const { X, Y } = draw(samples, random);
  addNoise(target === "class" ? X : Y, noise, random);
  return { X, Y };
}

/** `drawPattern` in Python with `np` and `rng` defined. */
export function patternNumpy({ id, samples, noise }: PatternData): string[] {
  const { target, numpy } = patterns[id];
  const noisy = target === "class" ? "X" : "Y";
  return [...numpy(samples), `${noisy} += rng.normal(0, ${noise}, ${noisy}.shape)`];
}

function addNoise({ rows, columns, values }: Matrix, sd: number, random: RandomState): void {
  random.normal(0, sd, rows, columns).values.forEach((noise, position) => (values[position] += noise));
}

/** Two classes along a curve: `place` says where the fraction 0 … 1 of a class's curve lies; so does `numpy`. */
function turns(
  place: (turn: number, kind: number) => readonly [number, number],
  numpy: (samples: number) => readonly string[],
): Pattern {
  return {
    features: 2,
    target: "class",
    draw: (samples, random) => {
      const drawn = random.rand(samples, 1);
      return classes(samples, (i, kind) => place(drawn.values[i], kind));
    },
    numpy: (samples) => [...classesNumpy(samples), ...numpy(samples)],
  };
}

/** Points of the classes 0 and 1 in turn. */
function classes(samples: number, place: (i: number, kind: number) => readonly [number, number]): Points {
  const X = new Matrix(samples, 2);
  for (let i = 0; i < samples; i++) X.values.set(place(i, i % 2), 2 * i);
  return { X, Y: column(samples, (i) => i % 2) };
}

function classesNumpy(samples: number): string[] {
  return [
    `kind = np.arange(${samples}) % 2  # the two classes take turns`,
    "Y = kind.reshape(-1, 1).astype(float)",
  ];
}

function column(samples: number, value: (i: number) => number): Matrix {
  return new Matrix(
    samples,
    1,
    Float64Array.from({ length: samples }, (_, i) => value(i)),
  );
}
