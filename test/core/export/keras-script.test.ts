import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { writeKerasScript } from "../../../core/export/keras-script.ts";
import { trainToStop } from "../../support/trained.ts";
import { drawWhole } from "../../support/datasets.ts";
import { hasModule, runScripts, unless } from "../../support/python.ts";
import { exportSource, shippedExperiment, shippedIds } from "../../support/shipped-experiments.ts";

const keras = hasModule("keras") && hasModule("numpy");
/** Keras takes a step of these small networks in milliseconds. */
const STEPS = 20;

describe.skipIf(!keras)(`run by Keras, the script${unless(keras, "Keras 3")}`, () => {
  it("of examples with gradient descent is where the lab is after 20 steps, as far as float32 goes", async () => {
    const ids = shippedIds.filter((id) => {
      const { optimizer, stop } = shippedExperiment(id).training;
      return optimizer.kind === "sgd" && (stop?.steps ?? 0) > STEPS && id !== "article-too-fast";
    });
    const sources = await Promise.all(ids.map((id) => exportSource(shippedExperiment(id), { steps: STEPS })));
    const scripts = Object.fromEntries(sources.map((source, i) => [ids[i], writeKerasScript(source)]));
    const answers = await runScripts(scripts, []);
    for (const [i, { experiment, stop }] of sources.entries()) {
      const [, step, , cost] = answers[ids[i]].last.split(" ");
      const trainer = trainToStop(experiment, await drawWhole(experiment), stop);
      expect(Number(step)).toBe(trainer.step);
      expect(Math.abs(Number(cost) / trainer.cost - 1), ids[i]).toBeLessThan(1e-4);
    }
  }, 300_000);
});

describe("the text", () => {
  it("has one Dense layer for each of the network's, in float64, from the lab's start", async () => {
    const script = writeKerasScript(await exportSource(article));
    expect(script).toContain('keras.config.set_floatx("float64")\n');
    expect(script).toContain(`
model = keras.Sequential([
    keras.Input((3,)),
    keras.layers.Dense(4, activation=lambda Z: Z**2, use_bias=False),
    keras.layers.Dense(1, activation=lambda Z: Z * Z * Z, use_bias=False),
])
`);
    expect(script).toContain("model.set_weights([W1, W2])\nrate = 0.0003\n");
    expect(script).toContain("optimizer = keras.optimizers.SGD(rate)\n");
    expect(script).toMatch(/^print\(f"step \{step\} cost \{cost\}"\)\n$/m);
  });

  it("leaves the last activation to a cost that is one with it", async () => {
    const script = writeKerasScript(await exportSource(shippedExperiment("wine")));
    expect(script).toContain("    keras.layers.Dense(3),\n");
    expect(script).toContain("-ops.mean(ops.sum(Y * ops.log_softmax(A, axis=-1), axis=-1))");
  });

  it("has the penalty as a regularizer, the schedule as the rate", async () => {
    const schedule = { kind: "cosine" as const, steps: 100, lowest: 0 };
    const script = writeKerasScript(
      await exportSource({
        ...article,
        penalty: { l1: 0, l2: 0.01 },
        training: { ...article.training, schedule },
      }),
    );
    expect(script).toContain("kernel_regularizer=keras.regularizers.L1L2(l1=0, l2=0.01)");
    expect(script).toContain(
      "schedule = keras.optimizers.schedules.CosineDecay(rate, 100, alpha=0 / rate)\n" +
        "optimizer = keras.optimizers.SGD(schedule)\n",
    );
    expect(script).toContain("+ sum(model.losses)");
  });
});
