import { Matrix } from "../matrix/matrix.ts";
import type { RandomState } from "../random/random-state.ts";
import type { LayerParameters } from "./forward-output.ts";
import type { NetworkPlan, WeightDraw } from "./plan.ts";

/** W (inputs, units) and b of every layer: W1, b1, W2, b2, … one after the other out of `random`. */
export function drawWeights(
  network: NetworkPlan,
  features: number,
  draw: WeightDraw,
  random: RandomState,
): LayerParameters[] {
  return network.layers.map(({ units }, layer) => {
    const inputs = layer === 0 ? features : network.layers[layer - 1].units;
    const W = drawW(draw, inputs, units, random);
    return { W, b: network.bias ? drawB(draw, units, random) : null };
  });
}

/** `drawWeights` in Python with `np` and `rng` defined. */
export interface DrawingNumpy {
  /** A function that the expressions call, if they do. */
  readonly define: readonly string[];
  /** An expression that draws a layer's W (inputs, units). */
  readonly W: (inputs: number, units: number) => string;
  /** An expression that draws its b (units); it comes right after the layer's W. */
  readonly b: (units: number) => string;
}

/** The Python of a draw. */
export function drawWeightsNumpy(draw: WeightDraw): DrawingNumpy {
  const zeros = (units: number): string => `np.zeros(${units})`;
  switch (draw.kind) {
    case "uniform":
      return drawnAlike((shape) => `rng.uniform(${draw.low}, ${draw.high}, ${shape})`);
    case "normal":
      return drawnAlike((shape) => `rng.normal(${draw.mean}, ${draw.sd}, ${shape})`);
    case "rand":
      return {
        define: [],
        W: (inputs, units) => `rng.rand(${inputs}, ${units})`,
        b: (units) => `rng.rand(${units})`,
      };
    case "zeros":
      return { define: [], W: (inputs, units) => `np.zeros((${inputs}, ${units}))`, b: zeros };
    case "xavier":
      return {
        define: [
          "def xavier(inputs, units):",
          '    """Weights as Glorot and Bengio draw them: uniform, for sigmoid and tanh."""',
          "    bound = np.sqrt(6 / (inputs + units))",
          "    return rng.uniform(-bound, bound, (inputs, units))",
        ],
        W: (inputs, units) => `xavier(${inputs}, ${units})`,
        b: zeros,
      };
    case "he":
      return {
        define: [
          "def he(inputs, units):",
          '    """Weights as He and others draw them: normal, for ReLU."""',
          "    return rng.normal(0, np.sqrt(2 / inputs), (inputs, units))",
        ],
        W: (inputs, units) => `he(${inputs}, ${units})`,
        b: zeros,
      };
  }
}

function drawnAlike(draw: (shape: string) => string): DrawingNumpy {
  return {
    define: [],
    W: (inputs, units) => draw(`(${inputs}, ${units})`),
    b: (units) => draw(String(units)),
  };
}

function drawW(draw: WeightDraw, inputs: number, units: number, random: RandomState): Matrix {
  switch (draw.kind) {
    case "xavier": {
      const bound = Math.sqrt(6 / (inputs + units));
      return random.uniform(-bound, bound, inputs, units);
    }
    case "he":
      return random.normal(0, Math.sqrt(2 / inputs), inputs, units);
    case "zeros":
      return Matrix.zeros(inputs, units);
    default:
      return drawAlike(draw, inputs, units, random);
  }
}

function drawB(draw: WeightDraw, units: number, random: RandomState): Float64Array {
  switch (draw.kind) {
    case "xavier":
    case "he":
    case "zeros":
      return new Float64Array(units);
    default:
      return drawAlike(draw, 1, units, random).values;
  }
}

/** Draws that do not ask for the layer's size, and take the bias as a row more of W. */
function drawAlike(
  draw: Exclude<WeightDraw, { readonly kind: "xavier" | "he" | "zeros" }>,
  rows: number,
  columns: number,
  random: RandomState,
): Matrix {
  switch (draw.kind) {
    case "uniform":
      return random.uniform(draw.low, draw.high, rows, columns);
    case "rand":
      return random.rand(rows, columns);
    case "normal":
      return random.normal(draw.mean, draw.sd, rows, columns);
  }
}
