/** ml-matrix: float64 matrices; the network is written on them as one writes it by hand. */
import { Matrix } from "ml-matrix";
import { inTurn, readyMadeBatches } from "../contestants/batches.mjs";

const activations = {
  square: { apply: (Z) => Matrix.multiply(Z, Z), derivative: (Z) => Matrix.multiply(Z, 2) },
  cube: {
    apply: (Z) => Matrix.multiply(Z, Z).multiply(Z),
    derivative: (Z) => Matrix.multiply(Z, Z).multiply(3),
  },
  tanh: { apply: (Z) => Matrix.tanh(Z), derivative: (Z, H) => Matrix.multiply(H, H).multiply(-1).add(1) },
  relu: {
    apply: (Z) => map(Z, (z) => (z > 0 ? z : 0)),
    derivative: (Z) => map(Z, (z) => (z > 0 ? 1 : 0)),
  },
  softmax: { apply: softmax },
};

export function setup(problem) {
  const { layers, features, cost: costName, learningRate } = problem.workload;
  const shaped = (values, columns) => Matrix.from1DArray(values.length / columns, columns, values);
  const targets = layers.at(-1).units;
  const W = problem.parameters.map((layer, l) => shaped(layer.W, layers[l].units));
  const b = problem.parameters.map((layer) => layer.b?.slice() ?? null);
  const next = inTurn(
    readyMadeBatches(problem).map(({ X, Y }) => ({ X: shaped(X, features), Y: shaped(Y, targets) })),
  );

  const forward = (X) => {
    const [Z, H] = [[], [X]];
    layers.forEach(({ activation }, l) => {
      Z.push(H[l].mmul(W[l]));
      if (b[l] !== null) Z[l].addRowVector(b[l]);
      H.push(activations[activation].apply(Z[l]));
    });
    return { Z, H };
  };

  const step = () => {
    const { X, Y } = next();
    const { Z, H } = forward(X);
    const last = layers.length - 1;
    let G = Matrix.sub(H[last + 1], Y);
    if (costName === "cross-entropy") G.multiply(1 / Y.rows);
    else {
      G.multiply(costName === "sse" ? 2 : 2 / (Y.rows * Y.columns));
      G.multiply(activations[layers[last].activation].derivative(Z[last], H[last + 1]));
    }
    for (let l = last; l >= 0; l--) {
      const dW = H[l].transpose().mmul(G);
      const db = b[l] === null ? null : G.sum("column");
      if (l > 0) {
        G = G.mmul(W[l].transpose()).multiply(
          activations[layers[l - 1].activation].derivative(Z[l - 1], H[l]),
        );
      }
      W[l].sub(dW.multiply(learningRate));
      if (db !== null) b[l] = b[l].map((value, j) => value - learningRate * db[j]);
    }
  };

  return {
    run(steps) {
      for (let done = 0; done < steps; done++) step();
    },
    cost() {
      const Y = shaped(problem.Y, targets);
      const output = forward(shaped(problem.X, features)).H.at(-1);
      if (costName === "cross-entropy") {
        return -Matrix.multiply(Y, map(output, Math.log)).sum() / Y.rows;
      }
      const squares = Matrix.sub(Y, output).pow(2).sum();
      return costName === "sse" ? squares : squares / (Y.rows * Y.columns);
    },
  };
}

function map(matrix, apply) {
  const out = matrix.clone();
  for (let i = 0; i < out.rows; i++) {
    for (let j = 0; j < out.columns; j++) out.set(i, j, apply(out.get(i, j)));
  }
  return out;
}

function softmax(Z) {
  const exponents = Z.clone().subColumnVector(Z.max("row")).exp();
  return exponents.divColumnVector(exponents.sum("row"));
}
