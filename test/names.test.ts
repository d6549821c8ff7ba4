import { beforeAll, describe, expect, it, vi } from "vitest";
import { article } from "../core/experiment/defaults.ts";
import { drawExperiment, type DrawnExperiment } from "../core/experiment/draw-experiment.ts";
import type { Experiment } from "../core/experiment/experiment.ts";
import { writeNumpyLines } from "../core/derivation/numpy-lines.ts";
import { listMatrices } from "../core/export/named-matrices.ts";
import { textExports } from "../core/export/targets.ts";
import { deltaCode, gradientCode } from "../core/naming.ts";
import { nameMatrices, passCodes, type MatrixKey, type NameStyle } from "../core/network/names.ts";
import { optimizerOf } from "../core/optimizer/optimizers.ts";
import { proveNetwork, type NetworkDerivations } from "../core/training/derivation-proof.ts";
import { listMicroSteps } from "../core/training/micro-steps/list-micro-steps.ts";
import { Trainer } from "../core/training/trainer.ts";
import { composeChain, matricesOf } from "../renderer/chain/picture.ts";
import { hasModule, unless } from "./support/python.ts";
import { runLines, type LinesCase } from "./support/run-lines.ts";
import { exportSource } from "./support/shipped-experiments.ts";
import { valueOf } from "./support/datasets.ts";

// Python runs lines of every output, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const drawnFrom = { kind: "generate", samples: 7, features: 3, draw: { kind: "rand" } } as const;
const classes: Experiment["data"] = {
  kind: "table",
  X: [
    [0.1, 0.9],
    [0.8, 0.3],
    [0.4, 0.4],
  ],
  Y: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
};

