import type { EngineCommand, EngineEvent } from "../../../core/training/protocol.ts";
import type { EngineCrash, EnginePort } from "../../../renderer/host/host.ts";

/** An engine that trains nothing: it keeps what it is told and says what a test lets it say. */
export class FakeEngine implements EnginePort {
  /** Everything that was posted since `forget`. */
  commands: EngineCommand[] = [];
  restarts = 0;
  #listener: ((event: EngineEvent | EngineCrash) => void) | null = null;

  post(command: EngineCommand): void {
    this.commands.push(command);
  }

  listen(listener: (event: EngineEvent | EngineCrash) => void): void {
    this.#listener = listener;
  }

  restart(): void {
    this.restarts += 1;
  }

  say(event: EngineEvent | EngineCrash): void {
    if (!this.#listener) throw new Error("nobody listens to the engine");
    this.#listener(event);
  }

  forget(): void {
    this.commands = [];
  }

  /** The kinds of what was posted, in order. */
  get kinds(): string[] {
    return this.commands.map(({ kind }) => kind);
  }

  /** How many frames were acknowledged. */
  get taken(): number {
    return this.kinds.filter((kind) => kind === "taken").length;
  }
}

/** A display that draws when a test says so. */
export class FakeDisplay {
  #callbacks: (() => void)[] = [];
  #resting: (() => void)[] = [];

  readonly schedule = (callback: () => void, resting: boolean): void => {
    (resting ? this.#resting : this.#callbacks).push(callback);
  };

  /** A while has passed: what waits at the pace of resting views is due. */
  rest(): void {
    for (const callback of this.#resting.splice(0)) callback();
  }

  /** The next picture is due. */
  draw(): void {
    const due = this.#callbacks;
    this.#callbacks = [];
    for (const callback of due) callback();
  }
}
