import type { DatasetSource } from "../data/datasets.ts";
import { loadDataset } from "../data/load-dataset.ts";
import type { Samples } from "../data/samples.ts";
import { drawExperiment } from "../experiment/draw-experiment.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { validateExperiment } from "../experiment/read-experiment.ts";
import type { Problem } from "../result.ts";
import type { Clock } from "./clock.ts";
import type { TrainingStatus } from "./frame.ts";
import { Pacer } from "./pacer.ts";
import type { EngineCommand, EngineEvent } from "./protocol.ts";
import { Speedometer } from "./speedometer.ts";
import { Stage } from "./stage.ts";

/** The engine trains this long, then lets commands through. */
const SLICE_MS = 8;
/** The clock is read about this often within a slice. */
const CHUNK_MS = 1;
const LARGEST_CHUNK = 4096;
const FRAME_MS = 1000 / 60;
const HISTORY_MS = 50;

/** What the engine is handed by the worker it runs in. */
export interface EnginePorts {
  /** Tells the page; the buffers go over without being copied. */
  readonly post: (event: EngineEvent, transfer: ArrayBuffer[]) => void;
  readonly clock: Clock;
  readonly datasets: DatasetSource;
}

/**
 * Trains the loaded experiment in short slices and hands out frames, the newest, one in flight at a time.
 *
 * The same code runs in both editions' workers: whoever owns one passes it every command. Commands before
 * the first `load` are remembered (the pace) or without effect. What it throws is a defect, and ends the
 * worker.
 */
export class Engine {
  readonly #ports: EnginePorts;
  readonly #pacer = new Pacer();
  readonly #speed = new Speedometer();
  #stage: Stage | null = null;
  #status: TrainingStatus = "paused";
  #stopAt: number | null = null;
  /** The step that `advance` trains to, at full speed; null while playing. */
  #goal: number | null = null;
  #chunk = 1;
  /** A frame is on its way and was not taken yet. */
  #inFlight = false;
  /** Something is new since the last frame; `urgent` does not wait for the next sixtieth of a second. */
  #fresh = false;
  #urgent = false;
  #sentAt = -Infinity;
  /** Which of the loads is the newest, and what was asked for since it began to fetch its data set. */
  #loads = 0;
  #waiting: EngineCommand[] | null = null;
  /** Only the latest deferred turn counts: commands may bring it forward. */
  #turn = 0;

  constructor(ports: EnginePorts) {
    this.#ports = ports;
  }

  /** Takes a command of the page; the answer may come at once or when the frame in flight is taken. */
  receive(command: EngineCommand): void {
    if (this.#waiting !== null && command.kind !== "load" && command.kind !== "taken") {
      this.#waiting.push(command);
      return;
    }
    const stage = this.#stage;
    switch (command.kind) {
      case "load":
        this.#load(command.generation, command.experiment);
        return;
      case "taken":
        this.#inFlight = false;
        break;
      case "pace":
        this.#pacer.set(command.stepsPerSecond, this.#ports.clock.now());
        this.#answer();
        break;
      case "stop-at":
        this.#stopAt = command.stop?.steps ?? null;
        this.#answer();
        break;
      case "learning-rate":
        stage?.trainer.setLearningRate(command.learningRate);
        this.#answer();
        break;
      case "play":
        if (stage !== null && (this.#status !== "running" || this.#goal !== null)) this.#run(stage, null);
        this.#answer();
        break;
      case "pause":
        if (this.#status === "running") this.#status = "paused";
        this.#answer();
        break;
      case "advance":
        if (stage !== null) this.#advance(stage, command.unit, command.count);
        this.#answer();
        break;
      case "rewind":
        if (stage !== null) this.#rewind(stage);
        this.#answer();
        break;
      case "go-to":
      case "check":
        this.#answer();
        break;
    }
    this.#work();
  }

  /**
   * Loads at once, or, where a data set has to be fetched, when it is there: a newer load takes the place of
   * one that still waits, and other commands wait with it.
   */
  #load(generation: number, experiment: Experiment): void {
    const ticket = ++this.#loads;
    this.#waiting = null;
    const valid = validateExperiment(experiment);
    if (!valid.ok) return this.#refuse(generation, valid.problems);
    if (valid.value.data.kind !== "dataset") return this.#begin(generation, valid.value, null);
    this.#waiting = [];
    void loadDataset(valid.value.data, this.#ports.datasets).then((loaded) => {
      if (ticket !== this.#loads) return;
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      if (loaded.ok) this.#begin(generation, valid.value, loaded.value);
      else this.#refuse(generation, loaded.problems);
      waiting.forEach((command) => this.receive(command));
    });
  }

  #refuse(generation: number, problems: readonly Problem[]): void {
    this.#ports.post({ kind: "refused", generation, problems }, []);
  }

  #begin(generation: number, experiment: Experiment, samples: Samples | null): void {
    const drawn = drawExperiment(experiment, samples);
    if (!drawn.ok) return this.#refuse(generation, drawn.problems);
    const stage = new Stage(generation, experiment, drawn.value);
    this.#stage = stage;
    this.#stopAt = experiment.training.stop?.steps ?? null;
    this.#chunk = 1;
    this.#rest(stage, "paused");
    const loaded = stage.loaded();
    const buffers = [loaded.X, loaded.Y, loaded.raw].flatMap((held) => (held === null ? [] : [held.buffer]));
    this.#ports.post({ kind: "loaded", loaded }, buffers as ArrayBuffer[]);
    this.#answer();
    this.#work();
  }

