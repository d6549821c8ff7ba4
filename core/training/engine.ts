import type { DatasetSource } from "../data/datasets.ts";
import { DatasetShelf } from "../data/load-dataset.ts";
import type { Samples } from "../data/samples.ts";
import { drawExperiment } from "../experiment/draw-experiment.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { validateExperiment } from "../experiment/read-experiment.ts";
import type { MatrixKey } from "../network/names.ts";
import type { Problem } from "../result.ts";
import { Autosaves } from "./autosaves.ts";
import { CheckErrands } from "./check-errands.ts";
import type { Clock } from "./clock.ts";
import { Comparing } from "./comparing.ts";
import { Errands } from "./errands.ts";
import { buffersOf, type StopReason, type TrainingStatus } from "./frame.ts";
import type { KeptRun } from "./kept-run.ts";
import { Pacer } from "./pacer.ts";
import type { EngineCommand, EngineEvent } from "./protocol.ts";
import { resumeRun } from "./resume-run.ts";
import type { SavedRun } from "./saved-run.ts";
import { Saves, type PackRun, type UnpackRun } from "./saves.ts";
import { Speedometer } from "./speedometer.ts";
import { Stage } from "./stage.ts";

/** The engine trains this long, then lets commands through. */
const SLICE_MS = 8;
const FRAME_MS = 1000 / 60;
const HISTORY_MS = 50;

/*
 * Longer than most files: every command meets the same few facts about what runs, what is sought and what
 * was shown, and taking them apart would only hand them around.
 */

/** What the engine is handed by the worker it runs in. */
export interface EnginePorts {
  /** Tells the page; the buffers go over without being copied. */
  readonly post: (event: EngineEvent, transfer: ArrayBuffer[]) => void;
  readonly clock: Clock;
  readonly datasets: DatasetSource;
  readonly pack: PackRun;
  readonly unpack: UnpackRun;
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
  readonly #datasets: DatasetShelf;
  readonly #pacer = new Pacer();
  readonly #speed = new Speedometer();
  #stage: Stage | null = null;
  #status: TrainingStatus = "paused";
  #stopReason: StopReason | null = null;
  /** The step that `advance` trains to, at full speed; null while playing. */
  #goal: number | null = null;
  /** What begins when the past step that is sought is reached: training to a goal, or playing. */
  #afterwards: { readonly goal: number | null } | null = null;
  /** What is done while training rests: the whole look at large data, diagnoses, checks. */
  readonly #errands = new Errands();
  readonly #saves: Saves;
  readonly #autosaves = new Autosaves();
  readonly #checks = new CheckErrands(this.#errands, (event) => this.#ports.post(event, []));
  /** What is done when nothing else is: two runs are compared. */
  readonly #comparing: Comparing;
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
    this.#datasets = new DatasetShelf(ports.datasets);
    this.#saves = new Saves(ports.pack, ports.post);
    const { post, clock } = ports;
    this.#comparing = new Comparing({ post, clock, datasets: this.#datasets, wake: () => this.#schedule() });
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
        this.#load(command.generation, command.experiment, command.saved ?? null);
        return;
      case "open":
        this.#open(command.generation, command.file);
        return;
      case "save":
      case "keep":
        this.#saves.ask(command);
        if (stage === null) this.#saves.answer(null);
        break;
      case "autosave":
        this.#autosaves.ask(command, this.#ports.clock.now());
        break;
      case "taken":
        this.#inFlight = false;
        break;
      case "pace":
        this.#pacer.set(command.stepsPerSecond, this.#ports.clock.now());
        this.#answer();
        break;
      case "stop-at":
        stage?.run.setStop(command.stop);
        this.#answer();
        break;
      case "learning-rate":
        stage?.run.machine.setLearningRate(command.learningRate);
        this.#errands.drop("diagnosis");
        this.#answer();
        break;
      case "play":
        if (stage !== null && (this.#status !== "running" || this.#goal !== null)) this.#start(stage, null);
        this.#answer();
        break;
      case "pause":
        this.#afterwards = null;
        this.#pause();
        this.#answer();
        break;
      case "advance":
        if (stage !== null) this.#advance(stage, command.unit, command.count);
        this.#answer();
        break;
      case "rewind":
        stage?.run.rewind();
        this.#seek();
        break;
      case "go-to":
        stage?.run.goTo(command.step);
        this.#seek();
        break;
      case "check":
      case "check-cell":
        this.#afterwards = null;
        this.#pause();
        if (stage !== null) this.#checks.ask(stage, command);
        this.#answer();
        break;
      case "keep-checked":
        this.#checks.keep = command.on;
        if (stage !== null && this.#status !== "running") this.#checks.rest(stage);
        this.#answer();
        break;
      case "compare-runs":
        this.#comparing.begin(command);
        break;
      case "compare-at":
        this.#comparing.lookAt(command.ticket, command.step);
        break;
      case "prove":
        if (stage?.generation === command.generation) this.#prove(stage, command.parameters);
        this.#answer();
        break;
    }
    this.#work();
  }

  #open(generation: number, file: Uint8Array): void {
    const read = this.#unpack(file);
    if (!read.ok) return this.#refuse(generation, read.problems);
    this.#load(generation, read.value.experiment, read.value.saved, read.value.runs);
  }

