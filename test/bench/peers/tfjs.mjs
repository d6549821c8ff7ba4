/** TensorFlow.js: float32, one thread, its own gradients and its own optimizer; `backend` is cpu or wasm. */
import * as tf from "@tensorflow/tfjs";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { createRequire } from "node:module";
import path from "node:path";
import { inTurn, readyMadeBatches } from "../contestants/batches.mjs";

const activations = {
  square: (Z) => tf.square(Z),
  cube: (Z) => tf.mul(tf.square(Z), Z),
  tanh: (Z) => tf.tanh(Z),
  relu: (Z) => tf.relu(Z),
  softmax: (Z) => Z,
};

const costs = {
  sse: (Y, output) => tf.sum(tf.squaredDifference(Y, output)),
  mse: (Y, output) => tf.losses.meanSquaredError(Y, output),
  "cross-entropy": (Y, Z) => tf.losses.softmaxCrossEntropy(Y, Z),
};

export async function setup(problem, { backend }) {
  const { features, layers, cost, learningRate } = problem.workload;
  if (backend === "wasm") {
    const entry = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
    setWasmPaths(`${path.dirname(entry)}/`);
    setThreadsCount(1);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`the ${backend} backend does not start`);
  await tf.ready();
  const shaped = (values, columns) =>
    tf.tensor2d(Float32Array.from(values), [values.length / columns, columns]);
  const targets = layers.at(-1).units;
  const W = problem.parameters.map((layer, l) => tf.variable(shaped(layer.W, layers[l].units)));
  const b = problem.parameters.map((layer) => layer.b && tf.variable(tf.tensor1d(layer.b)));
  const next = inTurn(
    readyMadeBatches(problem).map(({ X, Y }) => ({ X: shaped(X, features), Y: shaped(Y, targets) })),
  );
  const all = { X: shaped(problem.X, features), Y: shaped(problem.Y, targets) };
  const costOf = ({ X, Y }) => {
    let H = X;
    layers.forEach(({ activation }, l) => {
      let Z = tf.matMul(H, W[l]);
      if (b[l] !== null) Z = tf.add(Z, b[l]);
      H = activations[activation](Z);
    });
    return costs[cost](Y, H);
  };
  const variables = [...W, ...b].filter((variable) => variable !== null);
  const optimizer = tf.train.sgd(learningRate);
  return {
    run(steps) {
      for (let done = 0; done < steps; done++) {
        const batch = next();
        optimizer.minimize(() => costOf(batch), false, variables);
      }
    },
    cost: () => tf.tidy(() => costOf(all)).dataSync()[0],
  };
}