const experiments: Readonly<Record<string, Experiment>> = {
  "the article's network": article,
  "five numbered layers with a bias, a penalty and Adam": {
    ...article,
    data: { ...drawnFrom, target: { kind: "linear", coefficients: [1, -2, 0.5] } },
    network: {
      bias: true,
      layers: [
        { units: 3, activation: "tanh" },
        { units: 4, activation: "linear" },
        { units: 2, activation: "sigmoid" },
        { units: 3, activation: "square" },
        { units: 1, activation: "linear" },
      ],
    },
    cost: "mse",
    penalty: { l1: 0.01, l2: 0.1 },
    training: {
      optimizer: { kind: "adam", learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      batch: 4,
      stop: { steps: 3 },
    },
  },
  "softmax with its own cost": {
    ...article,
    data: classes,
    network: {
      bias: true,
      layers: [
        { units: 4, activation: "tanh" },
        { units: 3, activation: "softmax" },
      ],
    },
    cost: "cross-entropy",
    training: { ...article.training, stop: { steps: 3 } },
  },
  "softmax with squared errors": {
    ...article,
    data: classes,
    network: { bias: false, layers: [{ units: 3, activation: "softmax" }] },
    training: { ...article.training, stop: { steps: 3 } },
  },
};

/** Every name that code may give a matrix of a network, in one of the three styles. */
function tableOf({ network: { layers } }: Experiment, style: NameStyle): Set<string> {
  const nameOf = nameMatrices(layers, style);
  const single = (["raw", "X", "Y", "error", "cost"] as const).map((kind) => nameOf({ kind, layer: 0 }).code);
  const own = layers.flatMap((_, layer) => {
    const code = (kind: MatrixKey["kind"]): string => nameOf({ kind, layer }).code;
    const made = (["W", "b", "Z", "H"] as const).map(code);
    return [...made, ...made.map(gradientCode), code("dW"), code("db"), code("D"), `E${layer + 1}`];
  });
  // The counts of entries and of samples that a mean divides by are numbers under a capital.
  return new Set([...single, ...own, "N", "M"]);
}

/** What a line assigns to: `A`, or `dW1, dW2`. */
function targetsOf(line: string): string[] {
  const [, targets = ""] = /^\s*(\w+(?:, \w+)*) [-+*/]?= /.exec(line) ?? [];
  return targets === "" ? [] : targets.split(", ");
}

/** Words have no capital and no number: what is left are matrices. */
function looksLikeMatrix(name: string): boolean {
  return /[A-Z]/.test(name) || /^(d|delta)?b\d+$/.test(name);
}

/** The lines of a network's gradients as a derivation writes them, each parameter's by themselves. */
function derivedLines({ network, derivations }: NetworkDerivations): string[][] {
  return derivations.flatMap(({ derivation }) =>
    (["gradient", "delta"] as const).map((goal) => writeNumpyLines(network, derivation, goal)),
  );
}

/** All lines of an update but its last step, which changes the weights. */
function microLines({ network, cost, penalty, training }: Experiment, style: NameStyle): string[] {
  const steps = listMicroSteps({
    network,
    cost,
    penalty,
    optimizer: training.optimizer,
    learningRate: training.optimizer.learningRate,
    step: 0,
    nameOf: nameMatrices(network.layers, style),
  });
  return steps.filter(({ kind }) => kind !== "update").flatMap(({ numpy }) => numpy);
}

/** The assignments in the functions `forward` and `backward` of a script. */
function passLines(script: string): string[] {
  return ["forward", "backward"].flatMap((name) => {
    const start = script.indexOf(`def ${name}(`);
    expect(start).toBeGreaterThan(-1);
    const lines = script.slice(start, script.indexOf("\n\n\n", start)).split("\n");
    return lines.filter((line) => targetsOf(line).length > 0).map((line) => line.trim());
  });
}

function drawn(experiment: Experiment): DrawnExperiment {
  return valueOf(drawExperiment(experiment, null));
}

describe.each(Object.entries(experiments))("%s", (_, experiment) => {
  const { network, training } = experiment;
  const styles = ["suited", "numbers", "letters"] as const;

  it.each(styles)("has one table of names for chain, micro-steps and derivations, style %s", (style) => {
    const table = tableOf(experiment, style);
    const { X, Y, parameters } = drawn(experiment);
    const derived = derivedLines(proveNetwork(experiment, { X, Y, parameters }, { style, mostCells: 1 }));
    const blocks = composeChain({ samples: X.rows, features: X.columns, network, style });
    const names = [
      ...matricesOf(blocks).map(({ name }) => name.code),
      ...[...microLines(experiment, style), ...derived.flat()].flatMap(targetsOf).filter(looksLikeMatrix),
    ];
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !table.has(name))).toEqual([]);
  });

  it("has the same table for every script and every list of matrices", async () => {
    const table = tableOf(experiment, "suited");
    const parameters = network.layers.flatMap((__, l) => [`W${l + 1}`, `b${l + 1}`]);
    const remembered = parameters.flatMap((name) =>
      optimizerOf(training.optimizer)
        .numpy(training.optimizer, name, gradientCode(name), "rate")
        .memory.flatMap(targetsOf),
    );
    // A function's own W, and what it remembers of it.
    const ofOne = optimizerOf(training.optimizer).numpy(training.optimizer, "W", "dW", "rate");
    const known = new Set([
      ...table,
      ...remembered,
      "W",
      ...[...ofOne.memory, ...ofOne.update].flatMap(targetsOf),
    ]);
    const source = await exportSource(experiment);
    const scripts = (["numpy", "pytorch", "keras", "notebook"] as const).map((target) => {
      const text = textExports[target].write(source);
      if (target !== "notebook") return text;
      const { cells } = JSON.parse(text) as { cells: { cell_type: string; source: string | string[] }[] };
      const code = cells.filter(({ cell_type }) => cell_type === "code");
      return code.map((cell) => [cell.source].flat().join("")).join("\n");
    });
    const made = drawn(experiment);
    const trainer = new Trainer(experiment, made);
    trainer.look();
    const names = [
      ...scripts
        .flatMap((script) => script.split("\n"))
        .flatMap(targetsOf)
        .filter(looksLikeMatrix),
      ...listMatrices(experiment, made, trainer).map(({ code }) => code),
    ];
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});

const numpyIsThere = hasModule("numpy");

describe.skipIf(!numpyIsThere)(`run by NumPy${unless(numpyIsThere, "NumPy")}`, () => {
  const cases: { readonly title: string; readonly source: string; readonly lines: LinesCase }[] = [];
  let answers: Awaited<ReturnType<typeof runLines>> = [];

  beforeAll(async () => {
    for (const [title, experiment] of Object.entries(experiments)) {
      const { X, Y, parameters } = drawn(experiment);
      const given: Record<string, number[][] | number[]> = { X: X.toRows(), Y: Y.toRows() };
      parameters.forEach(({ W, b }, l) => {
        given[`W${l + 1}`] = W.toRows();
        if (b !== null) given[`b${l + 1}`] = [...b];
      });
      const script = textExports.numpy.write(await exportSource(experiment));
      const derived = derivedLines(proveNetwork(experiment, { X, Y, parameters }, { mostCells: 1 }));
      const outputs = [
        ["script", passLines(script)] as const,
        ["micro-steps", microLines(experiment, "suited")] as const,
        ...derived.map((lines) => [lines[lines.length - 1], lines] as const),
      ];
      for (const [source, lines] of outputs) {
        const keep = [...new Set(lines.flatMap(targetsOf))];
        cases.push({ title, source, lines: { given, memory: [], rounds: [lines], keep, ordered: false } });
      }
    }
    answers = await runLines(cases.map(({ lines }) => lines));
  });

  it.each(Object.entries(experiments))(
    "a name means the same numbers in every output of %s",
    (title, experiment) => {
      const made = drawn(experiment);
      const trainer = new Trainer(experiment, made);
      trainer.look();
      const numbers = new Map<string, readonly number[]>(
        listMatrices(experiment, made, trainer).map(({ code, matrix }) => [code, [...matrix.values]]),
      );
      const { layers } = experiment.network;
      const [codeOf, nameOf] = [passCodes(layers), nameMatrices(layers)];
      layers.forEach((_, layer) => {
        for (const [key, name] of [
          ["dW", "W"],
          ["db", "b"],
        ] as const) {
          const slope = numbers.get(codeOf({ kind: key, layer }));
          if (slope === undefined) continue;
          const delta = nameOf({ kind: key, layer }).code;
          expect(delta).toBe(deltaCode(nameOf({ kind: name, layer }).code));
          numbers.set(
            delta,
            slope.map((value) => 0 - value),
          );
        }
      });
      let compared = 0;
      cases.forEach(({ title: of, source }, index) => {
        if (of !== title) return;
        for (const [name, values] of Object.entries(answers[index][0])) {
          const known = numbers.get(name);
          if (known === undefined) {
            numbers.set(name, values);
            continue;
          }
          compared++;
          const largest = Math.max(1e-3, ...known.map(Math.abs));
          expect(values, `${name} of ${source}`).toHaveLength(known.length);
          const apart = Math.max(...values.map((value, at) => Math.abs(value - known[at]) / largest));
          expect(apart, `${name} of ${source}`).toBeLessThan(1e-12);
        }
      });
      expect(compared).toBeGreaterThan(10);
    },
  );
});