  /** What cannot be had of a machine's memory is no reason to lose what is loaded. */
  #unpack(file: Uint8Array): ReturnType<UnpackRun> {
    try {
      return this.#ports.unpack(file);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const message = "needs more memory than there is";
      return { ok: false, problems: [{ place: "", code: "too-large", values: {}, message }] };
    }
  }

  /**
   * Loads at once, or, where a data set has to be fetched, when it is there: a newer load takes the place of
   * one that still waits, and other commands wait with it.
   */
  #load(
    generation: number,
    experiment: Experiment,
    saved: SavedRun | null,
    opened: readonly KeptRun[] | null = null,
  ): void {
    const ticket = ++this.#loads;
    this.#waiting = null;
    const valid = validateExperiment(experiment);
    if (!valid.ok) return this.#refuse(generation, valid.problems);
    if (valid.value.data.kind !== "dataset") return this.#begin(generation, valid.value, null, saved, opened);
    this.#waiting = [];
    void this.#datasets.load(valid.value.data).then((loaded) => {
      if (ticket !== this.#loads) return;
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      if (loaded.ok) this.#begin(generation, valid.value, loaded.value, saved, opened);
      else this.#refuse(generation, loaded.problems);
      waiting.forEach((command) => this.receive(command));
    });
  }

  #refuse(generation: number, problems: readonly Problem[]): void {
    this.#ports.post({ kind: "refused", generation, problems }, []);
  }

  #begin(
    generation: number,
    experiment: Experiment,
    samples: Samples | null,
    saved: SavedRun | null,
    opened: readonly KeptRun[] | null,
  ): void {
    const drawn = drawExperiment(experiment, samples);
    if (!drawn.ok) return this.#refuse(generation, drawn.problems);
    const resumed = saved && resumeRun(experiment, drawn.value, saved);
    if (resumed?.ok === false) return this.#refuse(generation, resumed.problems);
    const stage = new Stage(generation, experiment, samples, drawn.value, resumed?.value);
    this.#stage = stage;
    this.#afterwards = null;
    this.#errands.clear();
    this.#rest(stage, "paused");
    if (opened !== null) {
      const { latest } = stage.run.machine;
      this.#ports.post({ kind: "opened", generation, experiment, runs: opened, latest }, []);
    }
    const loaded = stage.loaded();
    const buffers = [loaded.X, loaded.Y, loaded.raw].flatMap((held) => (held === null ? [] : [held.buffer]));
    this.#ports.post({ kind: "loaded", loaded }, buffers as ArrayBuffer[]);
    this.#answer();
    this.#work();
  }

  #advance(stage: Stage, unit: "step" | "epoch", count: number): void {
    const { run, trainer } = stage;
    const steps = unit === "epoch" ? count * trainer.stepsPerEpoch : count;
    if (steps > 0) this.#start(stage, run.machine.position + steps);
    else this.#pause();
  }

  #pause(): void {
    if (this.#status === "running" && this.#stage !== null) this.#rest(this.#stage, "paused");
  }

  /** Training halts: another step is sought, and shown when it is reached. */
  #seek(): void {
    this.#afterwards = null;
    this.#goal = null;
    this.#status = "paused";
    this.#dropErrands();
    this.#answer();
  }

  /** Starts training, to a goal or until somebody stops it; where a past step is sought, from there. */
  #start(stage: Stage, goal: number | null): void {
    if (stage.run.machine.seeking) {
      this.#afterwards = { goal };
      return;
    }
    const now = this.#ports.clock.now();
    this.#goal = goal;
    this.#status = "running";
    this.#dropErrands();
    this.#pacer.start(now);
    this.#speed.start(now, stage.trainer.step);
  }

  /** Stops training; its last step may turn out not to be finite. */
  #rest(stage: Stage, status: TrainingStatus, reason: StopReason | null = null): void {
    const { trainer } = stage;
    this.#goal = null;
    this.#stopReason = reason;
    this.#status = trainer.breakdown === null ? status : "diverged";
    this.#answer();
    if (this.#status === "diverged") {
      this.#diagnose(stage);
      return;
    }
    if (trainer.shown < trainer.samples) {
      this.#errands.add("look", { advance: () => trainer.lookFurther() }, () => this.#answer());
    }
    this.#checks.rest(stage);
  }

  /** What was begun for the step that training rested at; a check has copies of its own and can wait. */
  #dropErrands(): void {
    this.#errands.drop("look");
    this.#errands.drop("diagnosis");
    this.#checks.dropUnasked();
    this.#errands.drop("proof");
  }

  #diagnose(stage: Stage): void {
    const doctor = stage.doctor();
    this.#errands.add("diagnosis", doctor, () => {
      const { generation } = stage;
      this.#ports.post({ kind: "diagnosis", generation, diagnosis: doctor.result() }, []);
    });
  }

  #prove(stage: Stage, parameters: readonly MatrixKey[]): void {
    const { generation } = stage;
    const proof = stage.proof(parameters, (step, verdict) =>
      this.#ports.post({ kind: "proved", generation, step, verdict }, []),
    );
    this.#errands.add("proof", proof, () => undefined);
  }

  #answer(): void {
    this.#fresh = true;
    this.#urgent = true;
  }

  /** One turn: a slice of training, a frame if one is due, and the appointment for the next turn. */
  #work(): void {
    const stage = this.#stage;
    if (stage === null) return;
    if (stage.run.machine.seeking) this.#travel(stage);
    if (!stage.run.machine.seeking) this.#answerSaves(stage);
    if (this.#status === "running") this.#train(stage);
    else if (!this.#urgent) this.#runErrands(stage);
    this.#show(stage);
    this.#schedule();
  }

  /** A look at the cost of the step that is saved may find out that it is not finite. */
  #answerSaves(stage: Stage): void {
    const { trainer } = stage;
    const { breakdown } = trainer;
    this.#saves.answer(stage);
    this.#autosave(stage);
    if (trainer.breakdown !== breakdown) this.#rest(stage, "diverged");
  }

  #autosave(stage: Stage): void {
    const { clock } = this.#ports;
    const { generation } = stage;
    const begun = clock.now();
    if (this.#autosaves.wait(generation, begun) > 0) return;
    const { experiment, runs } = this.#autosaves.take();
    const file = stage.save(experiment, (one, saved) => this.#ports.pack(one, saved, runs));
    this.#autosaves.done(begun, clock.now(), file.ok ? file.value.length : 0);
    if (!file.ok) return;
    const { latest } = stage.run.machine;
    this.#ports.post({ kind: "autosaved", generation, latest, file: file.value }, [
      file.value.buffer as ArrayBuffer,
    ]);
  }

  /** A slice of the way to a past step; once there, what was asked for meanwhile begins. */
  #travel(stage: Stage): void {
    const { clock } = this.#ports;
    const { machine } = stage.run;
    const begun = clock.now();
    while (machine.travel()) if (clock.now() - begun >= SLICE_MS) return;
    this.#rest(stage, "paused");
    const next = this.#afterwards;
    this.#afterwards = null;
    if (next !== null) this.#start(stage, next.goal);
  }

  /** A slice of what waits to be done while training rests. */
  #runErrands(stage: Stage): void {
    const { clock } = this.#ports;
    const begun = clock.now();
    while (!this.#errands.idle) {
      this.#errands.advance();
      if (stage.trainer.breakdown !== null && this.#status !== "diverged") this.#rest(stage, "diverged");
      if (clock.now() - begun >= SLICE_MS) return;
    }
    while (!this.#comparing.idle && clock.now() - begun < SLICE_MS) this.#comparing.advance();
  }

  #train(stage: Stage): void {
    const { clock } = this.#ports;
    const { run, trainer } = stage;
    const begun = clock.now();
    let now = begun;
    let due = this.#goal === null ? this.#pacer.due(now) : Infinity;
    while (due > 0 && now - begun < SLICE_MS) {
      const from = trainer.step;
      const outcome = run.work(Math.min(from + due, this.#goal ?? Infinity));
      now = clock.now();
      const made = Math.max(0, trainer.step - from);
      due -= made;
      if (this.#goal === null) this.#pacer.made(made);
      if (made > 0) this.#autosaves.trained();
      this.#fresh = true;
      if (outcome === "diverged") return this.#rest(stage, "diverged");
      if (outcome !== "on") return this.#rest(stage, "stopped", outcome);
      if (trainer.step === this.#goal) return this.#rest(stage, "paused");
    }
    this.#speed.reach(now, trainer.step);
  }

  /** Hands out the newest frame, if there is anything new, nobody is busy with the last one, and it is time. */
  #show(stage: Stage): void {
    if (!this.#fresh || this.#inFlight || stage.run.machine.seeking) return;
    const now = this.#ports.clock.now();
    if (this.#status === "running" && !this.#urgent && now < this.#sentAt + FRAME_MS) return;
    stage.trainer.glance();
    if (stage.trainer.breakdown !== null && this.#status !== "diverged") this.#rest(stage, "diverged");
    const running = this.#status === "running";
    const frame = stage.frame({
      status: this.#status,
      stopReason: this.#stopReason,
      stepsPerSecond: running ? this.#speed.stepsPerSecond : 0,
      now,
      historyEvery: running ? HISTORY_MS : 0,
    });
    this.#inFlight = true;
    this.#fresh = false;
    this.#urgent = false;
    this.#sentAt = now;
    this.#ports.post({ kind: "frame", frame }, buffersOf(frame));
  }

  #schedule(): void {
    const turn = ++this.#turn;
    const stage = this.#stage;
    const seeking = stage?.run.machine.seeking === true;
    const resting = this.#status !== "running";
    const { clock } = this.#ports;
    const now = clock.now();
    // A frame that nobody takes means that nobody looks: errands can wait, too.
    const done = this.#errands.idle && this.#comparing.idle;
    const idle = resting && !seeking && (done || this.#urgent);
    let delay = idle ? Infinity : seeking || resting ? 0 : this.#goal === null ? this.#pacer.wait(now) : 0;
    if (!idle && this.#fresh && !this.#inFlight) {
      delay = Math.min(delay, Math.max(0, this.#sentAt + FRAME_MS - now));
    }
    if (!seeking && stage !== null) delay = Math.min(delay, this.#autosaves.wait(stage.generation, now));
    if (delay === Infinity) return;
    clock.defer(() => {
      if (turn === this.#turn) this.#work();
    }, delay);
  }
}
