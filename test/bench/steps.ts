/* Steps per second of whole trainings, beside the same training written the plain way. */
import { readFileSync } from "node:fs";
import { loadDataset } from "../../core/data/load-dataset.ts";
import { drawExperiment } from "../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { readExperiment } from "../../core/experiment/read-experiment.ts";
import { activationOf } from "../../core/network/activations.ts";
import type { ElementwiseActivation } from "../../core/network/activation.ts";
import type { ActivationPlan } from "../../core/network/plan.ts";
import type { Start } from "../../core/training/start.ts";
import { Trainer } from "../../core/training/trainer.ts";

type Rows = number[][];

function elementwise(plan: ActivationPlan): ElementwiseActivation {
  const activation = activationOf(plan);
  if (activation.acts === "on rows") throw new Error(`${activation.name} has no plain loop here`);
  return activation;
}

/** A step written the way the article's formulas read: new nested arrays for every matrix. */
function plainTraining({ network, cost, training }: Experiment, start: Start): () => void {
  const X = start.X.toRows();
  const Y = start.Y.toRows();
  const count = cost === "sse" ? 1 : Y.length * Y[0].length;
  const rate = training.optimizer.learningRate;
  let W = start.parameters.map((layer) => layer.W.toRows());
  let b = start.parameters.map((layer) => layer.b && Array.from(layer.b));
  const dot = (A: Rows, B: Rows): Rows =>
    A.map((row) => B[0].map((_, j) => row.reduce((sum, value, p) => sum + value * B[p][j], 0)));
  const transposed = (A: Rows): Rows => A[0].map((_, j) => A.map((row) => row[j]));
  const zip = (A: Rows, B: Rows, f: (x: number, y: number) => number): Rows =>
    A.map((row, i) => row.map((value, j) => f(value, B[i][j])));
  return () => {
    const Z: Rows[] = [];
    const H: Rows[] = [X];
    network.layers.forEach(({ activation }, l) => {
      const bias = b[l];
      const product = dot(H[l], W[l]);
      Z.push(bias === null ? product : product.map((row) => row.map((value, j) => value + bias[j])));
      H.push(Z[l].map((row) => row.map(elementwise(activation).apply)));
    });
    let G = zip(Y, H[H.length - 1], (y, output) => (-2 * (y - output)) / count);
    const dW: Rows[] = [];
    const db: number[][] = [];
    for (let l = network.layers.length - 1; l >= 0; l--) {
      const { derivative } = elementwise(network.layers[l].activation);
      G = zip(G, Z[l], (g, z) => g * derivative(z));
      dW[l] = dot(transposed(H[l]), G);
      db[l] = transposed(G).map((column) => column.reduce((sum, value) => sum + value, 0));
      G = dot(G, transposed(W[l]));
    }
    W = W.map((matrix, l) => zip(matrix, dW[l], (w, d) => w - rate * d));
    b = b.map((bias, l) => bias && bias.map((value, j) => value - rate * db[l][j]));
  };
}

/** The best of several runs, in steps per second of this process's own time: other load counts less. */
function measure(step: () => unknown): number {
  let best = 0;
  let steps = 16;
  for (let run = 0; run < 12; run++) {
    const before = process.cpuUsage();
    for (let i = 0; i < steps; i++) step();
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    if (seconds < 0.15) {
      steps *= 4;
      run--;
    } else best = Math.max(best, steps / seconds);
  }
  return best;
}

const folder = "resources/experiments";
const fromResources = (id: string) =>
  Promise.resolve({ kind: "csv" as const, text: readFileSync(`resources/datasets/${id}.csv`, "utf8") });
for (const name of process.argv.slice(2)) {
  const read = readExperiment(readFileSync(`${folder}/${name}.json`, "utf8"));
  if (!read.ok) throw new Error(`${name} is not a good experiment`);
  const loaded = await loadDataset(read.value.data, fromResources);
  if (!loaded.ok) throw new Error(`the data of ${name} cannot be read`);
  const drawn = drawExperiment(read.value, loaded.value);
  if (!drawn.ok) throw new Error(`${name} cannot be drawn`);
  const trainer = new Trainer(read.value, drawn.value);
  const ours = measure(() => trainer.advance());
  const plain = measure(plainTraining(read.value, drawn.value));
  console.log(
    `${name.padEnd(16)} ${Math.round(ours).toLocaleString("en").padStart(10)} steps/s, ` +
      `${(ours / plain).toFixed(1)} times the plain way`,
  );
}
