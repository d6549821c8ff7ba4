import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import { Engine } from "../../../core/training/engine.ts";
import type { EngineCommand, EngineEvent } from "../../../core/training/protocol.ts";
import type { EngineCrash, EnginePort } from "../../../renderer/host/host.ts";
import { datasetsOnDisk } from "../../support/datasets.ts";
import { FakeClock } from "../../support/fake-clock.ts";

/** The real engine on a clock of its own: it works when a test lets it, until nothing is left to do. */
export class LiveEngine implements EnginePort {
  readonly clock = new FakeClock();
  /** The kinds of what was posted, in order. */
  readonly posted: EngineCommand["kind"][] = [];
  #engine: Engine;
  #listener: (event: EngineEvent | EngineCrash) => void = () => undefined;
  readonly #waiting: EngineCommand[] = [];
  #gone = false;

  constructor() {
    this.#engine = this.#start();
  }

  post(command: EngineCommand): void {
    this.posted.push(command.kind);
    if (!this.#gone) this.#waiting.push(command);
  }

  listen(listener: (event: EngineEvent | EngineCrash) => void): void {
    this.#listener = listener;
  }

  /** Plays the end of its thread: nobody answers any more. */
  crash(message: string): void {
    this.#gone = true;
    this.#waiting.splice(0);
    this.#listener({ kind: "crashed", message });
  }

  restart(): void {
    this.#engine = this.#start();
    this.#gone = false;
  }

  /** Takes every command that waits, and works until there is nothing left; at most so many turns. */
  settle(turns = 1000): void {
    for (let turn = 0; turn < turns; turn++) {
      const command = this.#waiting.shift();
      if (command !== undefined) this.#engine.receive(command);
      else if (!this.clock.turn()) return;
    }
  }

  /** An engine that is replaced says nothing any more. */
  #start(): Engine {
    const started: Engine = new Engine({
      post: (event) => {
        if (this.#engine === started && !this.#gone) this.#listener(event);
      },
      clock: this.clock,
      pack: writeArchive,
      unpack: readArchive,
      datasets: datasetsOnDisk,
    });
    return started;
  }
}
