import type { Page } from "@playwright/test";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker as NodeWorker } from "node:worker_threads";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { EngineCommand, EngineEvent } from "../../core/training/protocol.ts";

/** One frame's numbers as the bytes of its float64 values, in hexadecimal. */
export interface Stand {
  readonly step: number;
  readonly status: string;
  /** Cost, then every matrix of the pass, 16 digits per number. */
  readonly bits: string;
}

/** The worker of an edition, whichever kind it is. */
interface Port {
  readonly post: (command: EngineCommand) => void;
  readonly listen: (hear: (event: EngineEvent) => void) => void;
}

/**
 * Trains an experiment in the desktop edition's built worker, as Node runs it, and gives its numbers at
 * these steps.
 */
export async function trainInNode(experiment: Experiment, steps: readonly number[]): Promise<Stand[]> {
  const file = fileURLToPath(new URL("../../out/electron/training-worker.mjs", import.meta.url));
  if (!existsSync(file)) throw new Error(`There is no ${file}; \`npm run build\` makes it.`);
  const worker = new NodeWorker(file);
  try {
    const failed = new Promise<never>((_, reject) => worker.once("error", reject));
    const port: Port = {
      post: (command) => worker.postMessage(command),
      listen: (hear) => worker.on("message", hear),
    };
    return await Promise.race([converse(port, experiment, steps), failed]);
  } finally {
    await worker.terminate();
  }
}

/** The same in the browser edition's built worker: a second one beside the open page's own. */
export async function trainInPage(
  page: Page,
  experiment: Experiment,
  steps: readonly number[],
): Promise<Stand[]> {
  const url = page.workers()[0]?.url();
  if (url === undefined) throw new Error("the page runs no training worker");
  // As text, so that one and the same conversation runs on both sides.
  return page.evaluate<Stand[]>(`(async () => {
    const worker = new Worker(${JSON.stringify(url)}, { type: "module" });
    const failed = new Promise((_, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || "the worker does not load"));
    });
    const port = {
      post: (command) => worker.postMessage(command),
      listen: (hear) => worker.addEventListener("message", (message) => hear(message.data)),
    };
    const stands = (${converse.toString()})(port, ${JSON.stringify(experiment)}, ${JSON.stringify(steps)});
    return Promise.race([stands, failed]).finally(() => worker.terminate());
  })()`);
}

/** Loads, trains from one step to the next, and notes the frame of each. Must not name anything outside. */
function converse(port: Port, experiment: Experiment, steps: readonly number[]): Promise<Stand[]> {
  return new Promise((resolve, reject) => {
    const stands: Stand[] = [];
    const inHexadecimal = (numbers: Float64Array): string =>
      Array.from(new BigUint64Array(numbers.slice().buffer), (word) =>
        word.toString(16).padStart(16, "0"),
      ).join("");
    port.listen((event) => {
      if (event.kind === "refused") reject(new Error(JSON.stringify(event.problems)));
      if (event.kind !== "frame") return;
      const { step, status, cost, values } = event.frame;
      port.post({ kind: "taken" });
      const goal = steps[stands.length];
      if (status === "diverged") reject(new Error(`training broke down at step ${step}`));
      if (goal === undefined || step !== goal || status === "running") return;
      stands.push({ step, status, bits: inHexadecimal(Float64Array.of(cost)) + inHexadecimal(values) });
      const next = steps[stands.length];
      if (next === undefined) resolve(stands);
      else port.post({ kind: "advance", unit: "step", count: next - step });
    });
    port.post({ kind: "load", generation: 1, experiment });
  });
}

/** The first number that differs between two frames: its place after the cost, and both bit patterns. */
export function firstDifference(a: Stand, b: Stand): string | null {
  if (a.bits.length !== b.bits.length) return `${a.bits.length / 16} and ${b.bits.length / 16} numbers`;
  for (let at = 0; at < a.bits.length; at += 16) {
    const [one, other] = [a.bits.slice(at, at + 16), b.bits.slice(at, at + 16)];
    if (one !== other) return `number ${at / 16}: 0x${one} and 0x${other}`;
  }
  return null;
}
