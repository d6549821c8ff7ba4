import { randomInt } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { article } from "../../core/experiment/defaults.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { EngineCommand, EngineEvent } from "../../core/training/protocol.ts";
import { writeExperimentFile } from "../../electron/experiment-file.ts";
import { RecoveryFolder } from "../../electron/recovery.ts";

/*
 * One life of the shell's own pieces, without windows: the built training worker trains, unsaved work is kept as the
 * page would have it kept, and the file is saved at random moments. It never ends by itself.
 */

const [, , folder, workerFile] = process.argv;
const experiment: Experiment = { ...article, training: { ...article.training, stop: null } };
const file = join(folder, "work.rematrix");
const keeper = new RecoveryFolder(join(folder, "recovery")).openKeeper();
const worker = new Worker(workerFile);
const post = (command: EngineCommand): void => worker.postMessage(command);

/** Written at once, so that it outlives the kill. */
const log = (what: string, step: number): void =>
  appendFileSync(join(folder, "log"), `${what} ${step} ${Date.now()}\n`);

worker.on("message", (event: EngineEvent) => {
  if (event.kind === "frame") {
    log("step", event.frame.step);
    setTimeout(() => post({ kind: "taken" }), 50);
  }
  if (event.kind === "autosaved") {
    const note = { name: "Work", step: event.latest, time: Date.now(), home: null };
    void keeper.keep(event.file, note).then(() => log("kept", event.latest));
  }
  if (event.kind === "saved" && event.file.ok) {
    log("saving", event.step);
    void writeExperimentFile(file, event.file.value).then(({ kind }) => {
      if (kind === "saved") log("saved", event.step);
      saveLater();
    });
  }
});

/** Some save all the time, others hardly ever: then what was kept is all there is. */
const longestPause = randomInt(2) === 0 ? 400 : 20_000;

function saveLater(): void {
  setTimeout(() => post({ kind: "save", generation: 1, experiment }), randomInt(20, longestPause));
}

post({ kind: "pace", stepsPerSecond: 500 });
post({ kind: "load", generation: 1, experiment });
post({ kind: "autosave", generation: 1, experiment, runs: [] });
post({ kind: "play" });
saveLater();
