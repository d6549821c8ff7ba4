/** brain.js: float32, online: ten samples make ten updates. One step is those ten. */
import brain from "brain.js";
import { inTurn, readyMadeBatches } from "../contestants/batches.mjs";

export function setup(problem) {
  const { workload, parameters } = problem;
  const { features, layers, learningRate } = workload;
  const targets = layers.at(-1).units;
  const net = new brain.NeuralNetwork({
    inputSize: features,
    hiddenLayers: layers.slice(0, -1).map(({ units }) => units),
    outputSize: targets,
    activation: "tanh",
    // Its gradient is that of e²/2, and each sample makes an update of its own.
    learningRate: (2 * learningRate) / workload.batch,
  });
  // Its options refuse 0.
  net.trainOpts.momentum = 0;
  net.initialize();
  parameters.forEach(({ W, b }, l) => {
    net.weights[l + 1].forEach((weights, j) => {
      for (let i = 0; i < weights.length; i++) weights[i] = W[i * layers[l].units + j];
      net.biases[l + 1][j] = b[j];
    });
  });
  const sample = (X, Y, row) => ({
    input: Float32Array.from(X.slice(row * features, (row + 1) * features)),
    output: Float32Array.from(Y.slice(row * targets, (row + 1) * targets)),
  });
  const next = inTurn(
    readyMadeBatches(problem).map(({ rows, X, Y }) =>
      Array.from({ length: rows }, (_, row) => sample(X, Y, row)),
    ),
  );
  return {
    run(steps) {
      for (let done = 0; done < steps; done++) net.trainPatterns(next());
    },
    cost() {
      let sum = 0;
      for (let row = 0; row < workload.samples; row++) {
        const { input, output } = sample(problem.X, problem.Y, row);
        const answer = net.runInput(input);
        output.forEach((y, j) => (sum += (y - answer[j]) ** 2));
      }
      return sum / (workload.samples * targets);
    },
  };
}
