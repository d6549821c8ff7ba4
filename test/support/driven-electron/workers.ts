import process from "node:process";
import type { Worker } from "node:worker_threads";

/** The worker threads that run, in the order in which they were started; a test may end one. */
export const workers: Worker[] = [];

process.on("worker", (worker) => {
  workers.push(worker);
  worker.once("exit", () => workers.splice(workers.indexOf(worker), 1));
});
