import type { Errands } from "./errands.ts";
import type { EngineCommand, EngineEvent } from "./protocol.ts";
import type { Stage } from "./stage.ts";

type Check = Extract<EngineCommand, { kind: "check" }>;
type CheckCell = Extract<EngineCommand, { kind: "check-cell" }>;

const UNASKED = "unasked check";

/** The gradient checks among an engine's errands: those that are asked for, and those that are not. */
export class CheckErrands {
  /** Whether somebody wants gradients checked unasked whenever training rests. */
  keep = false;
  readonly #errands: Errands;
  readonly #post: (event: EngineEvent) => void;

  constructor(errands: Errands, post: (event: EngineEvent) => void) {
    this.#errands = errands;
    this.#post = post;
  }

  /** Of the step at which training rests, or of one number of it; one that was not finished gives way. */
  ask(stage: Stage, command: Check | CheckCell): void {
    if (command.kind === "check") this.#add(stage, "check");
    // Asked of another training, nobody waits for it any more.
    else if (command.generation === stage.generation) this.#addCell(stage, command);
  }
  /** Training rests: where it is wanted and costs next to nothing, its step is checked. */
  rest(stage: Stage): void {
    if (this.keep && stage.cheapToCheck) this.#add(stage, UNASKED);
    else this.dropUnasked();
  }

  /** What nobody asked for gives way to everything that is. */
  dropUnasked(): void {
    this.#errands.drop(UNASKED);
  }

  #add(stage: Stage, name: string): void {
    const check = stage.check();
    this.#errands.add(name, check, () => {
      this.#post({ kind: "checked", generation: stage.generation, ...check.result() });
    });
  }

  #addCell(stage: Stage, { generation, matrix, row, column }: CheckCell): void {
    const input = matrix.kind === "db" ? null : row;
    const check = stage.check({ layer: matrix.layer, input, unit: column });
    this.#errands.add("cell check", check, () => {
      const { step, check: result } = check.result();
      this.#post({ kind: "cell-checked", generation, step, check: result.matrices[0] });
    });
  }
}
