import { readFileSync } from "node:fs";

/** The article's experiment with 64 samples of 64 features and three layers of 64 units, as a file's text. */
export function wideExperiment() {
  const file = new URL("../../resources/experiments/article.json", import.meta.url);
  const experiment = JSON.parse(readFileSync(file, "utf8"));
  const units = { units: 64, activation: "tanh" };
  return JSON.stringify({
    ...experiment,
    data: { ...experiment.data, samples: 64, features: 64 },
    network: { bias: false, layers: [units, units, units] },
    training: { ...experiment.training, optimizer: { kind: "sgd", learningRate: 1e-3 }, stop: null },
  });
}
