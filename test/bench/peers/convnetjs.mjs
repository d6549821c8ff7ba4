/** convnetjs: float64, one sample after the other; its trainer adds up a batch's gradients, then updates. */
import convnetjs from "convnetjs";
import { inTurn, readyMadeBatches } from "../contestants/batches.mjs";

const layerTypes = { tanh: convnetjs.TanhLayer, relu: convnetjs.ReluLayer };

export function setup(problem) {
  const { workload, parameters } = problem;
  const { features, layers, cost, learningRate } = workload;
  const targets = layers.at(-1).units;
  const net = new convnetjs.Net();
  // Not through makeLayers: it would put a layer of its own before the cost.
  const chain = (Layer, options = {}) => {
    const before = net.layers.at(-1);
    const shape = before && { in_sx: before.out_sx, in_sy: before.out_sy, in_depth: before.out_depth };
    net.layers.push(new Layer({ ...shape, ...options }));
    return net.layers.at(-1);
  };
  chain(convnetjs.InputLayer, { out_sx: 1, out_sy: 1, out_depth: features });
  layers.forEach(({ units, activation }, l) => {
    const full = chain(convnetjs.FullyConnLayer, { num_neurons: units });
    full.filters.forEach((filter, j) => {
      for (let i = 0; i < filter.w.length; i++) filter.w[i] = parameters[l].W[i * units + j];
    });
    full.biases.w.set(parameters[l].b);
    if (activation !== "softmax") chain(layerTypes[activation]);
  });
  chain(cost === "cross-entropy" ? convnetjs.SoftmaxLayer : convnetjs.RegressionLayer);

  const sample = (X, Y, row) => {
    const vol = new convnetjs.Vol(1, 1, features, 0);
    for (let j = 0; j < features; j++) vol.w[j] = X[row * features + j];
    const target = Array.from(Y.slice(row * targets, (row + 1) * targets));
    return { vol, target: cost === "cross-entropy" ? target.indexOf(1) : target };
  };
  const next = inTurn(
    readyMadeBatches(problem).map(({ rows, X, Y }) =>
      Array.from({ length: rows }, (_, row) => sample(X, Y, row)),
    ),
  );
  const trainer = new convnetjs.Trainer(net, {
    method: "sgd",
    momentum: 0,
    batch_size: workload.batch,
    // Its regression loss is Σe²/2: half the gradient.
    learning_rate: cost === "cross-entropy" ? learningRate : (2 * learningRate) / targets,
  });

  return {
    run(steps) {
      for (let done = 0; done < steps; done++) {
        for (const { vol, target } of next()) trainer.train(vol, target);
      }
    },
    cost() {
      let sum = 0;
      for (let row = 0; row < workload.samples; row++) {
        const { vol, target } = sample(problem.X, problem.Y, row);
        const output = net.forward(vol).w;
        if (cost === "cross-entropy") sum -= Math.log(output[target]);
        else target.forEach((y, j) => (sum += (y - output[j]) ** 2 / targets));
      }
      return sum / workload.samples;
    },
  };
}
