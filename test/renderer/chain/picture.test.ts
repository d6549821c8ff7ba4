import { describe, expect, it } from "vitest";
import { nameMatrices, type MatrixKey } from "../../../core/network/names.ts";
import type { ActivationName, NetworkPlan } from "../../../core/network/plan.ts";
import {
  composeChain,
  isTurned,
  matricesOf,
  readCell,
  scaleOf,
  spellCell,
  type ChainBlock,
} from "../../../renderer/chain/picture.ts";
import { networkOf, numpyPass, showPass } from "../support/numpy-pass.ts";

function network(bias: boolean, ...layers: [number, ActivationName][]): NetworkPlan {
  return { bias, layers: layers.map(([units, activation]) => ({ units, activation })) };
}

/** A chain as text: `X · W1/deltaW1 = A f1 B`. */
function spell(blocks: readonly ChainBlock[]): string {
  return blocks
    .map((block) => {
      if (block.kind === "sign") return block.sign;
      if (block.kind === "activation") return `f${block.layer + 1}`;
      if (block.kind === "scaling") return block.scaling;
      return block.matrices.map(({ name }) => name.code).join("/");
    })
    .join(" ");
}

const article = network(false, [4, "square"], [1, "cube"]);

describe("the chain", () => {
  it("of the article's network reads like its formula, gradients under their weights", () => {
    expect(spell(composeChain({ samples: 10, features: 3, network: article }))).toBe(
      "X · W1/deltaW1 = A f1 B · W2/deltaW2 = C f2 Yhat vs Y error error",
    );
  });

  it("begins with X before its columns were scaled, where they are", () => {
    const blocks = composeChain({ samples: 10, features: 3, network: article, scaled: "standardise" });
    expect(
      matricesOf(blocks)
        .slice(0, 2)
        .map(({ name }) => name.code),
    ).toEqual(["X0", "X"]);
    expect(blocks[1]).toEqual({ kind: "scaling", scaling: "standardise" });
    expect(matricesOf(blocks)[0]).toMatchObject({ rows: 10, columns: 3, kind: "data" });
  });

  it("has the shapes of the article: (10, 3) · (3, 4) = (10, 4), (10, 4) · (4, 1) = (10, 1)", () => {
    const matrices = matricesOf(composeChain({ samples: 10, features: 3, network: article }));
    expect(matrices.map(({ name, rows, columns }) => `${name.code} ${rows} ${columns}`)).toEqual([
      "X 10 3",
      "W1 3 4",
      "deltaW1 3 4",
      "A 10 4",
      "B 10 4",
      "W2 4 1",
      "deltaW2 4 1",
      "C 10 1",
      "Yhat 10 1",
      "Y 10 1",
      "error 10 1",
    ]);
  });

  it("shows one matrix for a linear layer, and no activation", () => {
    const linear = network(false, [4, "linear"], [1, "linear"]);
    expect(spell(composeChain({ samples: 10, features: 3, network: linear }))).toBe(
      "X · W1/deltaW1 = A · W2/deltaW2 = Yhat vs Y error error",
    );
  });

  it("keeps the letters going past a linear layer in the middle", () => {
    const mixed = network(false, [4, "tanh"], [2, "linear"], [1, "sigmoid"]);
    expect(spell(composeChain({ samples: 1, features: 3, network: mixed }))).toBe(
      "X · W1/deltaW1 = A f1 B · W2/deltaW2 = C · W3/deltaW3 = F f3 Yhat vs Y error error",
    );
  });

  it("numbers the matrices of four layers and more", () => {
    const deep = network(false, [2, "relu"], [2, "relu"], [2, "relu"], [1, "linear"]);
    expect(spell(composeChain({ samples: 5, features: 2, network: deep }))).toBe(
      "X · W1/deltaW1 = Z1 f1 H1 · W2/deltaW2 = Z2 f2 H2 · W3/deltaW3 = Z3 f3 H3 · W4/deltaW4 = Yhat " +
        "vs Y error error",
    );
  });

  it.each([
    ["numbers", "X · W1/deltaW1 = Z1 f1 H1 · W2/deltaW2 = Z2 f2 Yhat vs Y error error"],
    ["letters", "X · W1/deltaW1 = A f1 B · W2/deltaW2 = C f2 Yhat vs Y error error"],
    ["suited", "X · W1/deltaW1 = A f1 B · W2/deltaW2 = C f2 Yhat vs Y error error"],
  ] as const)("takes names by %s where they are asked for", (style, chain) => {
    expect(spell(composeChain({ samples: 10, features: 3, network: article, style }))).toBe(chain);
  });

  it("has one row of biases and one of their gradients beside each W where the network has a bias", () => {
    const matrices = matricesOf(
      composeChain({ samples: 8, features: 3, network: network(true, [4, "tanh"]) }),
    );
    const stack = matrices.filter(({ key }) => ["W", "dW", "b", "db"].includes(key.kind));
    expect(stack.map(({ name, rows, columns }) => `${name.code} ${rows} ${columns}`).sort()).toEqual([
      "W1 3 4",
      "b1 1 4",
      "deltaW1 3 4",
      "deltab1 1 4",
    ]);
  });

  it.each(["article network", "no activation", "tanh, bias, mse"])(
    "of %s names only matrices that its frame has, with their shapes",
    (name) => {
      const pass = numpyPass(name);
      const { frame, stage } = showPass(pass);
      const blocks = composeChain({ ...stage.loaded, network: networkOf(pass) });
      for (const { key, rows, columns } of matricesOf(blocks)) {
        expect(frame.matrix(key)).toMatchObject({ rows, columns });
      }
    },
  );

  it("shows no matrix twice", () => {
    const matrices = matricesOf(
      composeChain({ samples: 8, features: 3, network: network(true, [4, "linear"], [1, "tanh"]) }),
    );
    const keys = matrices.map(({ key }) => `${key.kind} ${key.layer}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("a drawn gradient", () => {
  const nameOf = nameMatrices(article.layers);

  it("is the article's δW, which its code calls deltaW1", () => {
    expect(nameOf({ kind: "dW", layer: 0 })).toEqual({ letter: "δW", layer: 1, code: "deltaW1" });
    expect(nameOf({ kind: "db", layer: 1 })).toEqual({ letter: "δb", layer: 2, code: "deltab2" });
  });

  it.each(["article network", "tanh, bias, mse"])(
    "of %s is NumPy's ∂cost/∂W with its sign turned",
    (name) => {
      const pass = numpyPass(name);
      const { frame } = showPass(pass);
      pass["dCost/dW"].forEach((dW, layer) =>
        dW.forEach((values, row) =>
          values.forEach((value, column) => {
            expect(readCell(frame, { key: { kind: "dW", layer }, row, column })).toBe(-value);
          }),
        ),
      );
      pass["dCost/db"].forEach((db, layer) =>
        db?.forEach((value, column) => {
          expect(readCell(frame, { key: { kind: "db", layer }, row: 0, column })).toBe(-value);
        }),
      );
    },
  );

  it("of nothing is 0, not −0", () => {
    const { frame } = showPass({
      ...numpyPass("article network"),
      "dCost/dW": [
        [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0, 0, 0],
        ],
        [[0], [0], [0], [0]],
      ],
    });
    expect(readCell(frame, { key: { kind: "dW", layer: 0 }, row: 1, column: 2 })).toBe(0);
  });

  it("is the only matrix whose sign is turned", () => {
    const kinds = ["X", "W", "b", "Z", "H", "Y", "error", "dW", "db", "cost"] as const;
    expect(kinds.filter((kind) => isTurned({ kind, layer: 0 }))).toEqual(["dW", "db"]);
  });
});

describe("a cell", () => {
  const nameOf = nameMatrices(article.layers);

  it("of a matrix is spelled as NumPy indexes it", () => {
    const key: MatrixKey = { kind: "Z", layer: 0 };
    expect(spellCell({ key, row: 0, column: 1 }, nameOf)).toBe("A[0,1]");
    expect(spellCell({ key: { kind: "dW", layer: 1 }, row: 3, column: 0 }, nameOf)).toBe("deltaW2[3,0]");
  });

  it("of a bias has one index", () => {
    expect(spellCell({ key: { kind: "b", layer: 0 }, row: 0, column: 2 }, nameOf)).toBe("b1[2]");
    expect(spellCell({ key: { kind: "db", layer: 0 }, row: 0, column: 2 }, nameOf)).toBe("deltab1[2]");
  });

  it("reads NumPy's number at its row and column", () => {
    const pass = numpyPass("tanh, bias, mse");
    const { frame } = showPass(pass);
    expect(readCell(frame, { key: { kind: "X", layer: 0 }, row: 5, column: 1 })).toBe(pass.X[5][1]);
    expect(readCell(frame, { key: { kind: "W", layer: 1 }, row: 3, column: 1 })).toBe(pass.W[1][3][1]);
    expect(readCell(frame, { key: { kind: "b", layer: 0 }, row: 0, column: 3 })).toBe(pass.b[0]![3]);
    expect(readCell(frame, { key: { kind: "H", layer: 1 }, row: 7, column: 0 })).toBe(
      pass["H (after activation)"][1][7][0],
    );
    expect(readCell(frame, { key: { kind: "cost", layer: 0 }, row: 0, column: 0 })).toBe(pass.costValue);
  });
});

describe("the scale of a matrix", () => {
  it("is one for weights, one for gradients and one for all data", () => {
    const kinds = ["W", "b", "dW", "db", "X", "Z", "H", "Y", "error"] as const;
    expect(kinds.map((kind) => scaleOf({ kind, layer: 0 }))).toEqual([
      "weights",
      "weights",
      "gradients",
      "gradients",
      "data",
      "data",
      "data",
      "data",
      "data",
    ]);
  });
});
