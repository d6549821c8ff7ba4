import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import { Engine } from "../../../core/training/engine.ts";
import type { EngineCommand, EngineEvent } from "../../../core/training/protocol.ts";
import type { EngineCrash, EnginePort } from "../../../renderer/host/host.ts";
import { FakeClock } from "../../support/fake-clock.ts";

/** The engine itself, without a worker around it: it trains when a test says so. */
export class TrainingEngine implements EnginePort {
  readonly #clock = new FakeClock();
  readonly #engine = new Engine({
    post: (event) => this.#listener(event),
    clock: this.#clock,
    datasets: () => Promise.reject(new Error("no data set was asked for")),
    pack: writeArchive,
    unpack: readArchive,
  });
  #listener: (event: EngineEvent | EngineCrash) => void = () => undefined;

  post(command: EngineCommand): void {
    this.#engine.receive(command);
  }

  listen(listener: (event: EngineEvent | EngineCrash) => void): void {
    this.#listener = listener;
  }

  restart(): void {
    throw new Error("this engine does not crash");
  }

  /** Plays the end of its thread. */
  crash(message: string): void {
    this.#listener({ kind: "crashed", message });
  }

  /** Works for as long as there is something to do. */
  rest(): void {
    while (this.#clock.turn());
  }
}
