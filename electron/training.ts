import { Worker } from "node:worker_threads";
import type { EngineCommand, EngineEvent } from "../core/training/protocol.ts";
import type { WorkerCrash } from "./contract.ts";
import { messages } from "./messages/en.ts";

/** The training worker as the shell handles it. */
export interface Training {
  /** Hands a command to the worker; dropped while there is none. */
  post(command: EngineCommand): void;
  /** A new worker in place of the present one, crashed or not. */
  restart(): void;
  /** Ends the worker for good. */
  end(): void;
}

/**
 * Starts the training worker from its file and hands on what it says. When it dies, `report` gets
 * `crashed` once and nothing else of it; the rest of the lab does not notice.
 */
export function setupTraining(file: string, report: (event: EngineEvent | WorkerCrash) => void): Training {
  let worker: Worker | null = null;

  function start(): void {
    const started = new Worker(file);
    worker = started;
    const crash = (message: string): void => {
      if (worker !== started) return;
      worker = null;
      void started.terminate();
      report({ kind: "crashed", message });
    };
    started.on("message", (event: EngineEvent) => {
      if (worker === started) report(event);
    });
    started.on("error", (error) => crash(error instanceof Error ? error.message : String(error)));
    started.on("messageerror", () => crash(messages.worker.unreadable));
    started.on("exit", (code) => crash(messages.worker.ended(code)));
  }

  function end(): void {
    const ended = worker;
    worker = null;
    void ended?.terminate();
  }

  start();
  return {
    post: (command) => worker?.postMessage(command),
    restart: () => {
      end();
      start();
    },
    end,
  };
}
