import type { FrameMessage } from "../../core/training/frame.ts";
import type { EngineCommand, EngineEvent } from "../../core/training/protocol.ts";
import type { EngineCrash, EnginePort } from "../host/host.ts";

/**
 * Runs a callback when the next picture is due, or, while views rest, some time later: `schedulePictures`, or a
 * test's own clock.
 */
export type Schedule = (callback: () => void, resting: boolean) => void;

/** What a line hands on. */
interface Ends {
  readonly receive: (event: Exclude<EngineEvent, { kind: "frame" }> | EngineCrash) => void;
  /** A frame whose picture is due; the engine is told afterwards that it was taken. */
  readonly show: (message: FrameMessage) => void;
}

/** The line to the engine: commands, the pace, and frames, which wait for the display's next picture. */
export class EngineLine {
  /**
   * Whether views follow while training runs. Otherwise they rest until it does: training goes as fast as it
   * can and has the machine for itself.
   */
  updates = $state(true);
  /** Steps per second while playing; null is as fast as it can. */
  pace = $state<number | null>(30);
  readonly #engine: EnginePort;
  readonly #schedule: Schedule;
  readonly #show: Ends["show"];
  /** Frames that wait to be taken; an engine sends one at a time. */
  #arrived: readonly FrameMessage[] = [];

  constructor(engine: EnginePort, schedule: Schedule, { receive, show }: Ends) {
    this.#engine = engine;
    this.#schedule = schedule;
    this.#show = show;
    engine.listen((event) => {
      if (event.kind === "frame") this.#wait(event.frame);
      else receive(event);
    });
    this.post({ kind: "pace", stepsPerSecond: this.pace });
  }

  post(command: EngineCommand): void {
    this.#engine.post(command);
  }

  /** Its answer waits behind the frame that is on its way, which at the pace of resting views takes its time. */
  tell(command: EngineCommand): void {
    this.post(command);
    if (!this.updates) this.#hurry();
  }

  setPace(stepsPerSecond: number | null): void {
    this.pace = stepsPerSecond;
    this.#tellPace();
  }

  /** Lets views follow while training runs, or rest. */
  setUpdates(on: boolean): void {
    this.updates = on;
    this.#tellPace();
    this.#hurry();
  }

  /** Runs a callback when the next picture is due. */
  atNextPicture(callback: () => void): void {
    this.#schedule(callback, false);
  }

  /** Another engine after a crash; what the last one sent is gone. */
  restart(): void {
    this.#arrived = [];
    this.#engine.restart();
    this.#tellPace();
  }

  #tellPace(): void {
    this.tell({ kind: "pace", stepsPerSecond: this.updates ? this.pace : null });
  }

  #wait(message: FrameMessage): void {
    this.#arrived = [...this.#arrived, message];
    this.#schedule(() => this.#take(message), !this.updates && message.status === "running");
  }

  /** Takes at once what waits for its turn. */
  #hurry(): void {
    for (const message of this.#arrived) this.#take(message);
  }

  #take(message: FrameMessage): void {
    if (!this.#arrived.includes(message)) return;
    this.#arrived = this.#arrived.filter((other) => other !== message);
    this.#show(message);
    this.post({ kind: "taken" });
  }
}
