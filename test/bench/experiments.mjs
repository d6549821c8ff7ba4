/** The raced workloads W3 and W4 as experiments that the lab opens: a hidden network makes their Y. */
export const experiments = {
  W3: experiment("W3: digits", { features: 784, hidden: [128], batch: 64 }),
  W4: experiment("W4: wide", { features: 256, hidden: [512, 512], batch: 128 }),
};

function experiment(name, { features, hidden, batch }) {
  return {
    format: "rematrix",
    version: 1,
    name,
    notes: "",
    seed: 1,
    data: { kind: "generate", samples: 640, features, draw: { kind: "rand" }, target: { kind: "teacher" } },
    network: {
      bias: true,
      layers: [
        ...hidden.map((units) => ({ units, activation: "relu" })),
        { units: 10, activation: "softmax" },
      ],
    },
    weights: { kind: "normal", mean: 0, sd: 0.05 },
    cost: "cross-entropy",
    training: { optimizer: { kind: "sgd", learningRate: 0.01 }, batch, stop: null },
  };
}
