/** jax-js in its WebAssembly backend; the whole step is one compiled function. `dtype` is float32 or float64. */
import { blockUntilReady, defaultDevice, grad, init, jit, nn, numpy as np, tree } from "@jax-js/jax";
import { inTurn, readyMadeBatches } from "../contestants/batches.mjs";

// Node 20 has no such type, and float64 data is compared against it.
globalThis.Float16Array ??= class Float16Array {};

const activations = {
  square: (Z) => np.square(Z),
  cube: (Z) => np.square(Z.ref).mul(Z),
  tanh: (Z) => np.tanh(Z),
  relu: (Z) => nn.relu(Z),
  softmax: (Z) => Z,
};

const costs = {
  sse: (Y, output) => np.square(Y.sub(output)).sum(),
  mse: (Y, output) => np.square(Y.sub(output)).mean(),
  "cross-entropy": (Y, Z) => Y.mul(nn.logSoftmax(Z, -1)).sum(-1).mean().neg(),
};

export async function setup(problem, { dtype }) {
  if (!(await init("wasm")).includes("wasm")) throw new Error("the wasm backend does not start");
  defaultDevice("wasm");
  const { features, layers, cost, learningRate } = problem.workload;
  const Numbers = dtype === "float64" ? Float64Array : Float32Array;
  const array = (values, shape) => np.array(Numbers.from(values), { dtype: np[dtype], shape });
  const shaped = (values, columns) => array(values, [values.length / columns, columns]);
  const targets = layers.at(-1).units;
  let parameters = problem.parameters.map(({ W, b }, l) => {
    const units = layers[l].units;
    return b === null ? { W: shaped(W, units) } : { W: shaped(W, units), b: array(b, [units]) };
  });
  const next = inTurn(
    readyMadeBatches(problem).map(({ X, Y }) => ({ X: shaped(X, features), Y: shaped(Y, targets) })),
  );
  const costOf = (given, X, Y) => {
    let H = X;
    layers.forEach(({ activation }, l) => {
      let Z = np.matmul(H, given[l].W);
      if (given[l].b !== undefined) Z = Z.add(given[l].b);
      H = activations[activation](Z);
    });
    return costs[cost](Y, H);
  };
  const step = jit((given, X, Y) => {
    const gradient = grad(costOf)(tree.ref(given), X, Y);
    return tree.map((value, slope) => value.sub(slope.mul(learningRate)), given, gradient);
  });
  return {
    async run(steps) {
      for (let done = 0; done < steps; done++) {
        const { X, Y } = next();
        parameters = step(parameters, X.ref, Y.ref);
      }
      await blockUntilReady(tree.ref(parameters));
    },
    async cost() {
      const value = costOf(tree.ref(parameters), shaped(problem.X, features), shaped(problem.Y, targets));
      return (await value.data())[0];
    },
  };
}