  #advance(stage: Stage, unit: "step" | "epoch", count: number): void {
    const { step, stepsPerEpoch } = stage.trainer;
    const steps = unit === "epoch" ? count * stepsPerEpoch : count;
    if (steps > 0) this.#run(stage, step + steps);
    else if (this.#status === "running") this.#status = "paused";
  }

  #rewind(stage: Stage): void {
    stage.rewind();
    this.#rest(stage, "paused");
  }

  /** Starts training, to a goal or until somebody stops it. */
  #run(stage: Stage, goal: number | null): void {
    const now = this.#ports.clock.now();
    this.#goal = goal;
    this.#status = "running";
    this.#pacer.start(now);
    this.#speed.start(now, stage.trainer.step);
  }

  /** Stops training; its last step may turn out not to be finite. */
  #rest(stage: Stage, status: TrainingStatus): void {
    stage.trainer.evaluate();
    this.#goal = null;
    this.#status = stage.trainer.breakdown === null ? status : "diverged";
    this.#answer();
  }

  #answer(): void {
    this.#fresh = true;
    this.#urgent = true;
  }

  /** One turn: a slice of training, a frame if one is due, and the appointment for the next turn. */
  #work(): void {
    const stage = this.#stage;
    if (stage === null) return;
    if (this.#status === "running") this.#train(stage);
    this.#show(stage);
    this.#schedule();
  }

  #train(stage: Stage): void {
    const { clock } = this.#ports;
    const { trainer } = stage;
    const begun = clock.now();
    let now = begun;
    let due = this.#goal === null ? this.#pacer.due(now) : Infinity;
    while (due > 0 && now - begun < SLICE_MS) {
      const from = trainer.step;
      const limit = this.#limit(from);
      const chunk = Math.min(this.#chunk, due, limit - from);
      let left = chunk;
      while (left > 0 && trainer.advance()) left--;
      const before = now;
      now = clock.now();
      if (left === 0) this.#measure(chunk, now - before);
      const made = chunk - left;
      due -= made;
      if (this.#goal === null) this.#pacer.made(made);
      this.#fresh = true;
      if (trainer.breakdown !== null) {
        this.#rest(stage, "diverged");
        return;
      }
      if (trainer.step === limit) {
        this.#rest(stage, limit === this.#stopAt ? "stopped" : "paused");
        return;
      }
    }
    this.#speed.reach(now, trainer.step);
  }

  /** The next step at which training has to halt: the goal, or a stop that still lies ahead. */
  #limit(step: number): number {
    const stop = this.#stopAt !== null && this.#stopAt > step ? this.#stopAt : Infinity;
    return Math.min(stop, this.#goal ?? Infinity);
  }

  /** Keeps chunks so long that reading the clock costs nothing, and so short that slices end in time. */
  #measure(chunk: number, elapsed: number): void {
    if (chunk < this.#chunk) return;
    if (elapsed < CHUNK_MS / 2) this.#chunk = Math.min(chunk * 2, LARGEST_CHUNK);
    else if (elapsed > CHUNK_MS * 2) this.#chunk = Math.max(1, Math.floor(chunk / 2));
  }

  /** Hands out the newest frame, if there is anything new, nobody is busy with the last one, and it is time. */
  #show(stage: Stage): void {
    if (!this.#fresh || this.#inFlight) return;
    const now = this.#ports.clock.now();
    if (this.#status === "running" && !this.#urgent && now < this.#sentAt + FRAME_MS) return;
    stage.trainer.look();
    if (stage.trainer.breakdown !== null && this.#status !== "diverged") this.#rest(stage, "diverged");
    const running = this.#status === "running";
    const frame = stage.frame(this.#status, this.#speed.stepsPerSecond, now, running ? HISTORY_MS : 0);
    this.#inFlight = true;
    this.#fresh = false;
    this.#urgent = false;
    this.#sentAt = now;
    const arrays = [frame.values, ...(frame.history ? [frame.history.even, frame.history.octaves] : [])];
    this.#ports.post(
      { kind: "frame", frame },
      arrays.map((array) => array.buffer as ArrayBuffer),
    );
  }

  #schedule(): void {
    const turn = ++this.#turn;
    if (this.#status !== "running") return;
    const { clock } = this.#ports;
    const now = clock.now();
    let delay = this.#goal === null ? this.#pacer.wait(now) : 0;
    if (this.#fresh && !this.#inFlight) delay = Math.min(delay, Math.max(0, this.#sentAt + FRAME_MS - now));
    if (delay === Infinity) return;
    clock.defer(() => {
      if (turn === this.#turn) this.#work();
    }, delay);
  }
}
