import { optimizerOf } from "../../optimizer/optimizers.ts";
import type { OptimizerPlan } from "../../optimizer/plan.ts";
import type { NamedParameter } from "../layers.ts";
import { mentions } from "../python/functions.ts";
import { indent } from "../python/layout.ts";

/** How a script changes its weights. */
export interface UpdateText {
  /** The optimizer as a function; nothing where it is a single line. */
  readonly define: readonly string[];
  /** What is remembered of every parameter, at the start. */
  readonly memory: readonly string[];
  /** One line for each parameter; `rate` and `step` are the script's. */
  readonly lines: readonly string[];
}

/** The Python of an optimizer for these parameters. */
export function writeUpdate(plan: OptimizerPlan, parameters: readonly NamedParameter[]): UpdateText {
  const optimizer = optimizerOf(plan);
  const { memory, update } = optimizer.numpy(plan, "W", "dW", "rate");
  const remembered = memory.map((line) => line.split(" = ")[0]);
  if (remembered.length === 0) {
    const lines = parameters.flatMap(
      ({ name, gradient }) => optimizer.numpy(plan, name, gradient, "rate").update,
    );
    return { define: [], memory: [], lines };
  }
  const given = ["rate", "step"].filter((name) => mentions(update, name));
  return {
    define: [
      `def ${plan.kind}(${["W", "dW", ...remembered, ...given].join(", ")}):`,
      ...indent([
        '"""Changes W by its gradient, in place; gives what is remembered of it for the next step."""',
        ...update,
        `return ${remembered.join(", ")}`,
      ]),
    ],
    memory: parameters.map(({ name, gradient }) => {
      const lines = optimizer.numpy(plan, name, gradient, "rate").memory.map((line) => line.split(" = "));
      return `${lines.map(([left]) => left).join(", ")} = ${lines.map(([, right]) => right).join(", ")}`;
    }),
    lines: parameters.map(({ name, gradient }) => {
      const names = optimizer.numpy(plan, name, gradient, "rate").memory.map((line) => line.split(" = ")[0]);
      const values = [name, gradient, ...names, ...given].join(", ");
      return `${names.join(", ")} = ${plan.kind}(${values})`;
    }),
  };
}
